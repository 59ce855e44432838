/** Mirror of {@code unlisted}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.unlisted;

import org.jspecify.annotations.NullMarked;
