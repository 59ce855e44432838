/** Tests of the store of cards and feedback. */
@NullMarked
package org.cervicalinsufficiency.fhirserver.feedback;

import org.jspecify.annotations.NullMarked;
