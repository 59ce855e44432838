package org.cervicalinsufficiency.architecture.violations.screening;

import io.micrometer.core.instrument.MeterRegistry;

/** Breaks: meters and spans are known to edges and wiring only. */
record Counts(MeterRegistry meters) {}
