"""Whom an applicant would like to stand beside; it counts when the other asks, too."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from fairs.actions.drafts import lock_for_editing, note_change, refuse_unless_whole
from fairs.models import NeighbourWish

MOST_WISHES = 3


@transaction.atomic
def wish_neighbour(application, organisation, *, acting_user):
    """Ask to stand beside a public organisation and return the wish; while the application can be changed."""
    row = lock_for_editing(application, acting_user)
    refuse_unless_whole(row)
    if organisation.pk == row.organisation_id or not organisation.is_published:
        raise DomainError("no-neighbour", _("Please choose another organisation."))
    if row.neighbour_wishes.count() >= MOST_WISHES:
        message = ngettext("At most %(number)s wish.", "At most %(number)s wishes.", MOST_WISHES)
        raise DomainError("too-many-wishes", message % {"number": MOST_WISHES})
    try:
        with transaction.atomic():
            wish = NeighbourWish.objects.create(
                partnership_id=row.partnership_id, application=row, organisation=organisation
            )
    except IntegrityError as error:
        raise DomainError("wished-already", _("You have asked for it already.")) from error
    note_change(row, acting_user, {"after": {"neighbour": organisation}})
    return wish


@transaction.atomic
def drop_neighbour(application, organisation_id, *, acting_user):
    """Take a wish back; one that is gone already is no error."""
    row = lock_for_editing(application, acting_user)
    refuse_unless_whole(row)
    gone, _models = row.neighbour_wishes.filter(organisation=organisation_id).delete()
    if gone:
        note_change(row, acting_user, {"before": {"neighbour": organisation_id}})
