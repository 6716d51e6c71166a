"""How far the authorisation of a fair has come."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from fairs.models import AuthorisationRoute
from fairs.models.authorisations import Body
from fairs.policy.roles import OFFICERS, served_municipality_ids
from fairs.states import AuthorisationState
from partnerships.models import Municipality, RoleAssignment
from partnerships.policy import is_coordinator
from partnerships.states import Role

STAFF = (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER)


def is_granted(fair):
    """Return whether every body of a fair's chain is in favour, and the municipal council among them."""
    answers = list(fair.authorisation_steps.values_list("body", "state"))
    return (Body.COUNCIL, AuthorisationState.GRANTED) in answers and {state for _body, state in answers} == {
        AuthorisationState.GRANTED
    }


def first_open(fair):
    """Return the step of a fair's chain that is the next to be in favour, or None where no chain has started."""
    return fair.authorisation_steps.exclude(state=AuthorisationState.GRANTED).order_by("position").first()


def people_to_answer(partnership, municipality):
    """Return who can be named to answer for a body: its municipality's officers, and who runs the partnership."""
    held = RoleAssignment.objects.current().filter(partnership=partnership, user__is_active=True)
    serving = held.filter(Q(role__in=STAFF) | Q(role__in=OFFICERS, municipality=municipality))
    return User.objects.filter(pk__in=serving.values("user")).order_by("name", "pk")


def municipalities_of(actor, partnership):
    """Return the municipalities whose route the actor keeps, each with `own_steps`, the number of its own bodies."""
    places = Municipality.objects.filter(region=partnership.region_id)
    if not is_coordinator.decide(actor, partnership):
        places = places.filter(pk__in=served_municipality_ids(actor, partnership.pk))
    own = AuthorisationRoute.objects.filter(partnership=partnership, municipality=OuterRef("pk")).order_by()
    counted = own.values("municipality").annotate(number=Count("pk")).values("number")
    return places.annotate(own_steps=Coalesce(Subquery(counted), 0)).order_by("sort_key", "pk")
