package org.cervicalinsufficiency.content;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cervicalinsufficiency.content.WrittenCodes.Written;

/** What must be said to whom a code belongs. */
final class CodeNotices {

    private static final String SNOMED_CT = "http://snomed.info/sct";
    private static final Map<String, List<String>> WORDS = Map.of(
            SNOMED_CT,
            List.of(
                    "SNOMED CT",
                    "SNOMED International|International Health Terminology Standards Development Organisation",
                    "CC BY 4\\.0"),
            "http://loinc.org",
            List.of("LOINC", "Regenstrief", "http://loinc\\.org/license"),
            "http://hl7.org/fhir/sid/icd-10-cm",
            List.of("ICD-10-CM"),
            "http://unitsofmeasure.org",
            List.of("UCUM", "Regenstrief", "ucum\\.org"));

    private CodeNotices() {}

    /** What a copyright text lacks for these codes, as patterns. */
    static List<String> missing(String copyright, Collection<Written> codes) {
        return codes.stream()
                .map(Written::system)
                .distinct()
                .flatMap(system -> WORDS.getOrDefault(system, List.of()).stream())
                .filter(words -> !Pattern.compile(words).matcher(copyright).find())
                .toList();
    }

    /** The codes of a library: declared ones, and answers of the form that are compared by code alone. */
    static List<Written> of(CqlText cql) {
        List<Written> declared = cql.codes().stream()
                .map(code -> new Written(code.system(), code.code()))
                .toList();
        List<Written> compared = cql.literals().stream()
                .filter(CheckDigits::isSnomedCt)
                .map(code -> new Written(SNOMED_CT, code))
                .toList();
        return Stream.concat(declared.stream(), compared.stream()).toList();
    }
}
