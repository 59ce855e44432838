package org.cervicalinsufficiency.architecture.violations.screening;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;

/** Breaks: the HAPI server is known to fhirserver only. */
record ThrowsServerExceptions(ResourceNotFoundException exception) {}
