/** Tests of the FHIR server; those named *IT run against the running application. */
@NullMarked
package org.cervicalinsufficiency.fhirserver;

import org.jspecify.annotations.NullMarked;
