/** Mirror of {@code cdshooks.ehr}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.cdshooks.ehr;

import org.jspecify.annotations.NullMarked;
