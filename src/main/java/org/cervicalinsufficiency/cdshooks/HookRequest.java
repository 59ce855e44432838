package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call beside the prefetch it came with; the prefetch is an empty object when none was sent. */
record HookRequest(HookCall call, ObjectNode prefetch) {}
