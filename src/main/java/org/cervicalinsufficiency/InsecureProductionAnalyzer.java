package org.cervicalinsufficiency;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the operator what production lacks, without a stack trace. */
final class InsecureProductionAnalyzer extends AbstractFailureAnalyzer<InsecureProduction> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InsecureProduction cause) {
        return new FailureAnalysis(
                "The profile production does not start insecurely:\n" + cause.getMessage(),
                "Give what is missing. To try the server on this machine, start it without the profile production.",
                cause);
    }
}
