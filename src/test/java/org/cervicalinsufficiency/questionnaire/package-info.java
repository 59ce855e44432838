/** The gate against forms that are wrong, in milliseconds and without a server. */
@NullMarked
package org.cervicalinsufficiency.questionnaire;

import org.jspecify.annotations.NullMarked;
