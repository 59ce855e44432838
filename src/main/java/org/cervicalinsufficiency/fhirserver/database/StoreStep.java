package org.cervicalinsufficiency.fhirserver.database;

/**
 * Something that the server does with its store once, before {@code /fhir} answers: as soon as the database is there. It
 * may be done again from its beginning if the database goes away meanwhile, or another replica does the same.
 */
public interface StoreStep {

    /** Does it. */
    void begin();

    /** Its place among the steps; smaller ones come first. */
    int place();
}
