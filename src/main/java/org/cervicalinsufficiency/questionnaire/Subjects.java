package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import org.hl7.fhir.r4.model.Identifier;

/** Whom a response may be about. */
public interface Subjects {

    /** Whether a Patient with this id is stored here. */
    boolean isStored(String patientId);

    /** What the Patient with this id is numbered by; empty where nobody knows. */
    List<Identifier> identifiers(String patientId);

    /** Whether patients of the FHIR server at this base address are looked after here. */
    boolean isRegistered(String base);

    /** A reference without the address of this server where it begins with that; any other as it is. */
    String local(String reference);
}
