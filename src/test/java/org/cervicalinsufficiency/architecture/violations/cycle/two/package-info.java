/** Mirror of {@code cycle.two}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.cycle.two;

import org.jspecify.annotations.NullMarked;
