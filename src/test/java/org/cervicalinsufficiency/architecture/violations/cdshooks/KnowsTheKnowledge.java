package org.cervicalinsufficiency.architecture.violations.cdshooks;

import org.cervicalinsufficiency.architecture.violations.knowledge.Plain;

/** Breaks: cdshooks does not know knowledge. */
record KnowsTheKnowledge(Plain forbidden) {}
