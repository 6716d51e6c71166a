"""How far the authorisation of a fair has come."""

from fairs.models.authorisations import Body
from fairs.states import AuthorisationState


def is_granted(fair):
    """Return whether every body of a fair's chain is in favour, and the municipal council among them."""
    answers = list(fair.authorisation_steps.values_list("body", "state"))
    return (Body.COUNCIL, AuthorisationState.GRANTED) in answers and {state for _body, state in answers} == {
        AuthorisationState.GRANTED
    }


def first_open(fair):
    """Return the step of a fair's chain that is the next to be in favour, or None where no chain has started."""
    return fair.authorisation_steps.exclude(state=AuthorisationState.GRANTED).order_by("position").first()
