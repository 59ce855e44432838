package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a FHIR call that failed by status, type and place. HAPI's own line about it is switched off in
 * {@code application.yml}: its messages repeat ids, search values and values of resources.
 */
@Interceptor
public final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final Pattern CODE = Pattern.compile("HAPI-\\d{4}");
    private static final int DEFECT = 500;
    private static final int FRAMES = 8;

    FailureLog() {}

    /**
     * HAPI's hook for a failed call.
     *
     * @return true: HAPI goes on to write the answer
     */
    @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
    public boolean failed(RequestDetails call, BaseServerResponseException failure) {
        Throwable root = rootOf(failure);
        if (failure.getStatusCode() < DEFECT) {
            LOG.info(
                    "FHIR call refused: status={} operation={} problem={} codes={}",
                    failure.getStatusCode(),
                    call.getRestOperationType(),
                    failure.getClass().getSimpleName(),
                    codes(failure));
        } else {
            LOG.error(
                    "FHIR call failed: status={} operation={} problem={} codes={} at {}",
                    failure.getStatusCode(),
                    call.getRestOperationType(),
                    root.getClass().getName(),
                    codes(failure),
                    Stream.of(root.getStackTrace())
                            .limit(FRAMES)
                            .map(String::valueOf)
                            .collect(Collectors.joining(" < ")));
        }
        return true;
    }

    /** The numbers of HAPI's messages, without the messages. */
    private static String codes(Throwable failure) {
        Matcher codes = CODE.matcher(String.valueOf(failure.getMessage()));
        return codes.results().map(code -> code.group()).distinct().collect(Collectors.joining(","));
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
