/**
 * Asks the FHIR server of the EHR that calls for what its call did not bring: only where the tenant has registered the
 * server, with the call's own token, within one deadline, and without a slow server becoming anybody else's problem.
 */
@NullMarked
package org.cervicalinsufficiency.cdshooks.ehr;

import org.jspecify.annotations.NullMarked;
