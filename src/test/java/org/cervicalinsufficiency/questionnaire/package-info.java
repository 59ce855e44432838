/** The form: in two languages, and filled with what a record says. */
@NullMarked
package org.cervicalinsufficiency.questionnaire;

import org.jspecify.annotations.NullMarked;
