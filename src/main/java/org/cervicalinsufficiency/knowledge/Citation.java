package org.cervicalinsufficiency.knowledge;

import java.util.Optional;
import org.hl7.fhir.r4.model.RelatedArtifact;

/**
 * A guideline or source that an action rests on.
 *
 * @param name who says so, or the guideline with its year
 * @param url where it stands, if its address is certain
 * @param citation how it was read, for example "read as summary"
 */
public record Citation(Text name, Optional<String> url, Optional<Text> citation) {

    static Citation of(RelatedArtifact cited) {
        String document = cited.hasDocument() ? cited.getDocument().getUrl() : null;
        return new Citation(
                Text.of(cited.getDisplayElement()),
                Optional.ofNullable(cited.hasUrl() ? cited.getUrl() : document),
                cited.hasCitation() ? Optional.of(Text.of(cited.getCitationElement())) : Optional.empty());
    }
}
