package org.cervicalinsufficiency.fhirserver.database;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR call that lost its database on the way is answered 503, with a moment to try again, instead of 500; and one that
 * found no room on the database's disk 507.
 */
@Interceptor
public final class AbsentDatabase {

    static final String SENTENCE = "The database does not answer, or has no connection left. Try again.";
    static final String RETRY_SECONDS = "2";
    private static final int UNAVAILABLE = 503;

    private final StoreState store;

    /** @param store is told about failures */
    public AbsentDatabase(StoreState store) {
        this.store = store;
    }

    /** HAPI's hook for the exception that is about to become an answer. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException answer(Throwable failure) {
        if (FullDisk.isBehind(failure)) {
            return answer(FullDisk.STATUS, FullDisk.SENTENCE, failure);
        }
        if (!Absence.isBehind(failure)) {
            return null;
        }
        store.doubt();
        return answer(UNAVAILABLE, SENTENCE, failure);
    }

    private static BaseServerResponseException answer(int status, String sentence, Throwable failure) {
        BaseServerResponseException answer = new UnclassifiedServerFailureException(status, sentence);
        answer.initCause(failure);
        answer.addResponseHeader("Retry-After", RETRY_SECONDS);
        return answer;
    }
}
