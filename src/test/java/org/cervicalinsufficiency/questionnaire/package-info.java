@NullMarked
package org.cervicalinsufficiency.questionnaire;

import org.jspecify.annotations.NullMarked;
