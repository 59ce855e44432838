/**
 * The form: localised, prefilled, its answers checked. Knows the artifacts and the R4 model, no server and no store; what
 * it needs of a store are ports that the server implements.
 */
@NullMarked
package org.cervicalinsufficiency.questionnaire;

import org.jspecify.annotations.NullMarked;
