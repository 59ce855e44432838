/** Invented registrations for tests. */
@NullMarked
package org.cervicalinsufficiency.tenant;

import org.jspecify.annotations.NullMarked;
