/**
 * The door of the form that an EHR has launched (SMART App Launch). The EHR's own token is the key: it is good if the
 * registered FHIR server gives this patient to whoever shows it. What passes goes on to {@code /fhir}, through everything
 * that stands there.
 */
@NullMarked
package org.cervicalinsufficiency.fhirserver.launched;

import org.jspecify.annotations.NullMarked;
