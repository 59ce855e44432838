package org.cervicalinsufficiency.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a tenant wants its cards.
 *
 * @param profile guideline profile, one that the artifacts know
 * @param language language where the caller accepts none that the artifacts have (a BCP 47 tag)
 * @param formUrl absolute https address of the screening form that cards link to
 * @param linkHosts hosts that a link of a card may point to
 * @param max most cards of one answer
 * @param offForTriggers topics of cards that are not shown, by the EHR's name of the trigger
 * @param phones phone numbers for leaflets, by what they are for, for example {@code emergency}
 * @param suggestions types of the resources that a suggestion may draft; some EHRs take orders only
 * @param suppressFor how long a card stays away after a clinician overrode it with a reason
 * @param presentation in which form it takes them
 */
public record CardSettings(
        String profile,
        String language,
        Optional<String> formUrl,
        List<String> linkHosts,
        int max,
        Map<String, List<String>> offForTriggers,
        Map<String, String> phones,
        List<String> suggestions,
        Duration suppressFor,
        Presentation presentation) {

    /** What suggestions can draft. */
    public static final List<String> SUGGESTIONS = List.of("ServiceRequest", "Task");

    /** What a registered site is offered unless it asks for more: not every EHR can take a Task. */
    static final List<String> ORDERS = List.of("ServiceRequest");

    private static final int MAX = 10;
    private static final Duration SUPPRESS_FOR = Duration.ofDays(7);

    /** The usual settings of a site. */
    public static CardSettings usual(String profile, String language, Optional<String> formUrl) {
        return new CardSettings(
                profile, language, formUrl, List.of(), MAX, Map.of(), Map.of(), SUGGESTIONS, SUPPRESS_FOR);
    }

    /** The settings of a tenant that takes its cards in the usual form. */
    public CardSettings(
            String profile,
            String language,
            Optional<String> formUrl,
            List<String> linkHosts,
            int max,
            Map<String, List<String>> offForTriggers,
            Map<String, String> phones,
            List<String> suggestions,
            Duration suppressFor) {
        this(
                profile,
                language,
                formUrl,
                linkHosts,
                max,
                offForTriggers,
                phones,
                suggestions,
                suppressFor,
                Presentation.USUAL);
    }

    /** The same, taken in another form. */
    public CardSettings in(Presentation other) {
        return new CardSettings(
                profile, language, formUrl, linkHosts, max, offForTriggers, phones, suggestions, suppressFor, other);
    }

    /** Copies the lists; refuses an address that a card may not carry. */
    public CardSettings {
        linkHosts = List.copyOf(linkHosts);
        suggestions = List.copyOf(suggestions);
        offForTriggers = Map.copyOf(offForTriggers);
        phones = Map.copyOf(phones);
        formUrl.filter(url -> !url.startsWith("https://")).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "the address of the screening form must be absolute and https; leave it empty to link no form.");
        });
    }
}
