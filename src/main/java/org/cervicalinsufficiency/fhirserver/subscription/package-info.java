/**
 * FHIR R4 Subscriptions: checked when they are written, matched inside the transaction of the resource that they are
 * about, delivered from an outbox that survives restarts (src/docs/decisions/0015-subscription-outbox.md).
 */
@NullMarked
package org.cervicalinsufficiency.fhirserver.subscription;

import org.jspecify.annotations.NullMarked;
