/** Tests of subscription delivery, against a receiver that really listens. */
@NullMarked
package org.cervicalinsufficiency.fhirserver.subscription;

import org.jspecify.annotations.NullMarked;
