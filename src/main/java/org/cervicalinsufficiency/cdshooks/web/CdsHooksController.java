package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.AcceptedLanguages;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.CallWishes;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.HookExchange;
import org.cervicalinsufficiency.cdshooks.ResponseWriter;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.cervicalinsufficiency.cdshooks.Unroutable;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The paths of CDS Hooks: discovery, and one path per service. */
@RestController
final class CdsHooksController {

    private static final String DISCOVERY = "/cds-services";
    private static final String DISCOVERY_SLASH = "/cds-services/";
    private static final String SERVICE = "/cds-services/{id}";
    private static final List<String> DISCOVERY_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> SERVICE_METHODS = List.of("POST", "OPTIONS");

    private final ServiceCatalog catalog;
    private final CallHandler handler;
    private final ResponseWriter writer;
    private final CallBody body;
    private final EvaluationDay day;
    private final CurrentTenants tenants;
    private final CallAudit audit;
    private final CallMeters meters;
    private final CallLog log = new CallLog();

    CdsHooksController(
            ServiceCatalog catalog,
            CallHandler handler,
            ResponseWriter writer,
            HooksProperties properties,
            CurrentTenants tenants,
            CallAudit audit,
            CallMeters meters) {
        this.catalog = catalog;
        this.handler = handler;
        this.writer = writer;
        this.tenants = tenants;
        this.audit = audit;
        this.meters = meters;
        this.body = new CallBody(properties.maxBodyBytes());
        this.day = new EvaluationDay(properties.evaluationDateHeader());
    }

    /** Lists the services, byte for byte the same until the next release. */
    @GetMapping({DISCOVERY, DISCOVERY_SLASH})
    ResponseEntity<byte[]> discovery() {
        return ResponseEntity.ok()
                .eTag(catalog.entityTag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON)
                .body(catalog.discovery());
    }

    /** Answers one call of a hook. */
    @PostMapping(SERVICE)
    ResponseEntity<byte[]> call(@PathVariable("id") String id, HttpServletRequest request)
            throws IOException, NotAudited {
        long start = System.nanoTime();
        CdsService service = catalog.find(id).orElseThrow(Unroutable::unknownService);
        byte[] bytes = body.read(request);
        Handled handled = handled(service, bytes, request);
        HookExchange exchange = handled.exchange();
        audit.answered(service.definition(), exchange, request);
        exchange.sent();
        meters.answered(id, exchange);
        if (exchange.response().getCards().isEmpty()) {
            CallMeterFilter.noteEmpty(request);
        }
        log.answered(id, exchange, System.nanoTime() - start);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(handled.answer());
    }

    /** A call with its answer as it goes out. */
    private record Handled(HookExchange exchange, byte[] answer) {}

    private Handled handled(CdsService service, byte[] bytes, HttpServletRequest request) throws NotAudited {
        Caller caller = caller(request);
        try {
            HookExchange exchange = handler.handle(
                    service,
                    caller,
                    bytes,
                    new CallWishes(
                            AcceptedLanguages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)), day.of(request)),
                    new CallContext(service.definition().id(), meters));
            return new Handled(exchange, writer.write(exchange.response()));
        } catch (RuntimeException failure) {
            audit.failed(service.definition(), caller, bytes, failure, request);
            throw failure;
        }
    }

    /** Says which methods discovery has. */
    @RequestMapping(
            path = {DISCOVERY, DISCOVERY_SLASH},
            method = RequestMethod.OPTIONS)
    ResponseEntity<Void> discoveryMethods() {
        return methods(DISCOVERY_METHODS);
    }

    /** Says which methods a service has. */
    @RequestMapping(path = SERVICE, method = RequestMethod.OPTIONS)
    ResponseEntity<Void> serviceMethods(@PathVariable("id") String id) {
        requireService(id);
        return methods(SERVICE_METHODS);
    }

    /** Refuses any other method on discovery. */
    @RequestMapping({DISCOVERY, DISCOVERY_SLASH})
    void otherMethodOnDiscovery() {
        throw Unroutable.method(DISCOVERY_METHODS);
    }

    /** Refuses any other method on a service. */
    @RequestMapping(SERVICE)
    void otherMethodOnService(@PathVariable("id") String id) {
        requireService(id);
        throw Unroutable.method(SERVICE_METHODS);
    }

    /** Refuses any other path below discovery. */
    @RequestMapping("/cds-services/**")
    void otherPath() {
        throw Unroutable.unknownService();
    }

    /** Whom the filter for tokens has let in; where nobody is registered there is one tenant, and no filter. */
    private Caller caller(HttpServletRequest request) {
        return request.getAttribute(Caller.ATTRIBUTE) instanceof Caller proven
                ? proven
                : tenants.get().anybody().orElseThrow(() -> new IllegalStateException("A call came past the filter."));
    }

    private void requireService(String id) {
        if (catalog.find(id).isEmpty()) {
            throw Unroutable.unknownService();
        }
    }

    private static ResponseEntity<Void> methods(List<String> methods) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.ALLOW, String.join(", ", methods))
                .build();
    }
}
