package org.cervicalinsufficiency.architecture.violations.tenant;

import org.hl7.fhir.r4.model.Patient;

/** Breaks: tenant is plain Java. */
record KnowsTheModel(Patient patient) {}
