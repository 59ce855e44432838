package org.cervicalinsufficiency.architecture.violations.webapp;

import org.cervicalinsufficiency.architecture.violations.fhirserver.Plain;

/** Breaks: webapp does not know the FHIR server. */
record KnowsTheFhirServer(Plain forbidden) {}
