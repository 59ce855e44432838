package org.cervicalinsufficiency.architecture.violations.screening;

import java.time.Clock;

/** Breaks: only the root makes a Clock. */
class MakesItsOwnClock {
    Clock clock() {
        return Clock.systemUTC();
    }
}
