package org.cervicalinsufficiency.architecture.violations.screening;

import org.opencds.cqf.fhir.cql.EvaluationSettings;

/** Breaks: CQL on FHIR is known to knowledge and fhirserver only. */
record SetsUpCql(EvaluationSettings settings) {}
