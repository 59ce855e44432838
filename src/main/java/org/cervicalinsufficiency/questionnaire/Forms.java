package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Optional;

/** The Questionnaires that are published here. */
public interface Forms {

    /** The form with this url and version, if it is published. */
    Optional<FormDefinition> find(String url, String version);

    /** The versions of a form that are published, newest first; empty if none is. */
    List<String> versions(String url);

    /** Every {@code url|version} published, for a message. */
    List<String> canonicals();
}
