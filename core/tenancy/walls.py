"""How a model declares on which side of the wall its rows stand."""

from enum import Enum

from django.conf import settings
from django.db import models
from django.db.models import Q

ALWAYS = Q()
"""`published_when` of a model all of whose rows are public, such as the search table."""

GLOBAL_FOREIGN_APPS = {"auth", "contenttypes", "sessions", "account", "mfa"}
"""Installed apps that are not ours and hold nothing of a partnership."""


class Wall(Enum):
    TENANT = "tenant"
    PUBLIC = "public"
    GLOBAL = "global"


def declared_wall(model):
    """Return the Wall that a model declares, or None when it declares none.

    Models of the listed foreign apps hold sign-in and framework data and count as GLOBAL.
    """
    if model._meta.app_label in GLOBAL_FOREIGN_APPS:
        return Wall.GLOBAL
    return getattr(model, "wall", None)


def tenant_key(**options):
    """The column that says to which partnership a row belongs."""
    return models.ForeignKey(settings.TENANT_MODEL, on_delete=models.PROTECT, related_name="+", **options)


def published_column(condition):
    """The generated column that opens a PUBLIC row to everybody.

    `condition` is a Q over columns of the same row.
    """
    return models.GeneratedField(
        expression=models.Case(
            models.When(condition, then=models.Value(True)),
            default=models.Value(False),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
