/**
 * Clinical vignettes: patients described in YAML that a clinician can read, the FHIR resources and hook calls built
 * from them, and the one expectation that every door into the screening must meet.
 */
@NullMarked
package org.cervicalinsufficiency.vignettes;

import org.jspecify.annotations.NullMarked;
