"""After each migration the application's role gets its rights, and no others."""

from django.conf import settings
from django.db import connections

from core.tenancy.sql import grant_statements


def grant_to_application(using, **kwargs):
    """Receiver of post_migrate on core: create the role if it is missing, and grant."""
    role = settings.DATABASE_APP_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            cursor.execute(f'CREATE ROLE "{role}" NOLOGIN')
            cursor.execute(f'GRANT "{role}" TO CURRENT_USER WITH INHERIT FALSE, SET TRUE')
        for statement in grant_statements():
            cursor.execute(statement)
