package org.cervicalinsufficiency.architecture.violations.screening;

import org.hl7.fhir.r4.model.InstantType;

/** Breaks: no model time without a Clock. */
class AsksTheModelForTheTime {
    InstantType stamp() {
        return InstantType.now();
    }
}
