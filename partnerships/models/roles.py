from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.tenancy.walls import Wall
from partnerships.models.partnership import Partnership
from partnerships.models.places import Municipality
from partnerships.states import Role


class RoleScope(models.Model):
    """What a role or an invitation to it is about.

    `subject_id` is the primary key of the organisation or network that a role belongs to; which of
    the two follows from the role. There is no foreign key, as this app stands below theirs.
    """

    role = models.CharField(max_length=15, choices=Role)
    partnership = models.ForeignKey(Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject_label = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def place_label(self):
        """Where the role holds, in words: an organisation, a municipality, a partnership, or ""."""
        if self.subject_label:
            return self.subject_label
        return str(self.municipality or self.partnership or "")

    @property
    def in_words(self):
        """The role and where it holds: "Municipal officer, Municipality of Karditsa"."""
        return ", ".join(filter(None, [str(self.get_role_display()), self.place_label]))


SCOPE_FITS_ROLE = (
    Q(role="administrator", partnership=None, municipality=None, subject_id=None)
    | Q(role__in=["coordinator", "editor", "observer"], partnership__isnull=False, municipality=None, subject_id=None)
    | Q(role__in=["officer", "deputy"], partnership__isnull=False, municipality__isnull=False, subject_id=None)
    | Q(role__in=["manager", "contributor"], partnership__isnull=False, municipality=None, subject_id__isnull=False)
    | Q(role="steward", partnership__isnull=False, municipality=None)
)


class RoleAssignmentQuerySet(models.QuerySet):
    def current(self):
        now = timezone.now()
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now), given_at__lte=now)


class RoleAssignment(RoleScope):
    """A role that a person holds, given by someone, on a date, until it ends."""

    wall = Wall.GLOBAL

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_assignments")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=SCOPE_FITS_ROLE, name="role_scope_fits"),
            models.UniqueConstraint(
                fields=["user", "role", "partnership", "municipality", "subject_id"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="role_held_once",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "role", "subject_id"])]

    def __str__(self):
        return f"{self.user}: {self.in_words}"
