/** Mirror of main in which every class breaks one law; only the architecture tests read it. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations;

import org.jspecify.annotations.NullMarked;
