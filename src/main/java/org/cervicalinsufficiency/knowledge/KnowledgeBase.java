package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Assessment.Failure;
import org.cervicalinsufficiency.knowledge.Assessment.NotAssessed;
import org.cervicalinsufficiency.knowledge.CqlEvaluator.LibraryName;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The artifact set, ready to be asked: one immutable snapshot of compiled CQL, value sets, plans and words. Safe to share
 * between calls.
 */
public final class KnowledgeBase {

    /** The library whose defines are read by name ({@link ResultReader}). */
    static final String EXPLANATION = "ScreeningExplanation";

    private final Artifacts artifacts;
    private final CqlEvaluator evaluator;
    private final Map<String, Plan> plans;
    private final Optional<LibraryName> explanation;
    private final Wording wording;
    private final List<Questionnaire> questionnaires;
    private final GuidelineProfiles profiles;

    /** A PlanDefinition, the library that decides about its actions, and how answers name it. */
    private record Plan(CardPlan cards, LibraryName library, String shown) {}

    private KnowledgeBase(Artifacts artifacts, CqlLibraries libraries, Map<String, String> shownVersions) {
        this.artifacts = artifacts;
        this.evaluator = new CqlEvaluator(libraries.linked(), ValueSets.of(artifacts.all(ValueSet.class)));
        this.wording = Wording.of(artifacts);
        this.questionnaires = artifacts.all(Questionnaire.class);
        this.profiles = GuidelineProfiles.of(artifacts.all(Library.class));
        Map<String, Plan> read = new HashMap<>();
        for (PlanDefinition plan : artifacts.all(PlanDefinition.class)) {
            Library library =
                    artifacts.get(Library.class, plan.getLibrary().get(0).getValue());
            String shown = shownVersions.getOrDefault(plan.getUrl(), plan.getVersion());
            Plan ready = new Plan(CardPlan.read(plan, artifacts), nameOf(library), plan.getUrl() + "|" + shown);
            if (read.put(plan.getUrl(), ready) != null) {
                throw new IllegalStateException("Two PlanDefinitions have the url " + plan.getUrl() + "; keep one.");
            }
        }
        if (read.isEmpty()) {
            throw new IllegalStateException("The artifact set has no PlanDefinition.");
        }
        this.plans = Map.copyOf(read);
        this.explanation = artifacts.all(Library.class).stream()
                .filter(library -> EXPLANATION.equals(library.getName()))
                .map(KnowledgeBase::nameOf)
                .findFirst();
    }

    private static LibraryName nameOf(Library library) {
        return new LibraryName(library.getName(), library.getVersion());
    }

    /**
     * Reads a set. Nothing is compiled here: the ELM comes from the build.
     *
     * @throws IllegalStateException if a file does not parse, or an artifact that another one names is missing
     */
    public static KnowledgeBase load(FhirContext context, ArtifactTexts texts) {
        return of(Artifacts.parse(context, texts.resources()), CqlLibraries.fromElm(texts.elm()), Map.of());
    }

    /**
     * A snapshot of resources and compiled libraries.
     *
     * @param shownVersions the version that answers show, by url of the PlanDefinition; its own where none is given
     */
    static KnowledgeBase of(Artifacts artifacts, CqlLibraries libraries, Map<String, String> shownVersions) {
        return new KnowledgeBase(artifacts, libraries, shownVersions);
    }

    /**
     * Evaluates a PlanDefinition for one patient: one pass of the CQL engine over the data given, nothing else is read.
     *
     * @param planDefinition canonical of the PlanDefinition; a version in it is left aside, the one in force decides
     * @return the result, or {@link NotAssessed} where the CQL failed
     * @throws IllegalArgumentException if the set has no such PlanDefinition or guideline profile
     */
    public Assessment assess(String planDefinition, PatientFacts facts, EvaluationSettings settings) {
        Plan plan = plan(planDefinition);
        profiles.require(settings.profile());
        try {
            LibraryName reasons = explanation.orElseThrow(
                    () -> new IllegalStateException("The artifact set has no Library " + EXPLANATION + "."));
            Map<LibraryName, Set<String>> defines =
                    Map.of(plan.library(), plan.cards().defines(), reasons, ResultReader.DEFINES);
            Map<String, Object> values = evaluator.evaluate(defines, facts, settings);
            return new Assessed(
                    ResultReader.summary(values),
                    ResultReader.explanation(values),
                    plan.cards().applicable(values));
        } catch (RuntimeException failure) {
            return notAssessed(planDefinition, failure);
        }
    }

    /**
     * The assessment to show where a result was there but could not be told.
     *
     * @param planDefinition canonical of the PlanDefinition
     * @param failure what went wrong; only its kind is kept, as its message could hold patient data
     */
    public NotAssessed notAssessed(String planDefinition, RuntimeException failure) {
        return new NotAssessed(Failure.of(plan(planDefinition).cards().failed(), failure));
    }

    /** The topic under which a PlanDefinition tells what could not be assessed or was not seen. */
    public String failureTopic(String planDefinition) {
        return plan(planDefinition).cards().failed().topic();
    }

    private Plan plan(String canonical) {
        Plan plan = plans.get(urlOf(canonical));
        if (plan == null) {
            throw new IllegalArgumentException("The artifact set has no PlanDefinition " + canonical + ".");
        }
        return plan;
    }

    private static String urlOf(String canonical) {
        int bar = canonical.indexOf('|');
        return bar < 0 ? canonical : canonical.substring(0, bar);
    }

    /**
     * What the record already answers of the form: one pass over the data given, with the very facts that the
     * assessment rests on.
     *
     * @throws RuntimeException as the engine throws it, if the CQL failed
     */
    public Prefill prefill(PatientFacts facts, EvaluationSettings settings) {
        profiles.require(settings.profile());
        return PrefillReader.read(
                evaluator.evaluate(Map.of(libraryName(PrefillReader.LIBRARY), PrefillReader.DEFINES), facts, settings));
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
        profiles.require(settings.profile());
        Map<LibraryName, Set<String>> wanted = Map.of(libraryName(library), Set.of(define));
        return Optional.ofNullable(evaluator.evaluate(wanted, facts, settings).get(define));
    }

    private LibraryName libraryName(String name) {
        return artifacts.all(Library.class).stream()
                .filter(library -> name.equals(library.getName()))
                .findFirst()
                .map(KnowledgeBase::nameOf)
                .orElseThrow(() -> new IllegalStateException("The artifact set has no Library " + name + "."));
    }

    /**
     * How answers name a PlanDefinition: {@code url|version} of the one in force. Where authors changed the set and kept
     * the version, it carries SemVer build metadata, {@code 0.1.0+1a2b3c4d}: the beginning of a hash over all texts.
     *
     * @param planDefinition its canonical; a version in it is left aside
     */
    public String shownAs(String planDefinition) {
        return plan(planDefinition).shown();
    }

    /**
     * Every card that a PlanDefinition can show, with all its suggestions.
     *
     * @param planDefinition its canonical; a version in it is left aside
     */
    public List<Recommendation> recommendations(String planDefinition) {
        return plan(planDefinition).cards().all();
    }

    /** The guideline profiles that the libraries know. */
    public GuidelineProfiles profiles() {
        return profiles;
    }

    /** The languages that the cards are written in, by language code; English first. */
    public Set<String> languages() {
        return wording.languages();
    }

    /** The version of the set, as the answers show it with each PlanDefinition. */
    public String version() {
        return plans.values().stream()
                .map(plan -> plan.shown().substring(plan.shown().indexOf('|') + 1))
                .max(Comparator.naturalOrder())
                .orElseThrow();
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

    /** The resources of the snapshot; nobody may change them. */
    public Artifacts artifacts() {
        return artifacts;
    }

    /** Every plan must be able to say that nothing could be assessed. */
    void requireFailureCards() {
        plans.values().forEach(plan -> {
            var unused = plan.cards().failed();
        });
    }
}
