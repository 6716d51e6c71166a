"""After the fair."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.survey": _("Questionnaire answered"),
    "application.survey_asked": _("Exhibitor asked how the fair was"),
    "fair.visitors": _("Visitors counted"),
    "fairreport.publish": _("Report published"),
    "fairreport.save": _("Report changed"),
    "fairreport.withdraw": _("Report taken back"),
}
