/** The form: in two languages, filled with what a record says, and its answers held to its rules. No server. */
@NullMarked
package org.cervicalinsufficiency.questionnaire;

import org.jspecify.annotations.NullMarked;
