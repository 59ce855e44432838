/** Tests of the pure core. */
@NullMarked
package org.cervicalinsufficiency.knowledge;

import org.jspecify.annotations.NullMarked;
