package org.cervicalinsufficiency.questionnaire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of what is made out of a form. They depend on the id of the form only, so that a form submitted again supersedes
 * what its former version gave.
 */
public final class DerivedIds {

    private static final int LETTERS = 32;

    private DerivedIds() {}

    /** Id of the RiskAssessment of a form. */
    public static String assessment(String responseId) {
        return "assessment-" + hash(responseId);
    }

    /** Id of the Provenance that names everything made out of a form. */
    public static String provenance(String responseId) {
        return "provenance-" + hash(responseId);
    }

    /** Id of the Task that asks for an assessment later. */
    public static String later(String responseId) {
        return "later-" + hash(responseId);
    }

    /** Id of one fact that an answer states. */
    static String fact(String responseId, String linkId, String value) {
        return "fact-" + hash(responseId + "/" + linkId + "/" + value);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LETTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
