/**
 * What clinicians did with the cards they were shown: how their EHR reports it, what is remembered, what is counted. Plain
 * records and ports; the store belongs to the FHIR server.
 */
@NullMarked
package org.cervicalinsufficiency.feedback;

import org.jspecify.annotations.NullMarked;
