package org.cervicalinsufficiency.architecture.violations.knowledge;

/** Breaks nothing; something for others to use. */
public record Plain() {}
