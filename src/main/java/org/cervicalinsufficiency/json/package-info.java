/** What JSON is read here: strict, and bounded in depth, lengths and entries, whoever sends it and wherever it goes. */
@NullMarked
package org.cervicalinsufficiency.json;

import org.jspecify.annotations.NullMarked;
