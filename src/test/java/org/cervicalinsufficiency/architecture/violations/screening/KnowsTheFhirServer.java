package org.cervicalinsufficiency.architecture.violations.screening;

import org.cervicalinsufficiency.architecture.violations.fhirserver.Plain;

/** Breaks: screening does not know the FHIR server. */
record KnowsTheFhirServer(Plain forbidden) {}
