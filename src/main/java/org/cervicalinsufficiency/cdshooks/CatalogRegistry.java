package org.cervicalinsufficiency.cdshooks;

import ca.uhn.fhir.rest.api.server.cdshooks.CdsServiceRequestJson;
import ca.uhn.hapi.fhir.cdshooks.api.ICdsServiceRegistry;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceFeedbackJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServicesJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cervicalinsufficiency.tenant.Caller;

/**
 * The catalog behind the registry contract of the CDS Hooks library, for code that knows only that contract. A call made
 * here takes the same path as one over HTTP. Services cannot be added or taken away: the catalog is fixed.
 */
public final class CatalogRegistry implements ICdsServiceRegistry {

    private static final String FIXED = "The services are fixed at start-up; add a folder to cds-services and restart.";

    private final ServiceCatalog catalog;
    private final CallHandler handler;
    private final ResponseWriter writer;
    private final Supplier<Caller> caller;

    /** A registry over this catalog; {@code caller} tells for whom code inside this server calls. */
    public CatalogRegistry(
            ServiceCatalog catalog, CallHandler handler, ResponseWriter writer, Supplier<Caller> caller) {
        this.catalog = catalog;
        this.handler = handler;
        this.writer = writer;
        this.caller = caller;
    }

    @Override
    public CdsServicesJson getCdsServicesJson() {
        CdsServicesJson services = new CdsServicesJson();
        catalog.all().forEach(service -> services.addService(json(service.definition())));
        return services;
    }

    @Override
    public CdsServiceJson getCdsServiceJson(String id) {
        return json(find(id).definition());
    }

    @Override
    public CdsServiceResponseJson callService(String id, Object request) {
        HookExchange exchange = handler.handle(find(id), caller.get(), body(request), List.of());
        exchange.sent();
        return exchange.response();
    }

    @Override
    public CdsServiceFeedbackJson callFeedback(String id, CdsServiceFeedbackJson feedback) {
        throw new UnsupportedOperationException("This class models one item; the standard sends a list.");
    }

    @Override
    public void registerService(
            String id,
            Function<CdsServiceRequestJson, CdsServiceResponseJson> service,
            CdsServiceJson definition,
            boolean allowAutoFhirClientPrefetch,
            String group) {
        throw new UnsupportedOperationException(FIXED);
    }

    @Override
    public void unregisterService(String id, String group) {
        throw new UnsupportedOperationException(FIXED);
    }

    @Override
    public void unregisterServices(String group) {
        throw new UnsupportedOperationException(FIXED);
    }

    private CdsService find(String id) {
        return catalog.find(id).orElseThrow(Unroutable::unknownService);
    }

    private byte[] body(Object request) {
        if (request instanceof byte[] bytes) {
            return bytes;
        }
        return request instanceof CharSequence text
                ? text.toString().getBytes(StandardCharsets.UTF_8)
                : writer.writeRequest(request);
    }

    private static CdsServiceJson json(ServiceDefinition definition) {
        CdsServiceJson json = new CdsServiceJson()
                .setId(definition.id())
                .setHook(definition.hook())
                .setTitle(definition.title())
                .setDescription(definition.description());
        definition.prefetch().forEach(json::addPrefetch);
        return json;
    }
}
