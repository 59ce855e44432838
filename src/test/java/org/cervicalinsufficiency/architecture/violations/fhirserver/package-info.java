/** Mirror of {@code fhirserver}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.fhirserver;

import org.jspecify.annotations.NullMarked;
