package org.cervicalinsufficiency.vignettes;

import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Coding;

/** A code with its system; in vignettes written with a short name of the system, as in {@code icd10cm|Q51.3}. */
public record Code(String system, String code) {
    private static final Map<String, String> SYSTEMS = Map.of(
            "snomed", "http://snomed.info/sct",
            "loinc", "http://loinc.org",
            "icd10cm", "http://hl7.org/fhir/sid/icd-10-cm",
            "icd10", "http://hl7.org/fhir/sid/icd-10",
            "yes-no", "http://terminology.hl7.org/CodeSystem/v2-0136",
            "yes-no-0532", "http://terminology.hl7.org/CodeSystem/v2-0532",
            "absent", "http://terminology.hl7.org/CodeSystem/data-absent-reason",
            "answer", "https://cervical-insufficiency.example/fhir/CodeSystem/screening-answer",
            "clinical", "https://cervical-insufficiency.example/fhir/CodeSystem/clinical-code");

    /** Reads {@code system|code}; {@code where} names the place for the complaint. */
    static Code parse(String where, String text) {
        int bar = text.indexOf('|');
        if (bar < 1 || bar == text.length() - 1) {
            throw new BadVignette(where, "\"" + text + "\" is not a code; write system|code, as in loinc|11961-0.");
        }
        String system = SYSTEMS.get(text.substring(0, bar));
        if (system == null) {
            throw new BadVignette(
                    where,
                    "the code system \"" + text.substring(0, bar) + "\" is not known; known are "
                            + new TreeMap<>(SYSTEMS).keySet() + ".");
        }
        return new Code(system, text.substring(bar + 1));
    }

    /** Whether a text has the form of a code with a known system. */
    static boolean looksLike(String text) {
        int bar = text.indexOf('|');
        return bar > 0 && SYSTEMS.containsKey(text.substring(0, bar));
    }

    /** This code as FHIR, without a display: matching is on system and code alone. */
    Coding coding() {
        return new Coding().setSystem(system).setCode(code);
    }
}
