/** Mirror of {@code knowledge}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.knowledge;

import org.jspecify.annotations.NullMarked;
