/** Tests of the launched door. */
@NullMarked
package org.cervicalinsufficiency.fhirserver.launched;

import org.jspecify.annotations.NullMarked;
