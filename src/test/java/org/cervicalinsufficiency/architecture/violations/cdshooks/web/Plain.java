package org.cervicalinsufficiency.architecture.violations.cdshooks.web;

/** Breaks nothing; something for others to use. */
public record Plain() {}
