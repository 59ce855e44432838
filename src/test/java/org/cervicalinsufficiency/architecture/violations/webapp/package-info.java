/** Mirror of {@code webapp}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.webapp;

import org.jspecify.annotations.NullMarked;
