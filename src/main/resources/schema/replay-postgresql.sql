-- Which tokens of CDS clients were used, as SHA-256 digests. Unlogged: after a crash the few minutes that a token lives
-- are not worth a write-ahead log. Safe to run again.

CREATE UNLOGGED TABLE IF NOT EXISTS SCREENING_REPLAY (
    DIGEST  VARCHAR(64) NOT NULL PRIMARY KEY,
    EXPIRES TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX IF NOT EXISTS SCREENING_REPLAY_EXPIRES ON SCREENING_REPLAY (EXPIRES);
