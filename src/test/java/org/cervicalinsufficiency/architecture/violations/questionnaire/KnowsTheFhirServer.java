package org.cervicalinsufficiency.architecture.violations.questionnaire;

import org.cervicalinsufficiency.architecture.violations.fhirserver.Plain;

/** Breaks: questionnaire does not know the FHIR server. */
record KnowsTheFhirServer(Plain forbidden) {}
