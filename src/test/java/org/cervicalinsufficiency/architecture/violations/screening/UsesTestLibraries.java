package org.cervicalinsufficiency.architecture.violations.screening;

import org.junit.jupiter.api.TestInfo;

/** Breaks: main never uses test libraries. */
record UsesTestLibraries(TestInfo info) {}
