"""What the contract of a confirmed stand says, as plain data for its document."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as in_words
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.ui.qr import qr_svg
from enterprises.models import OrganisationRecord
from fairs.models import Fee
from fairs.queries.plans import equipment_of, size_of


def contract_data(contract):
    """Return the words of a contract in the active language, as fairs/documents/contract.typ sets them.

    Needs the fair's partnership open. The tax number is told where the organisation is a member of that partnership.
    """
    offer = contract.offer
    application, stand = offer.application, offer.stand
    fair = application.fair
    address = settings.SITE_URL + reverse(
        "fair_detail", kwargs={"partnership": fair.partnership.slug, "fair": fair.slug}
    )
    return {
        "author": str(fair.partnership),
        "heading": _("Contract of participation"),
        "number": _("Number %(number)s") % {"number": contract.number},
        "opening": _(
            "%(organiser)s, which holds the fair with %(municipality)s, and %(organisation)s agree on what follows."
        )
        % {
            "organiser": fair.partnership,
            "municipality": fair.municipality,
            "organisation": application.organisation.name,
        },
        "sections": [
            {"title": _("The parties"), "facts": _parties(fair, application.organisation)},
            {"title": _("The fair"), "facts": _of_fair(fair)},
            {"title": _("The stand"), "facts": _of_stand(stand, application)},
            {"title": _("The fee"), "facts": _of_fee(fair, application)},
        ],
        "terms_title": _("What is agreed"),
        "terms": _terms(fair),
        "signed": _signed(offer),
        "address": address,
        "qr": qr_svg(address).decode(),
    }


def _parties(fair, organisation):
    record = OrganisationRecord.objects.filter(organisation=organisation).first()
    return [
        [_("Organiser"), f"{fair.partnership}, {fair.municipality}"],
        [_("Exhibitor"), organisation.name],
        [_("Legal form"), str(organisation.legal_form)],
        [_("Seat"), ", ".join(part for part in (organisation.address, str(organisation.municipality)) if part)],
        [_("Tax number"), record.afm if record else ""],
    ]


def _of_fair(fair):
    hours = [
        f"{in_words(day.day, 'l j E')}, {day.opens_at:%H:%M}–{day.closes_at:%H:%M}"
        for day in fair.days.order_by("day")
    ]
    return [
        [_("Name"), fair.title],
        [_("Days"), fair.when],
        [_("Hours"), "; ".join(hours)],
        [_("Place"), ", ".join(part for part in (fair.venue, fair.address, str(fair.municipality)) if part)],
    ]


def _of_stand(stand, application):
    return [
        [_("Stand"), stand.code],
        [_("Kind"), str(stand.get_kind_display())],
        [_("Size"), size_of(stand)],
        [_("It has"), ", ".join(equipment_of(stand))],
        [_("Shown there"), application.products_shown],
    ]


def _of_fee(fair, application):
    fee = Fee.objects.filter(application=application).first()
    if fee is None:
        return [[_("Fee"), _("Participation is free.")]]
    return [
        [_("Fee"), _("%(amount)s euros") % {"amount": number_format(fee.amount, 2)}],
        [
            _("How it is made up"),
            _("%(metres)s metres of frontage at %(rate)s euros")
            % {"metres": number_format(fee.metres, 1), "rate": number_format(fee.rate, 2)},
        ],
        [_("Note"), fair.fee_note],
    ]


def _terms(fair):
    regulation = fair.regulations.filter(in_force_from__lte=timezone.localdate()).first()
    rules = (
        _("The regulation of the fair applies, version %(number)s of %(day)s.")
        % {"number": regulation.number, "day": in_words(regulation.in_force_from, "j E Y")}
        if regulation
        else _("The decisions of the municipality about the fair apply.")
    )
    return [
        rules,
        _("The exhibitor keeps the stand open and staffed in the hours of the fair and shows what was applied for."),
        _("The exhibitor keeps to the law on hygiene, prices, receipts and safety, and has its papers at hand."),
        _("The stand is not passed on to anybody else. Whoever can't come gives it back on the platform."),
        _("The exhibitor leaves the place clean and takes everything along at the end."),
        _("The organiser provides the place with what is named above and tells of every change in time."),
        _("When the fair is cancelled both sides are free, and a fee that was paid is paid back."),
    ]


def _signed(offer):
    moment = timezone.localtime(offer.answered_at)
    return _(
        "Confirmed on the platform on %(day)s at %(hour)s by %(person)s, who was signed in, for the exhibitor."
    ) % {"day": in_words(moment, "l j E Y"), "hour": f"{moment:%H:%M}", "person": offer.answered_by or "–"}
