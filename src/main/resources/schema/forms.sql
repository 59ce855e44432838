-- The usable forms by patient, as hook calls read them. It repeats what the FHIR store holds and can be rebuilt from it.
-- Plain enough for H2 and PostgreSQL; safe to run again.

CREATE TABLE IF NOT EXISTS SCREENING_FORM (
    TENANT       VARCHAR(64)  NOT NULL,
    PATIENT_NAME VARCHAR(500) NOT NULL,
    RESPONSE_ID  VARCHAR(64)  NOT NULL,
    AUTHORED     BIGINT       NOT NULL,
    BODY         TEXT         NOT NULL,
    PRIMARY KEY (TENANT, PATIENT_NAME, RESPONSE_ID)
);

CREATE INDEX IF NOT EXISTS SCREENING_FORM_RESPONSE ON SCREENING_FORM (RESPONSE_ID);
