package org.cervicalinsufficiency.architecture.violations;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;

/** Breaks: also the root does without HAPI JPA. */
record WiresTheServer(DaoRegistry daos) {}
