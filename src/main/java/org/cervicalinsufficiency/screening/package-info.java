/**
 * Joins the protocol and the knowledge: a hook call becomes patient facts, the assessment becomes cards. No word for a
 * reader stands here; all of them come from the artifacts.
 */
@NullMarked
package org.cervicalinsufficiency.screening;

import org.jspecify.annotations.NullMarked;
