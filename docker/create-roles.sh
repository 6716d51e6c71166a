#!/bin/bash
# Runs once, on an empty data volume: the owner of the tables, and the application's role, which row-level security binds.
set -euo pipefail

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
  --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE sympraxis_owner LOGIN NOSUPERUSER PASSWORD :'owner_password';
CREATE ROLE sympraxis_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE sympraxis OWNER sympraxis_owner TEMPLATE template0 ENCODING 'UTF8'
  LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8';
SQL
