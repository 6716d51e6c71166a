"""What an organisation's entry still lacks: what the partnership needs, and what visitors would miss."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from enterprises.models import ContactPerson, Document, Facility, Organisation, Photo, Product
from enterprises.queries import steps

WITH_OPENING_HOURS = {"social_grocery", "social_clinic", "social_farm", "social_market"}
"""Kinds of organisations to whose door people go."""
WITHOUT_TAX_NUMBER = {"other"}
"""Legal forms that may be informal: a movement or a neighbourhood group has no tax number."""


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: what, why it matters, and the address where it is mended."""

    field: str
    words: str
    why: str
    url: str


def missing(organisation):
    """Return [(field name, words)] of what is needed to submit, in the order of the steps; empty when all is there."""
    return [(gap.field, gap.words) for gap in needed(organisation)]


def needed(organisation):
    """Return the Gaps that stand in the way of a submission; empty when all is there."""
    record = getattr(organisation, "record", None)
    identity, work = (step.url(organisation) for step in (steps.IDENTITY, steps.WORK))
    return _lacking(
        (
            not (record and record.is_legal_form_open),
            ("legal_form", identity),
            _("the legal form"),
            _("It decides by which law you work, and which papers are asked for."),
        ),
        (
            organisation.kind_id,
            ("kind", identity),
            _("what the organisation is"),
            _("Visitors choose by it in the directory."),
        ),
        (
            record and record.contact_email,
            ("contact_email", identity),
            _("an e-mail address for the partnership"),
            _("Its answers and questions go there."),
        ),
        (
            _has_tax_number(organisation, record),
            ("afm", identity),
            _("the tax number (AFM)"),
            _("By it the partnership knows that it is really you."),
        ),
        (
            organisation.description,
            ("description", work),
            _("a description for the public page"),
            _("It is the first thing that visitors read, and the search looks in it."),
        ),
    )


def useful(organisation):
    """Return the Gaps that only its visitors would miss, what brings most people first."""
    has = _belongings(organisation)
    return [*_to_be_found(organisation, has), *_to_be_addressed(organisation, has)]


def _to_be_found(organisation, has):
    seat, people = (step.url(organisation) for step in (steps.SEAT, steps.PEOPLE))
    names = [organisation.partnership.slug, organisation.slug]
    return _lacking(
        (
            organisation.lat is not None,
            ("lat", seat),
            _("a point on the map"),
            _("Without it nobody near you finds you."),
        ),
        (
            has.photo,
            ("file", reverse("photo_list", args=names)),
            _("a photo"),
            _("What people can see, they come for; it stands on the card in the directory, too."),
        ),
        (
            organisation.kind_id not in WITH_OPENING_HOURS or has.hours,
            ("name", reverse("facility_keep" if has.facility else "facility_add", args=names)),
            _("your facility with its opening hours"),
            _("Whoever comes to a closed door does not come twice; with hours you are found under “open now”."),
        ),
        (
            has.product,
            ("name", reverse("product_add", args=names)),
            _("products or services"),
            _("Most visitors look for things, not for names: without a product you are not among what they find."),
        ),
        (
            organisation.phone or organisation.website or has.contact,
            ("name", people),
            _("a way to reach you"),
            _("No telephone, website or person is shown: whoever likes your page can't ask you anything."),
        ),
        (
            organisation.serves_region or organisation.serves,
            ("serves_region", seat),
            _("the municipalities you serve"),
            _("Whoever lives in the next town does not know that you come to them as well."),
        ),
    )


def _to_be_addressed(organisation, has):
    work, papers = (step.url(organisation) for step in (steps.WORK, steps.PAPERS))
    return _lacking(
        (
            organisation.nace_sections,
            ("nace_sections", work),
            _("your sections of activity"),
            _("Calls and fairs that look for a trade are addressed by them."),
        ),
        (
            organisation.themes,
            ("themes", work),
            _("the themes of your networks"),
            _("Networks of your theme find you and invite you."),
        ),
        (
            organisation.description_en,
            ("description_en", work),
            _("a text in English"),
            _("Visitors from abroad and partners in European programmes don't read Greek."),
        ),
        (
            has.paper,
            ("file", papers),
            _("documents in the wallet"),
            _("When a fair opens, whoever has the papers at hand applies in two minutes."),
        ),
    )


def _lacking(*wanted):
    """Return the Gaps of those (value, (field, address), words, why) that have no value."""
    return [Gap(field, words, why, f"{url}#id_{field}") for value, (field, url), words, why in wanted if not value]


def _belongings(organisation):
    """Read in one statement what stands in other tables, an attribute for each kind of thing."""
    own = {"organisation": OuterRef("pk")}
    row = Organisation.objects.filter(pk=organisation.pk).annotate(
        product=Exists(Product.objects.listed().filter(**own)),
        photo=Exists(Photo.objects.filter(**own, product=None)),
        paper=Exists(Document.objects.current().filter(**own)),
        facility=Exists(Facility.objects.filter(**own)),
        hours=Exists(Facility.objects.filter(**own).exclude(hours=[])),
        contact=Exists(ContactPerson.objects.filter(**own, is_shown=True)),
    )
    return row.only("pk").get()


def _has_tax_number(organisation, record):
    return organisation.legal_form_id in WITHOUT_TAX_NUMBER or (record and record.afm)
