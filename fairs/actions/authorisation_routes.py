"""The way in which a municipality authorises fairs, kept as data: which bodies are asked, in which order."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from fairs.models import AuthorisationRoute
from fairs.models.authorisations import Body
from partnerships.models import Partnership, RoleAssignment

ROUTE_FIELDS = ("body", "name", "days", "responsible", "deputy", "email", "deputy_email")
MOST_STEPS = 10
LONGEST_DAYS = 365
DEFAULT_STEPS = (
    (Body.COMMUNITY, gettext_lazy("Council of the community"), 30),
    (Body.COMMITTEE, gettext_lazy("Municipal committee"), 20),
    (Body.COUNCIL, gettext_lazy("Municipal council"), 30),
)
"""Who is asked where a municipality has set nothing: community, committee, council (law 4849/2021)."""


def route_of(partnership, municipality):
    """Return the steps of a municipality in their order, saved ones, or those of the law when none is set."""
    saved = AuthorisationRoute.objects.filter(partnership=partnership, municipality=municipality)
    steps = list(saved.select_related("responsible", "deputy").order_by("position"))
    if steps:
        return steps
    # Names of bodies are facts of the place, not words of the page: they stand in Greek whoever starts a chain.
    with override(settings.LANGUAGE_CODE):
        return [
            AuthorisationRoute(
                partnership=partnership,
                municipality=municipality,
                position=position,
                body=body,
                name=str(name),
                days=days,
            )
            for position, (body, name, days) in enumerate(DEFAULT_STEPS, start=1)
        ]


@transaction.atomic
def set_route(partnership, municipality, steps, *, acting_user):
    """Put the given steps in the place of a municipality's route and return them; none brings back those of the law.

    `steps` is a list of {field: value} with ROUTE_FIELDS, in the order in which the bodies are asked. Chains that have
    started stay as they are. Raises PermissionRefused, or DomainError when a step can't be right: the council decides,
    and it does so last.
    """
    tenancy.require(partnership.pk)
    transitions.lock(Partnership(pk=partnership.pk))
    rows = [
        AuthorisationRoute(partnership=partnership, municipality=municipality, position=position, **_known(values))
        for position, values in enumerate(steps, start=1)
    ]
    place = AuthorisationRoute(partnership=partnership, municipality=municipality)
    policy.enforce(acting_user, "fairs.set_authorisation_route", place)
    _check(rows, partnership, municipality)
    old = AuthorisationRoute.objects.filter(partnership=partnership, municipality=municipality).order_by("position")
    replaced = list(old)
    old.delete()
    for row in rows:
        row.save(force_insert=True)
    if rows or replaced:
        before = {"steps": [row.name for row in replaced]}
        after = {"municipality": municipality, "steps": [row.name for row in rows]}
        audit.record(
            "authorisationroute.set", (rows or replaced)[-1], acting_user=acting_user, before=before, after=after
        )
    return rows


def check_respondents(step, partnership_id):
    """Raise DomainError, at its field, when who answers and the deputy of a step are the same, or not of the place."""
    if step.responsible_id and step.responsible_id == step.deputy_id:
        raise DomainError("deputy-is-the-same", _("Choose somebody else as deputy."), field="deputy")
    if step.email and step.email == step.deputy_email:
        raise DomainError("deputy-is-the-same", _("Give another address for the deputy."), field="deputy_email")
    held = RoleAssignment.objects.current().filter(partnership_id=partnership_id, user__is_active=True)
    for field in ("responsible", "deputy"):
        user_id = getattr(step, f"{field}_id")
        if user_id and not held.filter(user_id=user_id).exists():
            raise DomainError("not-of-partnership", _("This person has no role in the partnership."), field=field)


def _known(values):
    unknown = set(values) - set(ROUTE_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a route: {', '.join(sorted(unknown))}")
    return values


def check_order(rows):
    """Raise DomainError unless the route ends with the council, which decides once, and is not too long."""
    if len(rows) > MOST_STEPS:
        raise DomainError("too-many-steps", _("At most %(number)s bodies can be asked.") % {"number": MOST_STEPS})
    if [row.body for row in rows].count(Body.COUNCIL) != 1 or rows[-1].body != Body.COUNCIL:
        raise DomainError(
            "council-decides-last",
            _("The municipal council decides, once and last. Let the route end with its decision."),
            field="body",
        )


def check_step(row):
    """Raise DomainError, at its field, for what can't be right in one step of a route."""
    row.name = row.name.strip()
    if not 1 <= row.days <= LONGEST_DAYS:
        message = _("Give a body between 1 and %(number)s days.") % {"number": LONGEST_DAYS}
        raise DomainError("days-out-of-range", message, field="days")
    try:
        row.clean_fields(exclude={"partnership", "municipality", "position", "responsible", "deputy"})
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
    check_respondents(row, row.partnership_id)


def _check(rows, partnership, municipality):
    if municipality.region_id != partnership.region_id:
        raise DomainError("another-region", _("This municipality is in another region."), field="municipality")
    if not rows:
        return
    for row in rows[: MOST_STEPS + 1]:
        check_step(row)
    check_order(rows)
