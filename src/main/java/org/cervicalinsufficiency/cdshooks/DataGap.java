package org.cervicalinsufficiency.cdshooks;

/**
 * One reason why one prefetch key does not prove absence.
 *
 * @param key the prefetch key
 * @param reasonCode a {@link GapReason#code()}
 */
public record DataGap(String key, String reasonCode) {}
