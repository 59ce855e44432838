package org.cervicalinsufficiency.architecture.violations.cdshooks.web;

import org.cervicalinsufficiency.architecture.violations.cdshooks.ehr.Plain;

/** Breaks: cdshooks.web does not reach around cdshooks. */
record KnowsTheOutboundClient(Plain forbidden) {}
