package org.cervicalinsufficiency;

import org.cervicalinsufficiency.fhirserver.LocalDatabaseInUse;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows whoever starts a second server on the same folder what to do, without a stack trace. */
final class LocalDatabaseInUseAnalyzer extends AbstractFailureAnalyzer<LocalDatabaseInUse> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LocalDatabaseInUse cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
