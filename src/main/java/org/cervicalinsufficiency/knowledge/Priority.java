package org.cervicalinsufficiency.knowledge;

import org.hl7.fhir.r4.model.PlanDefinition.RequestPriority;

/** How urgent an action is (FHIR R4 {@code request-priority}), most urgent first. */
public enum Priority {
    STAT,
    URGENT,
    ROUTINE;

    /** {@code asap} is read as urgent: the safe side of the two it lies between. */
    static Priority of(RequestPriority priority) {
        return switch (priority) {
            case STAT -> STAT;
            case ASAP, URGENT -> URGENT;
            case ROUTINE, NULL -> ROUTINE;
        };
    }
}
