"""What the ledger keeps of a fair, once its report is public."""

from django.utils.translation import gettext_lazy as _

FIGURES = {
    "fairs.applications": _("Applications"),
    "fairs.participants": _("Exhibitors"),
    "fairs.visitors": _("Visitors"),
    "fairs.survey_answers": _("Answers to the questionnaire"),
    "fairs.satisfaction": _("Satisfaction, from 1 to 5"),
}
