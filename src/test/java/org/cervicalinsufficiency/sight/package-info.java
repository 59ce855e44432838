/** What operators see: the contract of the metrics, the rules and the dashboard over them, lines of the log, spans. */
@NullMarked
package org.cervicalinsufficiency.sight;

import org.jspecify.annotations.NullMarked;
