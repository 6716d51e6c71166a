from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.tenancy.walls import Wall
from partnerships.models.roles import SCOPE_FITS_ROLE, RoleScope


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(RoleScope):
    """A role offered by mail; whoever opens the link and signs in takes it."""

    wall = Wall.GLOBAL

    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=SCOPE_FITS_ROLE, name="invitation_scope_fits"),
            models.UniqueConstraint(
                fields=["email", "role", "partnership", "municipality", "subject_id"],
                condition=Q(accepted_at=None, revoked_at=None),
                nulls_distinct=False,
                name="invitation_open_once",
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.in_words}"
