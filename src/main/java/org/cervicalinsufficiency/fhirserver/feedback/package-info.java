/** The store of issued cards and of feedback on them. */
@NullMarked
package org.cervicalinsufficiency.fhirserver.feedback;

import org.jspecify.annotations.NullMarked;
