package org.cervicalinsufficiency.architecture.violations.tenant;

import org.cervicalinsufficiency.architecture.violations.security.Plain;

/** Breaks: tenant knows none of our other packages. */
record KnowsTheSecurity(Plain forbidden) {}
