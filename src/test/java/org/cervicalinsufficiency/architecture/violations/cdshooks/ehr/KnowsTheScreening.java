package org.cervicalinsufficiency.architecture.violations.cdshooks.ehr;

import org.cervicalinsufficiency.architecture.violations.screening.Plain;

/** Breaks: cdshooks.ehr does not know screening. */
record KnowsTheScreening(Plain forbidden) {}
