/** Mirror of {@code cdshooks}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.cdshooks;

import org.jspecify.annotations.NullMarked;
