package org.cervicalinsufficiency.knowledge;

import java.util.List;
import org.hl7.fhir.r4.model.ParameterDefinition;
import org.hl7.fhir.r4.model.PrimitiveType;

/** What a parameter of a library may be, as the Library lists it in the extension {@code allowed-value}. */
public final class AllowedValues {

    private static final String EXTENSION = "/StructureDefinition/allowed-value";

    private AllowedValues() {}

    /** The values in their order; empty where the Library lists none and takes any. */
    public static List<String> of(ParameterDefinition parameter) {
        return parameter.getExtension().stream()
                .filter(extension -> extension.getUrl().endsWith(EXTENSION))
                .map(extension -> ((PrimitiveType<?>) extension.getValue()).getValueAsString())
                .toList();
    }
}
