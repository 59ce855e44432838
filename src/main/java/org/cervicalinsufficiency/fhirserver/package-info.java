/**
 * The FHIR R4 server: everything of HAPI JPA, of HAPI's RestfulServer and of the clinical-reasoning operations.
 * Nothing outside this package touches them. One configuration class stands for one concern.
 */
@NullMarked
package org.cervicalinsufficiency.fhirserver;

import org.jspecify.annotations.NullMarked;
