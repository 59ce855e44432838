/**
 * Whether a server stays as it is under load that goes on: calls of all kinds at fixed times, and what the process holds
 * meanwhile. {@link org.cervicalinsufficiency.soak.SoakIT} does it for seconds in every build, the benchmark for half an
 * hour (src/docs/performance.md).
 */
@NullMarked
package org.cervicalinsufficiency.soak;

import org.jspecify.annotations.NullMarked;
