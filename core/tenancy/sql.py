"""The SQL of the wall, kept apart from the code that runs it."""

from django.conf import settings

CREATE_FUNCTIONS = """
CREATE SCHEMA IF NOT EXISTS tenancy;

CREATE OR REPLACE FUNCTION tenancy.setting() RETURNS text STABLE PARALLEL SAFE LANGUAGE sql
AS $$ SELECT nullif(current_setting('tenancy.partnership', true), '') $$;

CREATE OR REPLACE FUNCTION tenancy.everywhere() RETURNS boolean STABLE PARALLEL SAFE LANGUAGE sql
AS $$ SELECT coalesce(tenancy.setting() = '*', false) $$;

CREATE OR REPLACE FUNCTION tenancy.current_or_none() RETURNS bigint STABLE PARALLEL SAFE LANGUAGE sql
AS $$ SELECT CASE WHEN tenancy.everywhere() THEN NULL ELSE tenancy.setting()::bigint END $$;

CREATE OR REPLACE FUNCTION tenancy.current() RETURNS bigint STABLE PARALLEL SAFE LANGUAGE plpgsql
AS $$ BEGIN
    IF tenancy.setting() IS NULL THEN
        RAISE EXCEPTION 'no partnership is open' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN tenancy.current_or_none();
END $$;

GRANT USAGE ON SCHEMA tenancy TO PUBLIC;
"""

DROP_FUNCTIONS = "DROP SCHEMA tenancy CASCADE;"

INSIDE = "((SELECT tenancy.everywhere()) OR partnership_id = (SELECT tenancy.current()))"
INSIDE_OR_PUBLISHED = (
    "({published} OR (SELECT tenancy.everywhere()) OR partnership_id = (SELECT tenancy.current_or_none()))"
)


def tenant_wall(table):
    """Statements that let a table be read and written only inside its tenant."""
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'CREATE POLICY tenant ON "{table}" USING {INSIDE} WITH CHECK {INSIDE}',
    ]


def public_wall(table, *, all_published):
    """Statements that let published rows be read by all, and every row be written only inside its tenant."""
    readable = "(true)" if all_published else INSIDE_OR_PUBLISHED.format(published="is_published")
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'CREATE POLICY read ON "{table}" FOR SELECT USING {readable}',
        f'CREATE POLICY add ON "{table}" FOR INSERT WITH CHECK {INSIDE}',
        f'CREATE POLICY change ON "{table}" FOR UPDATE USING {INSIDE} WITH CHECK {INSIDE}',
        f'CREATE POLICY remove ON "{table}" FOR DELETE USING {INSIDE}',
    ]


def drop_wall(table, policies):
    """Statements that take a wall down again."""
    return [f'DROP POLICY {policy} ON "{table}"' for policy in policies] + [
        f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'
    ]


def grant_statements():
    """Give the application's role its rights on every table of the public schema."""
    role = f'"{settings.DATABASE_APP_ROLE}"'
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        f"REVOKE UPDATE, DELETE ON core_auditentry, core_platformauditentry FROM {role}",
    ]
