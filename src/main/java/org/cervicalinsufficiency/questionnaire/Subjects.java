package org.cervicalinsufficiency.questionnaire;

/** Whom a response may be about. */
public interface Subjects {

    /** Whether a Patient with this id is stored here. */
    boolean isStored(String patientId);

    /** Whether patients of the FHIR server at this base address are looked after here. */
    boolean isRegistered(String base);
}
