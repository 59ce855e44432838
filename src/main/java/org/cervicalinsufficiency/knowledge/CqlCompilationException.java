package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.stream.Collectors;

/** The CQL of the artifact set does not compile cleanly; every problem names the library and the line. */
public final class CqlCompilationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<CqlProblem> problems;

    CqlCompilationException(List<CqlProblem> problems) {
        super("The CQL does not compile cleanly; correct these places in fhir-resources/cql: "
                + problems.stream().map(CqlProblem::sentence).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** One sentence per error or warning, in the order in which the compiler found them. */
    public List<String> messages() {
        return problems.stream().map(CqlProblem::sentence).toList();
    }

    /** The errors and warnings, in the order in which the compiler found them. */
    public List<CqlProblem> problems() {
        return problems;
    }
}
