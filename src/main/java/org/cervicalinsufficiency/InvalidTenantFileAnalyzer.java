package org.cervicalinsufficiency;

import org.cervicalinsufficiency.tenant.InvalidTenantFile;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the operator what is wrong in the file of registrations, without a stack trace. */
final class InvalidTenantFileAnalyzer extends AbstractFailureAnalyzer<InvalidTenantFile> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidTenantFile cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Mend the file of screening.tenants-file and start again.", cause);
    }
}
