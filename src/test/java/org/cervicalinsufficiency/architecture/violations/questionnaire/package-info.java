/** Mirror of {@code questionnaire}: classes that break a law. */
@NullMarked
package org.cervicalinsufficiency.architecture.violations.questionnaire;

import org.jspecify.annotations.NullMarked;
