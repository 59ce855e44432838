package org.cervicalinsufficiency.architecture.violations.screening;

import java.time.LocalDate;
import java.util.function.Supplier;

/** Breaks, by a method reference: no now() without a Clock. */
class AsksTheMachineForTheDate {
    Supplier<LocalDate> today() {
        return LocalDate::now;
    }
}
