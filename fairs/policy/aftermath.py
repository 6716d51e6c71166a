"""What comes after a fair: the questionnaire, the count of the visitors, the report."""

from core.policy import AnyOf, anyone, system
from fairs.policy.roles import is_of_applicant, is_published
from partnerships.policy import is_coordinator, is_staff

PERMISSIONS = {
    # The platform asks once the fair is over, and answers for whoever holds the link of the mail.
    "fairs.ask_exhibitor": AnyOf(is_coordinator, system),
    "fairs.answer_survey": AnyOf(is_of_applicant, system),
    "fairs.open_survey_link": anyone,
    "fairs.view_aftermath": is_staff,
    # Asked about the report itself.
    "fairs.read_report": AnyOf(is_published, is_staff),
}
