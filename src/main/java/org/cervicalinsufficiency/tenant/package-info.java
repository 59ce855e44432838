/** Registrations of EHRs as plain records. What one EHR sends is kept apart from what another one sends. */
@NullMarked
package org.cervicalinsufficiency.tenant;

import org.jspecify.annotations.NullMarked;
