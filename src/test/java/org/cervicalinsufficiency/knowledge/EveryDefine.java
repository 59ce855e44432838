package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.knowledge.CqlEvaluator.LibraryName;
import org.hl7.fhir.r4.model.ValueSet;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.runtime.DateTime;

/**
 * Every define of the set as our engine gives it, also those that no card reads: what a second engine is compared with.
 * Evaluated by the same class that serves requests.
 */
public final class EveryDefine {

    private static final String VERSION = "0.1.0";
    private static final Set<String> NOT_OURS = Set.of("FHIRHelpers");
    private static final String PERSON = "Patient";

    private final CqlEvaluator evaluator;
    private final CqlLibraries libraries;
    private final Set<String> names;

    public EveryDefine(ArtifactTexts texts) {
        this(texts, CqlLibraries::linked);
    }

    EveryDefine(ArtifactTexts texts, Function<CqlLibraries, CqlProgram> form) {
        Artifacts artifacts = Artifacts.parse(FhirContext.forR4Cached(), texts.resources());
        this.libraries = CqlLibraries.fromElm(texts.elm());
        this.evaluator = new CqlEvaluator(form.apply(libraries), ValueSets.of(artifacts.all(ValueSet.class)));
        this.names = texts.elm().keySet().stream()
                .filter(name -> !NOT_OURS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The value of every define, as plain JSON can hold it.
     *
     * @return value by define by library; a define that is null is missing, and so is a null inside a tuple or a list
     */
    public Map<String, Map<String, Object>> of(PatientFacts facts, EvaluationSettings settings) {
        Map<String, Map<String, Object>> values = new TreeMap<>();
        for (String library : names) {
            Set<String> defines = new TreeSet<>(libraries.defines(library));
            defines.remove(PERSON);
            Map<String, Object> plain = new TreeMap<>();
            evaluator
                    .evaluate(Map.of(new LibraryName(library, VERSION), defines), facts, settings)
                    .forEach((name, value) -> plain.put(name, plain(value)));
            values.put(library, plain);
        }
        return values;
    }

    private static Object plain(Object value) {
        if (value instanceof Code code) {
            return code.getSystem() + "|" + code.getCode();
        }
        if (value instanceof Map<?, ?> tuple) {
            Map<String, Object> plain = new TreeMap<>();
            tuple.forEach((name, element) -> plain.put(String.valueOf(name), plain(element)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EveryDefine::plain).toList();
        }
        if (value instanceof DateTime moment) {
            return String.valueOf(moment.getDateTime().toInstant());
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }
}
