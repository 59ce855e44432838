package org.cervicalinsufficiency.architecture.violations.cycle.two;

import org.cervicalinsufficiency.architecture.violations.cycle.one.Hen;

/** Breaks: packages are free of cycles. */
public interface Egg {
    /** The other half of the circle. */
    Hen hatch();
}
