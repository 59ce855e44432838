package org.cervicalinsufficiency.questionnaire;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/**
 * What a submission says, as one number: two normalised responses have the same key exactly if form, subject, author,
 * time, status and answers are the same. Id, version, narrative and identifier do not count.
 */
public final class SubmissionKey {

    private static final String SYSTEM = "/NamingSystem/form-submission";

    private SubmissionKey() {}

    /**
     * The key of a normalised response, as the identifier that the server gives to it.
     *
     * @param subject says whom it is about, the same words for the same person
     */
    public static Identifier of(FhirContext fhir, QuestionnaireResponse response, String subject) {
        QuestionnaireResponse content = response.copy();
        content.setId((String) null);
        content.setMeta(null);
        content.setText(null);
        content.setIdentifier(null);
        content.setSubject(null);
        String words = subject + "\n" + fhir.newJsonParser().encodeResourceToString(content);
        return new Identifier().setSystem(system(response)).setValue(hash(words));
    }

    /** The namespace of these keys: it belongs to whoever publishes the form. */
    public static String system(QuestionnaireResponse response) {
        String form = Values.text(response.getQuestionnaire());
        int type = form.indexOf("/Questionnaire/");
        return (type < 0 ? form : form.substring(0, type)) + SYSTEM;
    }

    private static String hash(String words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
