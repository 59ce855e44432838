/** Tests of what is written down about calls. */
@NullMarked
package org.cervicalinsufficiency.audit;

import org.jspecify.annotations.NullMarked;
