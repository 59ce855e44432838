-- Which versions of our tables the migration has made: the last step of it. PostgreSQL; safe to run again.

CREATE TABLE IF NOT EXISTS SCREENING_SCHEMA (
    VERSION INTEGER NOT NULL PRIMARY KEY,
    SINCE   TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);
