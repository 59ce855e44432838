/** What other people's work the jar holds: all of it listed, each under a licence that was looked at, known holes answered. */
@NullMarked
package org.cervicalinsufficiency.supplychain;

import org.jspecify.annotations.NullMarked;
