/** Mirror of {@code screening}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.screening;

import org.jspecify.annotations.NullMarked;
