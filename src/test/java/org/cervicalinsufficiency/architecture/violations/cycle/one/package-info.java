/** Mirror of {@code cycle.one}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.cycle.one;

import org.jspecify.annotations.NullMarked;
