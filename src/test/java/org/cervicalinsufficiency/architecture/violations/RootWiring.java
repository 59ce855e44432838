package org.cervicalinsufficiency.architecture.violations;

/** Breaks nothing; stands for the wiring in the root. */
public record RootWiring() {}
