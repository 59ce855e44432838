package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.feedback.Withheld;

/**
 * A site that tries the service out before anybody sees a card: the answer is made and checked as always, then its cards
 * are taken out. The assessment at the root says so, so that this is not taken for an answer that found nothing to say.
 */
final class SilentTrial {

    private SilentTrial() {}

    /**
     * Takes all cards out of an answer.
     *
     * @param withheld what was left out before
     * @return all that is left out
     */
    static List<Withheld> keepBack(ExtendedResponseJson response, List<Withheld> withheld) {
        List<Withheld> all = Stream.concat(
                        withheld.stream(),
                        response.getCards().stream()
                                .map(SilentTrial::topic)
                                .map(topic -> new Withheld(topic, Withheld.Reason.SILENT)))
                .toList();
        response.getCards().clear();
        response.putExtension(
                AssessmentExtension.NAME,
                AssessmentExtension.silent(response.extensions().get(AssessmentExtension.NAME), all));
        return all;
    }

    private static String topic(CdsServiceResponseCardJson card) {
        return card.getSource().getTopic().getCode();
    }
}
