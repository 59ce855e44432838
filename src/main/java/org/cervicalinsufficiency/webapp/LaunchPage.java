package org.cervicalinsufficiency.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.json.OutcomeBody;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.cervicalinsufficiency.tenant.SmartLaunch;
import org.cervicalinsufficiency.tenant.Tenants.Launching;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * {@code /launch}: where an EHR opens the form (SMART App Launch). The page's script does the work; this tells it whether
 * an EHR is registered, and lets it call that EHR only. Nothing here calls anybody.
 */
@Controller
final class LaunchPage {

    private static final String RETURN = "/launch/return";
    private static final byte[] UNREGISTERED = OutcomeBody.of(
            "not-found",
            "iss: is not registered here for launching the form; ask the operator to register it, written exactly as the EHR"
                    + " sends it.");

    private final CurrentTenants tenants;
    private final Contents contents;
    private final LaunchTypes types;
    private final PageTexts texts;
    private final Optional<ServerAddress> address;

    LaunchPage(
            CurrentTenants tenants,
            Contents contents,
            LaunchTypes types,
            PageTexts texts,
            ServerAddress address,
            @Value("${screening.base-url:}") String set) {
        this.tenants = tenants;
        this.contents = contents;
        this.types = types;
        this.texts = texts;
        this.address = Optional.of(address).filter(known -> !set.isBlank());
    }

    /** The first half: from the EHR to its login. */
    @GetMapping(path = "/launch", produces = MediaType.TEXT_HTML_VALUE)
    String begin(@RequestParam(defaultValue = "") String iss, Locale language, Model page) {
        List<String> calls =
                tenants.get().launching(iss).map(LaunchPage::origins).orElse(List.of());
        return show("begin", calls, language, page);
    }

    /** The second half: from the login to the form. What came back begins with the id of the tenant. */
    @GetMapping(path = RETURN, produces = MediaType.TEXT_HTML_VALUE)
    String finish(@RequestParam(defaultValue = "") String state, Locale language, Model page) {
        List<String> calls = tenants.get()
                .find(state.replaceFirst("\\..*", ""))
                .flatMap(tenant ->
                        tenant.ehr().launch().map(launch -> origins(tenant.ehr().fhirBases().stream(), launch)))
                .orElse(List.of());
        return show("finish", calls, language, page);
    }

    /** Where the page finds the EHR's FHIR server and its login. */
    private static List<String> origins(Launching launching) {
        return origins(Stream.of(launching.base()), launching.launch());
    }

    private static List<String> origins(Stream<FhirBase> bases, SmartLaunch launch) {
        return Stream.concat(bases.map(FhirBase::origin), launch.authorizationOrigins().stream())
                .distinct()
                .toList();
    }

    private String show(String step, List<String> calls, Locale language, Model page) {
        page.addAttribute("step", step);
        page.addAttribute("form", FormPage.PATH);
        page.addAttribute(
                "forms",
                contents.forms(language).stream().map(Contents.Entry::id).collect(Collectors.joining(" ")));
        page.addAttribute("texts", texts.of("launch", language));
        page.addAttribute(PagePolicy.CALLS, calls);
        return "launch";
    }

    /** How the form page is registered with an EHR; 404 for an EHR that is not. */
    @GetMapping(path = "/launch/registration", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> registration(@RequestParam(defaultValue = "") String iss, HttpServletRequest request) {
        return tenants.get()
                .launching(iss)
                .map(launching -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .<Object>body(Map.of(
                                "iss", iss,
                                "tenant", launching.tenant().id(),
                                "clientId", launching.launch().clientId(),
                                "scope", launching.launch().scope(types.names()),
                                "redirectUri", redirect(request),
                                "origins", origins(launching))))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(UNREGISTERED));
    }

    /** As the EHR knows it. Where no address is set this machine alone can call, under whichever name it does. */
    private String redirect(HttpServletRequest request) {
        return address.map(known -> known.at(RETURN))
                .orElseGet(() -> ServletUriComponentsBuilder.fromContextPath(request)
                        .path(RETURN)
                        .toUriString());
    }
}
