"""Reviews."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "application.eligibility": _("Application checked against the terms of the call"),
    "fair.appoint_reviewer": _("Reviewer named"),
    "fair.criteria": _("Criteria of the review set"),
    "fair.dismiss_reviewer": _("Reviewer taken off"),
    "fair.share_out": _("Applications shared out among the reviewers"),
    "review.assign": _("Application given to a reviewer"),
    "review.declare_conflict": _("Conflict of interest declared"),
    "review.lift_conflict": _("Conflict of interest lifted"),
    "review.score": _("Application reviewed"),
    "review.unassign": _("Application taken from a reviewer"),
}
