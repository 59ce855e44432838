/** Mirror of {@code security}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.security;

import org.jspecify.annotations.NullMarked;
