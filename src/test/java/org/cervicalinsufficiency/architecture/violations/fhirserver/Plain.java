package org.cervicalinsufficiency.architecture.violations.fhirserver;

/** Breaks nothing; something for others to use. */
public record Plain() {}
