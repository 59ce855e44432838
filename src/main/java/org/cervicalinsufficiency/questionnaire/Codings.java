package org.cervicalinsufficiency.questionnaire;

import org.hl7.fhir.r4.model.Coding;

/** Codings are the same if system and code are; display and version say nothing. */
final class Codings {

    private Codings() {}

    static String key(String system, String code) {
        return system + "|" + code;
    }

    static String key(Coding coding) {
        return key(coding.hasSystem() ? coding.getSystem() : "", coding.hasCode() ? coding.getCode() : "");
    }

    static boolean same(Coding one, Coding other) {
        return key(one).equals(key(other));
    }
}
