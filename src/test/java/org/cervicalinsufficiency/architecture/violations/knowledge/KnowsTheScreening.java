package org.cervicalinsufficiency.architecture.violations.knowledge;

import org.cervicalinsufficiency.architecture.violations.screening.Plain;

/** Breaks: knowledge knows none of our other packages. */
record KnowsTheScreening(Plain forbidden) {}
