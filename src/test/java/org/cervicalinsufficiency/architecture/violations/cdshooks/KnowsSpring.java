package org.cervicalinsufficiency.architecture.violations.cdshooks;

import org.springframework.core.env.Environment;

/** Breaks: Spring is known to edges and wiring only. */
record KnowsSpring(Environment environment) {}
