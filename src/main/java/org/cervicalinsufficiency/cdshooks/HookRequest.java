package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Secret;

/**
 * A call beside what it came with.
 *
 * @param call the call
 * @param prefetch an empty object when none was sent
 * @param token for the client's FHIR server; it is good for this call and goes no further than to that server
 */
record HookRequest(HookCall call, ObjectNode prefetch, Optional<Secret> token) {

    /** The same request, about this day. */
    HookRequest about(Optional<LocalDate> day) {
        return new HookRequest(call.about(day), prefetch, token);
    }
}
