package org.cervicalinsufficiency.audit;

/**
 * How much is kept.
 *
 * @param bytes what all files together may hold
 * @param fileBytes after how much a new file is begun
 */
public record SpoolLimits(long bytes, long fileBytes) {}
