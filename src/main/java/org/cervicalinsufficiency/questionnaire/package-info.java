/**
 * The screening form: what its answers state, what they give together with the record, and whose it is. No store, no
 * protocol: {@code fhirserver} keeps the forms, {@code screening} writes the cards.
 */
@NullMarked
package org.cervicalinsufficiency.questionnaire;

import org.jspecify.annotations.NullMarked;
