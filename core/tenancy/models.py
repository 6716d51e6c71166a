"""Base classes of models that stand behind the wall."""

from django.db import models

from core.tenancy.walls import Wall, tenant_key


class TenantModel(models.Model):
    """Private rows: read and written only inside their partnership."""

    wall = Wall.TENANT
    partnership = tenant_key()

    class Meta:
        abstract = True


class PublicModel(models.Model):
    """Rows that everybody may read once published, written only inside their partnership.

    A concrete model adds `is_published = published_column(Q(...))`, or declares
    `published_when = ALWAYS` when each of its rows is public.
    """

    wall = Wall.PUBLIC
    partnership = tenant_key()

    class Meta:
        abstract = True
