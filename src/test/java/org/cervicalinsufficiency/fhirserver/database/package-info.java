/** The schema, and what happens while the database is away. */
@NullMarked
package org.cervicalinsufficiency.fhirserver.database;

import org.jspecify.annotations.NullMarked;
