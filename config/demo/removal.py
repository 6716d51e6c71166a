"""Take the demo away again: its partnerships with all that is in them, and its people."""

from django.apps import apps
from django.core.files.storage import storages
from django.db import connections, transaction
from django.db.models import Q
from psycopg import sql

from accounts.models import User
from config.demo import data
from config.demo.loading import contact_of
from core.models import PlatformAuditEntry
from core.tenancy import Wall, declared_wall
from enterprises.actions.photos import files_of
from enterprises.models import Document, Photo
from partnerships.models import Invitation, Partnership, RoleAssignment

OWNER = "owner"
"""The application may only add to the audit trail: to take a demo away needs the owner of the tables."""


def remove():
    """Delete the demo's partnerships and people in one transaction; return how many partnerships that were."""
    contacts = [contact_of(entry["slug"]) for entry in data.partnerships()]
    partnerships = Partnership.objects.using(OWNER).filter(contact_email__in=contacts)
    with transaction.atomic(using=OWNER):
        keys = list(partnerships.select_for_update().values_list("pk", flat=True))
        files = _files_of(keys)
        _empty(keys)
        people = User.objects.using(OWNER).filter(is_demo=True)
        held = Q(partnership__in=keys) | Q(user__in=people)
        RoleAssignment.objects.using(OWNER).filter(held).delete()
        offered = Q(partnership__in=keys) | Q(accepted_by__in=people) | Q(invited_by__in=people)
        Invitation.objects.using(OWNER).filter(offered).delete()
        PlatformAuditEntry.objects.using(OWNER).filter(actor__in=people).delete()
        people.delete()
        partnerships.delete()
    for storage, path in files:
        storages[storage].delete(path)
    return len(keys)


def _files_of(keys):
    """Return [(storage, path)] of all files of these partnerships."""
    photos = files_of(Photo.objects.using(OWNER).filter(partnership__in=keys))
    papers = Document.objects.using(OWNER).filter(partnership__in=keys).values_list("path", flat=True)
    return [*(("photos", path) for path in photos), *(("vault", path) for path in papers)]


def _empty(keys):
    """Delete every row of these partnerships. Foreign keys are checked at the end, so the order is free."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model in apps.get_models():
            if declared_wall(model) in (Wall.TENANT, Wall.PUBLIC):
                table = sql.Identifier(model._meta.db_table)
                statement = sql.SQL("DELETE FROM {} WHERE partnership_id = ANY(%s)").format(table)
                cursor.execute(statement, [keys])
