/** The table of the numbered statements about CDS Hooks, and what shows each. */
@NullMarked
package org.cervicalinsufficiency.conformance;

import org.jspecify.annotations.NullMarked;
