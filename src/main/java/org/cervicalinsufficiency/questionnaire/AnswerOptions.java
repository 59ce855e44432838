package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;

/** The coded options of one question. */
final class AnswerOptions {

    private static final String EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";

    private final List<QuestionnaireItemAnswerOptionComponent> options;
    private final AnswerCodes codes;

    AnswerOptions(QuestionnaireItemComponent item, AnswerCodes codes) {
        this.options = item.getAnswerOption().stream()
                .filter(QuestionnaireItemAnswerOptionComponent::hasValueCoding)
                .toList();
        this.codes = codes;
    }

    /** Whether the question lists its options itself. */
    boolean areListed() {
        return !options.isEmpty();
    }

    /** The option that an answer means: the same code, or the only one that the maps lead to. */
    Optional<Coding> meant(Coding given) {
        return option(given)
                .map(option -> new Coding(
                        option.getValueCoding().getSystem(),
                        option.getValueCoding().getCode(),
                        option.getValueCoding().getDisplay()));
    }

    boolean isExclusive(Coding given) {
        return option(given)
                .map(option -> option.getExtensionByUrl(EXCLUSIVE))
                .filter(extension -> extension.getValue() instanceof BooleanType exclusive && exclusive.booleanValue())
                .isPresent();
    }

    private Optional<QuestionnaireItemAnswerOptionComponent> option(Coding given) {
        Optional<QuestionnaireItemAnswerOptionComponent> exact = options.stream()
                .filter(option -> Codings.same(option.getValueCoding(), given))
                .findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<QuestionnaireItemAnswerOptionComponent> meant = options.stream()
                .filter(option -> codes.means(given, option.getValueCoding()))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    /** The codes to choose from, for a message. */
    String listed() {
        return options.stream()
                .map(option -> Codings.key(option.getValueCoding()))
                .collect(Collectors.joining(", "));
    }
}
