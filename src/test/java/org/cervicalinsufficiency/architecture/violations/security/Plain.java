package org.cervicalinsufficiency.architecture.violations.security;

/** Breaks nothing; something for others to use. */
public record Plain() {}
