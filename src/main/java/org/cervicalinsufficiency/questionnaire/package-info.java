/**
 * The form: its answers are checked against the Questionnaire and brought into one shape before anything is stored.
 */
@NullMarked
package org.cervicalinsufficiency.questionnaire;

import org.jspecify.annotations.NullMarked;
