package org.cervicalinsufficiency.architecture.violations.fhirserver;

import org.opencds.cqf.cql.engine.execution.CqlEngine;

/** Breaks: the CQL engine is known to knowledge only. */
record RunsCql(CqlEngine engine) {}
