package org.cervicalinsufficiency.tenant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one tenant. */
final class TenantReader {

    private static final List<String> KEYS = List.of(
            "id",
            "name",
            "profile",
            "language",
            "fhir-bases",
            "private-networks",
            "key-aliases",
            "clients",
            "apps",
            "cards",
            "form-url",
            "link-hosts",
            "phones",
            "origins",
            "launch");
    private static final List<String> LAUNCH_KEYS = List.of("client-id", "scopes", "authorization-origins");
    private static final List<String> APP_KEYS = List.of("name", "client-id", "roles");
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

    private final TenantRules rules;
    private final Uniqueness once;
    private final ClientReader clients;
    private final CardReader cards;

    TenantReader(TenantRules rules, Uniqueness once) {
        this.rules = rules;
        this.once = once;
        this.clients = new ClientReader(rules, once);
        this.cards = new CardReader(rules);
    }

    /** The tenant; empty if so much is wrong that there is none. */
    Optional<Tenant> read(Section section) {
        section.knowing(KEYS);
        String id = section.required("id", "give the tenant a short name, for example \"st-mary\"");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            section.refuse("id", "is no short name", "write at most 64 small letters, digits and hyphens");
        }
        once.once("tenant", id, section, "id", "give each tenant an id of its own");
        Ehr ehr = ehr(section);
        List<CdsClient> callers =
                section.sections("clients").stream().map(clients::read).toList();
        List<BackendApp> apps = section.sections("apps").stream().map(this::app).toList();
        Optional<CardSettings> settings = cards.read(section);
        List<String> origins = origins(section);
        if (id.isBlank() || settings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Tenant(id, section.text("name").orElse(id), ehr, callers, apps, settings.get(), origins));
    }

    private Ehr ehr(Section section) {
        List<FhirBase> bases = new ArrayList<>();
        for (String base : section.texts("fhir-bases")) {
            Values.address(section, "fhir-bases", base, rules.development());
            Optional<WebAddress> address = WebAddress.parse(base);
            if (address.isPresent()) {
                FhirBase registered = new FhirBase(base);
                once.once(
                        "base", address.get().toString(), section, "fhir-bases", "give each FHIR server to one tenant");
                bases.add(registered);
            }
        }
        List<String> networks = section.texts("private-networks");
        networks.forEach(network -> Network.problem(network)
                .ifPresent(problem -> section.refuse(
                        "private-networks", "\"" + network + "\" " + problem.sentence(), problem.remedy())));
        Optional<SmartLaunch> launch = section.section("launch").map(this::launch);
        if (launch.isPresent() && section.texts("fhir-bases").isEmpty()) {
            section.refuse("launch", "has no FHIR server to come from", "register the iss of the launch in fhir-bases");
        }
        return new Ehr(bases, networks, aliases(section), launch);
    }

    private SmartLaunch launch(Section section) {
        section.knowing(LAUNCH_KEYS);
        String clientId = section.required("client-id", "write the client_id under which the EHR knows the form page");
        String scopes = section.text("scopes").orElse(SmartLaunch.CURRENT);
        Values.among(section, "scopes", List.of(scopes), SmartLaunch.SPELLINGS);
        List<String> origins = section.texts("authorization-origins");
        origins.stream().filter(origin -> !isOrigin(origin)).forEach(origin -> refuse(section, origin));
        return new SmartLaunch(clientId, !scopes.equals(SmartLaunch.CURRENT), origins);
    }

    private static void refuse(Section section, String origin) {
        section.refuse(
                "authorization-origins",
                "\"" + origin + "\" is no origin that may be used here",
                "write https://host or https://host:port, in small letters, without a path");
    }

    private Map<String, List<String>> aliases(Section section) {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        section.section("key-aliases").ifPresent(keys -> {
            if (!rules.prefetchKeys().isEmpty()) {
                keys.knowing(rules.prefetchKeys().stream().sorted().toList());
            }
            keys.keys().forEach(key -> aliases.put(key, keys.texts(key)));
        });
        return aliases;
    }

    private List<String> origins(Section section) {
        List<String> origins = section.texts("origins");
        origins.stream()
                .filter(origin -> !isOrigin(origin))
                .forEach(origin -> section.refuse(
                        "origins",
                        "\"" + origin + "\" is no origin that may be used here",
                        "write https://host or https://host:port, in small letters, without a path"));
        return origins;
    }

    private boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches() && (text.startsWith("https:") || rules.development());
    }

    private BackendApp app(Section section) {
        section.knowing(APP_KEYS);
        String name = Values.name(section, "name");
        String clientId = section.required("client-id", "write the client_id that its tokens carry");
        once.once("app", clientId, section, "client-id", "register each app once, for one tenant");
        once.once("alias", name, section, "name", "give each client and app a name of its own");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> written = section.texts("roles");
        List<String> known = Stream.of(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
        Values.among(section, "roles", written, known);
        written.stream()
                .filter(known::contains)
                .forEach(role -> roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT))));
        if (written.isEmpty()) {
            section.refuse("roles", "names no role", "write at least one of " + String.join(", ", known));
        }
        return new BackendApp(name, clientId, roles);
    }
}
