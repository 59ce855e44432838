/**
 * How long an answer takes and what it costs, beside a floor and, if one is named, a peer; run by {@code mvn -B verify
 * -Pbench}.
 */
@NullMarked
package org.cervicalinsufficiency.bench;

import org.jspecify.annotations.NullMarked;
