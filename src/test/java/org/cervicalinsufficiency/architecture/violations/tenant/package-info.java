/** Mirror of {@code tenant}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.tenant;

import org.jspecify.annotations.NullMarked;
