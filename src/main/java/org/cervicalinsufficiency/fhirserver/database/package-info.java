/** The database below the FHIR server: its schema, whether it is there, and what is answered while it is not. */
@NullMarked
package org.cervicalinsufficiency.fhirserver.database;

import org.jspecify.annotations.NullMarked;
