"""The dossier of a municipality's decisions and the letter to one applicant, as PDF."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.documents import pdf
from core.ui.qr import qr_svg
from fairs.queries.dossiers import decisions_in
from fairs.states import Outcome

DOCUMENTS = Path(__file__).parents[1] / "documents"
DAY = "j E Y"


def dossier_pdf(dossier):
    """Return the dossier of the open partnership as PDF, in Greek, the language of the municipality."""
    with translation.override(settings.LANGUAGE_CODE):
        fair = dossier.fair
        title = _("Decision on the applications to the fair “%(fair)s”") % {"fair": fair.title}
        return pdf(
            DOCUMENTS / "dossier.typ",
            _dossier(dossier, fair),
            title=title,
            made_at=dossier.released_at.replace(microsecond=0),
        )


def letter_pdf(decision):
    """Return the letter to the organisation of one released decision as PDF, in the active language."""
    application, dossier = decision.application, decision.dossier
    title = _("Decision on the application of %(organisation)s") % {"organisation": application.organisation.title}
    return pdf(
        DOCUMENTS / "letter.typ",
        _letter(decision, dossier),
        title=title,
        made_at=dossier.released_at.replace(microsecond=0),
    )


def _dossier(dossier, fair):
    decisions = list(decisions_in(dossier))
    approved = [row for row in decisions if row.outcome == Outcome.APPROVE]
    refused = [row for row in decisions if row.outcome == Outcome.REFUSE]
    address = settings.SITE_URL + reverse(
        "fair_participants", kwargs={"partnership": fair.partnership.slug, "fair": fair.slug}
    )
    return {
        "author": fair.municipality.name,
        "heading": _("Decision on applications"),
        "fair": fair.title,
        "facts": [*_papers(dossier), [_("The fair"), f"{fair.when}, {fair.venue}"]],
        "outcome_title": _("What was decided"),
        "outcome": _counted(len(approved), len(refused)),
        "parts": [part for part in (_approvals(approved), _refusals(refused)) if part["rows"]],
        **_grounds(dossier),
        "code": qr_svg(address).decode(),
        "address": address,
        "address_words": _("The list of participants, as it is now: %(address)s") % {"address": address},
    }


def _letter(decision, dossier):
    application = decision.application
    fair, organisation = application.fair, application.organisation
    is_refusal = decision.outcome == Outcome.REFUSE
    return {
        "author": fair.municipality.name,
        "heading": _("Decision on your application"),
        "fair": fair.name,
        "facts": [
            [_("Organisation"), organisation.title],
            *_papers(dossier),
            [_("The fair"), f"{fair.when}, {fair.venue}"],
            [_("Applied"), _day_of(application.submitted_at)],
        ],
        "outcome_title": _("What was decided"),
        "outcome": _("The application is not approved.") if is_refusal else _("The application is approved."),
        "reason_title": _("The reason of the refusal"),
        "reason_code": decision.get_reason_code_display() if is_refusal else "",
        "reason": decision.reason if is_refusal else "",
        **_grounds(dossier, has_refusal=is_refusal),
    }


def _papers(dossier):
    return [
        [_("Protocol number"), dossier.protocol_number],
        [_("ADA"), dossier.ada],
        [_("Decided on"), in_words(dossier.decided_on, DAY)],
        [_("Number of the decision on this fair"), dossier.number],
    ]


def _grounds(dossier, *, has_refusal=True):
    appeal = dossier.appeal_route if has_refusal and dossier.appeal_until else ""
    until = _("Appeals are taken until %(day)s.") % {"day": in_words(dossier.appeal_until, DAY)} if appeal else ""
    return {
        "basis_title": _("Legal basis"),
        "basis": dossier.legal_basis,
        "appeal_title": _("How to appeal"),
        "appeal": appeal,
        "appeal_until": until,
    }


def _counted(approved, refused):
    accepted = ngettext("%(number)s application is approved", "%(number)s applications are approved", approved)
    rejected = ngettext("%(number)s is refused", "%(number)s are refused", refused)
    return _("%(accepted)s, %(rejected)s.") % {
        "accepted": accepted % {"number": approved},
        "rejected": rejected % {"number": refused},
    }


def _approvals(decisions):
    head = [_("No."), _("Organisation"), _("Legal form"), _("Seat"), _("Applied")]
    rows = [[number, *_named(row), _note(row)] for number, row in enumerate(decisions, 1)]
    return {"title": _("Approved applications"), "widths": [0, 3, 2, 2, 0], "head": head, "rows": rows}


def _refusals(decisions):
    head = [_("No."), _("Organisation"), _("Reason"), _("Applied")]
    rows = [
        [number, row.application.organisation.name, f"{row.get_reason_code_display()}: {row.reason}", _note(row)]
        for number, row in enumerate(decisions, 1)
    ]
    return {"title": _("Refused applications"), "widths": [0, 3, 4, 0], "head": head, "rows": rows}


def _named(decision):
    organisation = decision.application.organisation
    return organisation.name, str(organisation.legal_form), str(organisation.municipality)


def _note(decision):
    applied = _day_of(decision.application.submitted_at)
    if decision.annulled_at is None:
        return applied
    return _("%(day)s (annulled %(annulled)s)") % {"day": applied, "annulled": _day_of(decision.annulled_at)}


def _day_of(moment):
    return in_words(timezone.localtime(moment), "j/n/Y")
