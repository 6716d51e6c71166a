"""The programme and the day of the fair."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, predicate
from fairs.policy.roles import is_host
from partnerships.policy import is_coordinator

DUTIES_OF_THE_DAY = ("lead", "plan", "safety", "check_in")
"""Those of FairPerson.Duty who are on the ground."""


@predicate(_("Only the people of this fair may do this: its coordinator, its municipality and those on duty."))
def is_on_duty(actor, fair):
    if not actor.is_authenticated or actor.pk is None:
        return False
    return fair.people.filter(user=actor, duty__in=DUTIES_OF_THE_DAY).exists()


PERMISSIONS: dict = {
    "fairs.attend_day": AnyOf(is_coordinator, is_host, is_on_duty, reason=is_on_duty.reason),
}
"""Who checks in, notes incidents and absent stands; needs the fair's partnership open."""
