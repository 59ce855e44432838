/** What is asked of an EHR's FHIR server, and what bad servers can do. */
@NullMarked
package org.cervicalinsufficiency.cdshooks.ehr;

import org.jspecify.annotations.NullMarked;
