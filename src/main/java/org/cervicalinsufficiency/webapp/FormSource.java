package org.cervicalinsufficiency.webapp;

import java.util.Locale;
import java.util.Optional;

/** What the form page shows and asks about the form itself; nothing of it is about a patient. */
public interface FormSource {

    /**
     * The form in force, in the language closest to the one wanted.
     *
     * @return empty if no form is in force
     */
    Optional<DrawnForm> inLanguage(Locale wanted);

    /** The title of that form in that language. */
    Optional<String> title(Locale wanted);

    /**
     * What follows from the answers so far: the items that the form calculates, and the time that the server goes by.
     *
     * @param response a QuestionnaireResponse as JSON; not kept
     * @return JSON with {@code now} and, by linkId, {@code items}
     * @throws IllegalArgumentException if it cannot be read or names no form of this server
     */
    String calculated(String response);

    /**
     * A form that a renderer can draw as it is: in one language, without translations.
     *
     * @param language the language that it is in
     * @param json the Questionnaire as FHIR JSON
     */
    record DrawnForm(String language, String json) {}
}
