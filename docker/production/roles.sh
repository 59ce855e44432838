#!/bin/sh
# Runs once, when the database is created: the role of the serving replicas, which may read and write rows and no more.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/server-password)" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE screening_server LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
REVOKE ALL ON DATABASE screening FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE screening TO screening_server;
GRANT USAGE ON SCHEMA public TO screening_server;
-- Whatever the migration creates later.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO screening_server;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO screening_server;
SQL
