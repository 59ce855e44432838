/** What operators see: the meters behind the ports of other packages, in words of fixed lists. */
@NullMarked
package org.cervicalinsufficiency.sight;

import org.jspecify.annotations.NullMarked;
