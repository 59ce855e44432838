package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Secret;

/**
 * A call beside what it came with.
 *
 * @param call the call
 * @param prefetch an empty object when none was sent
 * @param token for the client's FHIR server; it is good for this call and goes no further than to that server
 */
record HookRequest(HookCall call, ObjectNode prefetch, Optional<Secret> token) {}
