package org.cervicalinsufficiency.feedback;

/**
 * Who was shown a card, or reports on one.
 *
 * @param tenant id of the tenant
 * @param client short name of the registered client
 * @param service id of the service
 */
public record Sender(String tenant, String client, String service) {}
