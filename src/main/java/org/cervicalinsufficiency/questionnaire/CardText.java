package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;

/**
 * What one card says, without the form of any protocol.
 *
 * @param action id of the action of the PlanDefinition
 * @param topic what it is about
 * @param indicator {@code critical}, {@code warning} or {@code info}
 * @param words its sentences
 * @param links where it leads to
 */
public record CardText(String action, Coding topic, String indicator, Sentences words, List<Link> links) {

    /** Copies the list. */
    public CardText {
        links = List.copyOf(links);
    }

    /**
     * Where a card leads to.
     *
     * @param label its name, for a reader
     * @param url its address
     */
    public record Link(String label, String url) {}

    /**
     * The sentences of a card.
     *
     * @param summary the sentence at the top
     * @param detail the rest, as Markdown
     * @param source who says so
     */
    public record Sentences(String summary, String detail, String source) {}
}
