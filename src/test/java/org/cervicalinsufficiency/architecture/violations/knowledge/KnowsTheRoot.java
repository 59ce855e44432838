package org.cervicalinsufficiency.architecture.violations.knowledge;

import org.cervicalinsufficiency.architecture.violations.RootWiring;

/** Breaks: nothing uses the root. */
record KnowsTheRoot(RootWiring forbidden) {}
