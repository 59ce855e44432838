/**
 * Requests to other machines: only to addresses that were checked, pinned to what was checked, within a deadline and
 * within limits of size. Whoever asks decides which servers may be asked; what an address may be is decided here.
 */
@NullMarked
package org.cervicalinsufficiency.outbound;

import org.jspecify.annotations.NullMarked;
