package org.cervicalinsufficiency.architecture;

import java.util.List;
import java.util.regex.Pattern;

/** Finds what only an artifact may say in the string literals of Java source: codes, their systems, clinical words. */
final class ClinicalLiterals {

    private static final Pattern CODE_SYSTEM = Pattern.compile(
            "snomed\\.info/sct|loinc\\.org|icd-10|/rxnorm|unitsofmeasure\\.org|https?://\\S*/CodeSystem/",
            Pattern.CASE_INSENSITIVE);

    /** Our canonical base is one constant; what stands behind it is named by an artifact. */
    private static final Pattern OWN_CANONICAL = Pattern.compile("cervical-insufficiency\\.example/fhir/.");

    /** SNOMED CT concepts (00 or 10 before the check digit), LOINC and ICD-10-CM by their shape. */
    private static final Pattern CODE =
            Pattern.compile("[1-9]\\d{2,14}[01]0\\d|\\d{3,5}-\\d|[A-TV-Z]\\d[0-9A-Z]\\.[0-9A-Z]{1,4}");

    private static final Pattern WORD =
            Pattern.compile("cerclage|preterm|progesterone|cervical length|trimester", Pattern.CASE_INSENSITIVE);

    private ClinicalLiterals() {}

    /** One sentence for each literal that belongs into an artifact. */
    static List<String> in(String file, String source) {
        return JavaStrings.in(source).stream()
                .filter(literal -> isClinical(literal.text()))
                .map(literal -> "%s:%d says \"%s\"; it belongs into fhir-resources/ (ADR 0001)"
                        .formatted(file, literal.line(), literal.text()))
                .toList();
    }

    private static boolean isClinical(String text) {
        return CODE_SYSTEM.matcher(text).find()
                || OWN_CANONICAL.matcher(text).find()
                || WORD.matcher(text).find()
                || CODE.matcher(text).matches();
    }
}
