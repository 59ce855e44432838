/** What the servers of the suite wrote and answered, searched after the last test for what may stand nowhere (AC-56). */
@NullMarked
package org.cervicalinsufficiency.leaks;

import org.jspecify.annotations.NullMarked;
