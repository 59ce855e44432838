/** Rules on the content in {@code fhir-resources/}: they replace a publisher tool and need no server. */
@NullMarked
package org.cervicalinsufficiency.content;

import org.jspecify.annotations.NullMarked;
