package org.cervicalinsufficiency.architecture.violations.cdshooks;

import org.cervicalinsufficiency.architecture.violations.cdshooks.web.Plain;

/** Breaks: cdshooks does not know its own web edge. */
record KnowsItsWebEdge(Plain forbidden) {}
