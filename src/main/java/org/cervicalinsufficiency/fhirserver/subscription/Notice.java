package org.cervicalinsufficiency.fhirserver.subscription;

import java.time.OffsetDateTime;

/**
 * A claimed row of the outbox: one receiver has to be told about one resource.
 *
 * @param subscription id of the Subscription, with its part of the store
 * @param type type of the resource
 * @param id id of the resource
 * @param since since when this has been tried
 * @param attempts how many attempts have failed
 * @param claim who works on it
 */
record Notice(String subscription, String type, String id, OffsetDateTime since, int attempts, String claim) {}
