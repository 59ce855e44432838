package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Assessment.Failure;
import org.cervicalinsufficiency.knowledge.Assessment.NotAssessed;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The artifact set, ready to be asked: one immutable snapshot of compiled CQL, value sets, plans and words. Safe to share
 * between calls.
 */
public final class KnowledgeBase {

    private static final String EXPLANATION = "ScreeningExplanation";

    private final CqlEvaluator evaluator;
    private final Map<String, CardPlan> plans;
    private final Map<String, String> libraryOfPlan;
    private final String version;
    private final Wording wording;
    private final List<Questionnaire> questionnaires;

    private KnowledgeBase(Artifacts artifacts, CqlEvaluator evaluator) {
        this.evaluator = evaluator;
        this.wording = Wording.of(artifacts);
        this.questionnaires = artifacts.all(Questionnaire.class);
        Map<String, CardPlan> read = new HashMap<>();
        Map<String, String> libraries = new HashMap<>();
        for (PlanDefinition plan : artifacts.all(PlanDefinition.class)) {
            String canonical = plan.getUrl() + "|" + plan.getVersion();
            read.put(canonical, CardPlan.read(plan, artifacts));
            libraries.put(
                    canonical,
                    artifacts
                            .get(Library.class, plan.getLibrary().get(0).getValue())
                            .getName());
        }
        this.plans = Map.copyOf(read);
        this.libraryOfPlan = Map.copyOf(libraries);
        this.version = artifacts.all(PlanDefinition.class).stream()
                .map(PlanDefinition::getVersion)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The artifact set has no PlanDefinition."));
    }

    /**
     * Reads a set. Nothing is compiled here: the ELM comes from the build.
     *
     * @throws IllegalStateException if a file does not parse, or an artifact that another one names is missing
     */
    public static KnowledgeBase load(FhirContext context, ArtifactTexts texts) {
        Artifacts artifacts = Artifacts.parse(context, texts.resources());
        CqlEvaluator evaluator =
                new CqlEvaluator(CqlLibraries.fromElm(texts.elm()), ValueSets.of(artifacts.all(ValueSet.class)));
        return new KnowledgeBase(artifacts, evaluator);
    }

    /**
     * Evaluates a PlanDefinition for one patient: one pass of the CQL engine over the data given, nothing else is read.
     *
     * @param planDefinition {@code canonical|version} of the PlanDefinition
     * @return the result, or {@link NotAssessed} where the CQL failed
     * @throws IllegalArgumentException if the set has no such PlanDefinition
     */
    public Assessment assess(String planDefinition, PatientFacts facts, EvaluationSettings settings) {
        CardPlan plan = plan(planDefinition);
        try {
            Map<CqlEvaluator.LibraryName, Set<String>> defines = Map.of(
                    new CqlEvaluator.LibraryName(libraryOfPlan.getOrDefault(planDefinition, ""), version),
                    plan.defines(),
                    new CqlEvaluator.LibraryName(EXPLANATION, version),
                    ResultReader.DEFINES);
            Map<String, Object> values = evaluator.evaluate(defines, facts, settings);
            return new Assessed(
                    ResultReader.summary(values), ResultReader.explanation(values), plan.applicable(values));
        } catch (RuntimeException failure) {
            return notAssessed(planDefinition, failure);
        }
    }

    /**
     * The assessment to show where a result was there but could not be told.
     *
     * @param planDefinition {@code canonical|version} of the PlanDefinition
     * @param failure what went wrong; only its kind is kept, as its message could hold patient data
     */
    public NotAssessed notAssessed(String planDefinition, RuntimeException failure) {
        return new NotAssessed(new Failure(plan(planDefinition).failed(), kind(failure)));
    }

    private CardPlan plan(String planDefinition) {
        CardPlan plan = plans.get(planDefinition);
        if (plan == null) {
            throw new IllegalArgumentException("The artifact set has no PlanDefinition " + planDefinition + ".");
        }
        return plan;
    }

    /**
     * What the record already answers of the form: one pass over the data given, with the very facts that the
     * assessment rests on.
     *
     * @throws RuntimeException as the engine throws it, if the CQL failed
     */
    public Prefill prefill(PatientFacts facts, EvaluationSettings settings) {
        return PrefillReader.read(evaluator.evaluate(
                Map.of(new CqlEvaluator.LibraryName(PrefillReader.LIBRARY, version), PrefillReader.DEFINES),
                facts,
                settings));
    }

    /** The Questionnaires of the set that {@link #prefill} knows the answers of, as {@code canonical|version}. */
    public Set<String> forms() {
        return questionnaires.stream()
                .map(form -> form.getUrl() + "|" + form.getVersion())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The value of one define for one patient, from the data given alone.
     *
     * @param library the name of a library of the set
     * @param define one of its defines
     * @return a plain Java value; empty where CQL says null
     * @throws RuntimeException if there is no such define, or it fails
     */
    public Optional<Object> value(String library, String define, PatientFacts facts, EvaluationSettings settings) {
        Map<CqlEvaluator.LibraryName, Set<String>> wanted =
                Map.of(new CqlEvaluator.LibraryName(library, version), Set.of(define));
        return Optional.ofNullable(evaluator.evaluate(wanted, facts, settings).get(define));
    }

    private static String kind(RuntimeException failure) {
        Throwable cause = failure.getCause();
        String outer = failure.getClass().getName();
        return cause == null ? outer : outer + " caused by " + cause.getClass().getName();
    }

    /** The languages that the cards are written in, by language code; English first. */
    public java.util.Set<String> languages() {
        return wording.languages();
    }

    /** The one version of all artifacts of the set. */
    public String version() {
        return version;
    }

    /** The words for the codes of a result. */
    public Wording wording() {
        return wording;
    }

    /**
     * A form of the set; a copy, so that nobody changes the set.
     *
     * @param canonical with or without {@code |version}
     */
    public Optional<Questionnaire> questionnaire(String canonical) {
        return questionnaires.stream()
                .filter(form ->
                        canonical.equals(form.getUrl()) || canonical.equals(form.getUrl() + "|" + form.getVersion()))
                .map(Questionnaire::copy)
                .findFirst();
    }
}
