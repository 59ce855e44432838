package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.cervicalinsufficiency.tenant.DetailFormat;

/**
 * A card that says in which form its detail is, where it is not Markdown. HAPI's class leaves the {@code extension} of
 * a card out.
 */
public final class ExtendedCardJson extends CdsServiceResponseCardJson {

    /** Epic's name for the form of a detail (Epic, CDS Hooks). */
    private static final String CONTENT_TYPE = "com.epic.cdshooks.card.detail.content-type";

    @JsonIgnore
    private final DetailFormat format;

    /** A card with a detail in this form. */
    public ExtendedCardJson(DetailFormat format) {
        this.format = format;
    }

    /** The form of the detail. */
    DetailFormat format() {
        return format;
    }

    /** The extension; an empty one is left out when the card is written. */
    @JsonProperty("extension")
    Map<String, String> extension() {
        return format == DetailFormat.MARKDOWN ? Map.of() : Map.of(CONTENT_TYPE, format.mediaType());
    }
}
