package org.cervicalinsufficiency.architecture.violations.cdshooks.ehr;

/** Breaks nothing; something for others to use. */
public record Plain() {}
