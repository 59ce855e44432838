package org.cervicalinsufficiency.architecture.violations.security;

import org.cervicalinsufficiency.architecture.violations.fhirserver.Plain;

/** Breaks: security does not know the FHIR server. */
record KnowsTheFhirServer(Plain forbidden) {}
