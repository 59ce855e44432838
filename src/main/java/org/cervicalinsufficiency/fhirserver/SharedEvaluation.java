package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.repository.IRepository;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.fhir.cql.EvaluationSettings;
import org.opencds.cqf.fhir.cql.LibraryEngine;

/**
 * The module's evaluation of a plan's conditions, all of them at once. The inherited way starts anew for each condition, so
 * that a plan with eighty reads and works out the same record eighty times. Where the evaluation of all fails, each is
 * evaluated on its own as inherited, and the one that fails is told of by its name. Lives for one call, on one thread.
 */
final class SharedEvaluation extends LibraryEngine {

    private final Set<String> conditions;
    private final List<Answered> answered = new ArrayList<>();

    /**
     * An evaluation for one plan and one subject.
     *
     * @param conditions the names of the defines that the plan asks for
     */
    SharedEvaluation(IRepository repository, EvaluationSettings settings, Set<String> conditions) {
        super(repository, settings);
        this.conditions = Set.copyOf(conditions);
    }

    /** What decides the values of the defines, beside the store. Data are the same only if they are the same object. */
    private record Question(
            String library,
            @Nullable String patient,
            String parameters,
            @Nullable IBaseBundle data,
            int entries) {

        boolean isSame(Question other) {
            return library.equals(other.library)
                    && Objects.equals(patient, other.patient)
                    && parameters.equals(other.parameters)
                    && data == other.data
                    && entries == other.entries;
        }
    }

    /** A question and the values of all conditions; empty where they could not be evaluated together. */
    private record Answered(Question question, Optional<IBaseParameters> values) {}

    @Override
    public IBaseParameters evaluate(
            String library,
            @Nullable String patient,
            @Nullable IBaseParameters parameters,
            @Nullable Map<String, Object> rawParameters,
            @Nullable IBaseBundle data,
            @Nullable ZonedDateTime at,
            @Nullable Set<String> expressions) {
        boolean isCondition = expressions != null
                && conditions.containsAll(expressions)
                && at == null
                && (rawParameters == null || rawParameters.isEmpty());
        Optional<IBaseParameters> values =
                isCondition ? all(library, patient, parameters, rawParameters, data) : Optional.empty();
        return values.orElseGet(
                () -> super.evaluate(library, patient, parameters, rawParameters, data, at, expressions));
    }

    private Optional<IBaseParameters> all(
            String library,
            @Nullable String patient,
            @Nullable IBaseParameters parameters,
            @Nullable Map<String, Object> rawParameters,
            @Nullable IBaseBundle data) {
        Question question = new Question(library, patient, textOf(parameters), data, entriesOf(data));
        return answered.stream()
                .filter(before -> before.question().isSame(question))
                .findFirst()
                .orElseGet(() -> {
                    Answered now = new Answered(question, together(library, patient, parameters, rawParameters, data));
                    answered.add(now);
                    return now;
                })
                .values();
    }

    private Optional<IBaseParameters> together(
            String library,
            @Nullable String patient,
            @Nullable IBaseParameters parameters,
            @Nullable Map<String, Object> rawParameters,
            @Nullable IBaseBundle data) {
        try {
            return Optional.of(super.evaluate(library, patient, parameters, rawParameters, data, null, conditions));
        } catch (RuntimeException oneOfThem) {
            return Optional.empty();
        }
    }

    private String textOf(@Nullable IBaseParameters parameters) {
        return parameters == null ? "" : fhirContext.newJsonParser().encodeResourceToString(parameters);
    }

    private static int entriesOf(@Nullable IBaseBundle data) {
        return data instanceof Bundle bundle ? bundle.getEntry().size() : 0;
    }
}
