package org.cervicalinsufficiency.architecture.violations.cycle.one;

import org.cervicalinsufficiency.architecture.violations.cycle.two.Egg;

/** Breaks: packages are free of cycles. */
public record Hen(Egg from) {}
