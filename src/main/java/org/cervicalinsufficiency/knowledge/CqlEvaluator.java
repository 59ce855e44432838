package org.cervicalinsufficiency.knowledge;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kotlin.Pair;
import kotlin.Unit;
import org.hl7.elm.r1.FunctionDef;
import org.hl7.elm.r1.FunctionRef;
import org.hl7.elm.r1.VersionedIdentifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.data.CompositeDataProvider;
import org.opencds.cqf.cql.engine.data.DataProvider;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.Environment;
import org.opencds.cqf.cql.engine.execution.EvaluationParams;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.execution.EvaluationResults;
import org.opencds.cqf.cql.engine.execution.ExpressionResult;
import org.opencds.cqf.cql.engine.retrieve.RetrieveProvider;
import org.opencds.cqf.cql.engine.runtime.Date;
import org.opencds.cqf.cql.engine.runtime.Precision;
import org.opencds.cqf.cql.engine.runtime.Tuple;

/**
 * One evaluation per call: all defines asked for in one pass over the patient's data in memory. The only class that
 * knows the engine's types; it gives plain Java values back.
 */
final class CqlEvaluator {

    private static final String PATIENT = "Patient";
    private static final String FHIR_MODEL = "http://hl7.org/fhir";

    private final CqlProgram program;
    private final ValueSets valueSets;
    private final QuickModel resolver = new QuickModel();

    /** The member by which a resource of a type names its patient, for the types that are given as parameters. */
    private final Map<String, Object> patientPaths = new HashMap<>();

    /**
     * Which function each call means. The linked CQL alone settles that, so what one evaluation found out serves the next;
     * replaced as a whole, never changed.
     */
    private volatile Map<FunctionRef, FunctionDef> knownCalls = Map.of();

    CqlEvaluator(CqlProgram program, ValueSets valueSets) {
        this.program = program;
        this.valueSets = valueSets;
        program.given().forEach(type -> patientPaths.put(type, resolver.getContextPath(PATIENT, type)));
    }

    /**
     * A library of the set.
     *
     * @param name its name in CQL
     * @param version its version
     */
    record LibraryName(String name, String version) {
        VersionedIdentifier identifier() {
            return new VersionedIdentifier().withId(name).withVersion(version);
        }
    }

    /**
     * Evaluates defines of several libraries in one pass; their common parts are worked out once.
     *
     * @param defines the names of the defines, by library; no name stands in two of them
     * @return value by define: Boolean, Integer, BigDecimal, String, LocalDate (YearMonth or Year where no more is known), List of values, or Map for a tuple; a
     *     define that is null in CQL is missing from the map
     * @throws RuntimeException as the engine throws it, if a define does not exist or fails
     */
    Map<String, Object> evaluate(
            Map<LibraryName, Set<String>> defines, PatientFacts facts, EvaluationSettings settings) {
        CqlEngine engine = engine(facts);
        Map<FunctionRef, FunctionDef> calls = engine.getCache().getFunctionCache();
        Map<FunctionRef, FunctionDef> known = knownCalls;
        calls.putAll(known);
        Map<String, Object> values = evaluate(engine, defines, facts, settings);
        if (calls.size() > known.size()) {
            knownCalls = new HashMap<>(calls);
        }
        return values;
    }

    /** An engine over the patient's data; what it has worked out for them stays in its cache. */
    CqlEngine engine(PatientFacts facts) {
        DataProvider data = new CompositeDataProvider(resolver, retrieveFrom(facts.byType()));
        Environment environment = new Environment(program.manager(), Map.of(FHIR_MODEL, data), valueSets);
        return new CqlEngine(environment, EnumSet.of(CqlEngine.Options.EnableExpressionCaching));
    }

    Map<String, Object> evaluate(
            CqlEngine engine, Map<LibraryName, Set<String>> defines, PatientFacts facts, EvaluationSettings settings) {
        EvaluationParams.Builder call = new EvaluationParams.Builder();
        call.setContextParameter(new Pair<>(PATIENT, idOf(facts)));
        call.setParameters(parameters(settings, facts));
        call.setEvaluationDateTime(settings.today().atStartOfDay(ZoneOffset.UTC));
        program.places(defines)
                .forEach((library, names) -> call.library(library, expressions -> {
                    expressions.expressions(names);
                    return Unit.INSTANCE;
                }));
        EvaluationResults results = engine.evaluate(call.build());
        // Not asked for by library: the engine keeps failures without the version that results are kept with.
        for (RuntimeException failure : results.getExceptions().values()) {
            throw failure;
        }
        Map<String, Object> values = new HashMap<>();
        defines.forEach((library, names) -> collect(results, library, names, values));
        return values;
    }

    private void collect(
            EvaluationResults results, LibraryName library, Set<String> names, Map<String, Object> values) {
        EvaluationResult result = results.getResultFor(program.place(library));
        Map<String, ExpressionResult> found = result == null ? Map.of() : result.getExpressionResults();
        for (String name : names) {
            ExpressionResult expression = found.get(program.name(library, name));
            Object value = expression == null ? null : plain(expression.getValue());
            if (value != null) {
                values.put(name, value);
            }
        }
    }

    private Map<String, Object> parameters(EvaluationSettings settings, PatientFacts facts) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("Today", new Date(settings.today()));
        parameters.put("Profile", settings.profile());
        parameters.put("DataNotSeen", settings.dataNotSeen());
        Map<String, List<Resource>> byType = facts.byType();
        for (String type : program.given()) {
            parameters.put(ElmLinker.retrieved(type), own(byType, type, patientPaths.get(type), idOf(facts)));
        }
        return parameters;
    }

    /**
     * The CQL asks for whole types only; any other filter here would be a silent second opinion. What is about another
     * patient is left out, as in every retrieve in the context of a patient (CQL 1.5, "Retrieve Context").
     */
    private static RetrieveProvider retrieveFrom(Map<String, List<Resource>> byType) {
        return (context,
                contextPath,
                contextValue,
                dataType,
                templateId,
                codePath,
                codes,
                valueSet,
                datePath,
                dateLowPath,
                dateHighPath,
                dateRange) -> {
            if (codes != null || valueSet != null || dateRange != null) {
                throw new IllegalStateException("The CQL filters a retrieve of " + dataType
                        + "; write the filter as a where clause, so that both doors read the same data.");
            }
            return own(byType, dataType, contextPath, contextValue);
        };
    }

    private static List<Object> own(
            Map<String, List<Resource>> byType, String type, @Nullable Object path, @Nullable Object patientId) {
        List<Object> own = new ArrayList<>(byType.getOrDefault(type, List.of()));
        own.removeIf(resource -> isAboutAnother((Resource) resource, (String) path, patientId));
        return own;
    }

    private static String idOf(PatientFacts facts) {
        return facts.patient().getIdElement().getIdPart();
    }

    private static boolean isAboutAnother(Resource resource, @Nullable String path, @Nullable Object patientId) {
        Property property = path == null ? null : resource.getNamedProperty(path);
        return property != null
                && property.getValues().stream()
                        .filter(Reference.class::isInstance)
                        .map(value -> ((Reference) value).getReferenceElement())
                        .anyMatch(about -> PATIENT.equals(about.getResourceType())
                                && !about.getIdPart().equals(patientId));
    }

    /** A date that CQL knows only to the month or the year gets no day here. */
    private static @Nullable Object asKnown(Date date) {
        LocalDate start = date.getDate();
        if (start == null || date.getPrecision() == Precision.DAY) {
            return start;
        }
        return date.getPrecision() == Precision.MONTH ? YearMonth.from(start) : Year.from(start);
    }

    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Date date) {
            return asKnown(date);
        }
        if (value instanceof Tuple tuple) {
            Map<String, Object> map = new LinkedHashMap<>();
            tuple.getElements().forEach((name, element) -> {
                Object plain = plain(element);
                if (plain != null) {
                    map.put(name, plain);
                }
            });
            return map;
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream()
                    .map(CqlEvaluator::plain)
                    .filter(java.util.Objects::nonNull)
                    .toList();
        }
        return value;
    }
}
