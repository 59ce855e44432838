package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.cervicalinsufficiency.tenant.AuthorizationServer;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.codesystems.RestfulSecurityService;

/** Says in the CapabilityStatement how clients prove who they are. */
@Interceptor
public final class SmartSecurity {

    private static final String URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    private final CurrentTenants tenants;

    SmartSecurity(CurrentTenants tenants) {
        this.tenants = tenants;
    }

    /** HAPI's hook for the statement before it goes out. */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void generated(IBaseConformance statement) {
        tenants.get().authorizationServer().ifPresent(server -> {
            if (statement instanceof CapabilityStatement capabilities) {
                capabilities.getRest().forEach(rest -> rest.setSecurity(security(server)));
            }
        });
    }

    private static CapabilityStatementRestSecurityComponent security(AuthorizationServer server) {
        CapabilityStatementRestSecurityComponent security = new CapabilityStatementRestSecurityComponent();
        security.addService(new CodeableConcept(new Coding(
                RestfulSecurityService.SMARTONFHIR.getSystem(), RestfulSecurityService.SMARTONFHIR.toCode(), null)));
        security.setDescription("SMART Backend Services: a signed JWT access token for each call; see"
                + " .well-known/smart-configuration.");
        server.tokenEndpoint().ifPresent(address -> {
            Extension uris = security.addExtension().setUrl(URIS);
            uris.addExtension("token", new UriType(address));
        });
        return security;
    }
}
