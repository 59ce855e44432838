package org.cervicalinsufficiency.architecture.violations.fhirserver;

import org.cervicalinsufficiency.architecture.violations.cdshooks.Plain;

/** Breaks: fhirserver does not know CDS Hooks. */
record KnowsTheProtocol(Plain forbidden) {}
