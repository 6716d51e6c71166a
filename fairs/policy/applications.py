"""What an organisation does with its application."""

from core.policy import AllOf, AnyOf
from enterprises.policy.organisations import is_manager
from fairs.policy.roles import (
    comes_from_elsewhere,
    is_applicant,
    is_free_of_conflict,
    is_handed_in,
    is_of_applicant,
    is_of_some_organisation,
    is_officer,
    manages_some_organisation,
)
from partnerships.policy import is_coordinator, is_staff

PERMISSIONS = {
    "fairs.apply": is_manager,
    "fairs.open_form": manages_some_organisation,
    "fairs.apply_elsewhere": comes_from_elsewhere,
    "fairs.own_applications": is_of_some_organisation,
    "fairs.view_application": AnyOf(
        is_of_applicant, AllOf(is_handed_in, AnyOf(is_officer, is_staff), is_free_of_conflict)
    ),
    # Papers, and what was answered about persons.
    "fairs.view_personal": AnyOf(
        is_of_applicant, AllOf(is_handed_in, AnyOf(is_officer, is_coordinator), is_free_of_conflict)
    ),
    "fairs.edit_application": is_of_applicant,
    "fairs.submit": is_applicant,
    "fairs.withdraw": is_applicant,
}
