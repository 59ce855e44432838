package org.cervicalinsufficiency.architecture.violations.screening;

/** Breaks nothing; something for others to use. */
public record Plain() {}
