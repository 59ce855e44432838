package org.cervicalinsufficiency.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.feedback.Act;
import org.cervicalinsufficiency.feedback.Outcome;
import org.cervicalinsufficiency.feedback.Withheld;
import org.cervicalinsufficiency.knowledge.Priority;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.tenant.CardSettings;

/**
 * Which of the applicable cards go out (clarification 5; ADR 0019). A card stays away only because somebody acted
 * on it and the evidence is still the same, or because the tenant wants fewer cards. A critical card always goes out, and
 * so does what says that data could not be read.
 *
 * @param settings what the tenant wants
 * @param trigger the EHR's name of what fired the hook, where it tells one
 * @param now the moment of the call
 * @param always topics that always go out in this answer
 */
record CardChoice(CardSettings settings, Optional<String> trigger, Instant now, Set<String> always) {

    /** Epic's name for the trigger of a hook (Epic, CDS Hooks). */
    private static final String TRIGGER = "com.epic.cdshooks.request.bpa-trigger-action";

    /**
     * The choice.
     *
     * @param shown what goes out
     * @param withheld what does not, and why
     */
    record Chosen(List<Recommendation> shown, List<Withheld> withheld) {
        Chosen {
            shown = List.copyOf(shown);
            withheld = List.copyOf(withheld);
        }

        /** Everything goes out. */
        static Chosen all(List<Recommendation> applicable) {
            return new Chosen(applicable, List.of());
        }
    }

    /** The choice that a call asks for. */
    static CardChoice at(Instant now, HookCall call, Set<String> always) {
        return new CardChoice(
                call.caller().tenant().cards(),
                Optional.ofNullable(call.extension().get(TRIGGER)),
                now,
                always);
    }

    /**
     * Chooses.
     *
     * @param applicable the applicable cards, most important first among equally urgent ones
     * @param acts what was done with earlier cards about this patient
     * @param evidence fingerprint of what a card rests on
     */
    Chosen of(List<Recommendation> applicable, List<Act> acts, Function<Recommendation, String> evidence) {
        List<Recommendation> shown = new ArrayList<>();
        List<Withheld> withheld = new ArrayList<>();
        for (Recommendation card : applicable) {
            Optional<Withheld.Reason> reason = isFixed(card)
                    ? Optional.empty()
                    : offForTrigger(card).or(() -> actedOn(card, acts, evidence.apply(card)));
            reason.ifPresentOrElse(why -> withheld.add(new Withheld(card.topic(), why)), () -> shown.add(card));
        }
        List<Recommendation> few = most(shown);
        shown.stream()
                .filter(card -> !few.contains(card))
                .forEach(card -> withheld.add(new Withheld(card.topic(), Withheld.Reason.MAX)));
        return new Chosen(few, withheld);
    }

    private boolean isFixed(Recommendation card) {
        return card.priority() == Priority.STAT || always.contains(card.topic());
    }

    private Optional<Withheld.Reason> offForTrigger(Recommendation card) {
        return trigger.map(String::strip)
                .map(name -> settings.offForTriggers().getOrDefault(name, List.of()))
                .filter(topics -> topics.contains(card.topic()))
                .map(topics -> Withheld.Reason.TRIGGER);
    }

    private Optional<Withheld.Reason> actedOn(Recommendation card, List<Act> acts, String evidence) {
        return acts.stream()
                .filter(act ->
                        act.topic().equals(card.topic()) && act.evidence().equals(evidence))
                .filter(act -> card.priority() == Priority.ROUTINE || isReasonedAndRecent(act))
                .findFirst()
                .map(act -> act.outcome() == Outcome.ACCEPTED ? Withheld.Reason.ACCEPTED : Withheld.Reason.OVERRIDDEN);
    }

    private boolean isReasonedAndRecent(Act act) {
        return act.outcome() == Outcome.OVERRIDDEN
                && act.reasoned()
                && Duration.between(act.at(), now).compareTo(settings.suppressFor()) < 0;
    }

    /** The most urgent ones, in the order they had; those that always go out are counted first. */
    private List<Recommendation> most(List<Recommendation> shown) {
        List<Recommendation> kept = shown.stream()
                .sorted(Comparator.comparing((Recommendation card) -> !isFixed(card))
                        .thenComparing(Recommendation::priority))
                .limit(Math.max(
                        settings.max(), shown.stream().filter(this::isFixed).count()))
                .toList();
        return shown.stream().filter(kept::contains).toList();
    }
}
