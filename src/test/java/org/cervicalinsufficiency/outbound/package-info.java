/** Which addresses may be asked, and how answers are read. */
@NullMarked
package org.cervicalinsufficiency.outbound;

import org.jspecify.annotations.NullMarked;
