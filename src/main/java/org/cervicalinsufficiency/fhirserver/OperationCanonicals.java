package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationDefinition;

/** Names the OperationDefinitions of the artifact set in the CapabilityStatement, in place of HAPI's generated ones. */
@Interceptor
public final class OperationCanonicals {

    private final List<OperationDefinition> operations;

    OperationCanonicals(List<OperationDefinition> operations) {
        this.operations = List.copyOf(operations);
    }

    /** HAPI's hook for the statement before it goes out. */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void generated(IBaseConformance statement) {
        if (statement instanceof CapabilityStatement capabilities) {
            capabilities.getRest().forEach(rest -> rest.getResource().forEach(this::name));
        }
    }

    private void name(CapabilityStatement.CapabilityStatementRestResourceComponent resource) {
        for (OperationDefinition definition : operations) {
            if (definition.getResource().stream()
                    .anyMatch(type -> type.getValue().equals(resource.getType()))) {
                resource.getOperation().stream()
                        .filter(operation -> definition.getCode().equals(operation.getName()))
                        .forEach(operation ->
                                operation.setDefinition(definition.getUrl() + "|" + definition.getVersion()));
            }
        }
    }
}
