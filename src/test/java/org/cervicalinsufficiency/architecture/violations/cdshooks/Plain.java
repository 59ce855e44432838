package org.cervicalinsufficiency.architecture.violations.cdshooks;

/** Breaks nothing; something for others to use. */
public record Plain() {}
