/**
 * What JSON is read here: strict, and bounded in depth, lengths and entries, whoever sends it and wherever it goes; and the
 * body of a refusal.
 */
@NullMarked
package org.cervicalinsufficiency.json;

import org.jspecify.annotations.NullMarked;
