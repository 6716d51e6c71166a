"""From a draft to the directory: registering, editing, submitting, deciding."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.search import greek
from core.search.index import index, index_many
from enterprises.actions import letters
from enterprises.actions.addresses import free_address
from enterprises.actions.claim_closing import refuse_waiting
from enterprises.actions.facility_publicity import carry_to_facilities, index_facilities
from enterprises.actions.normalise import normalised
from enterprises.models import (
    ContactPerson,
    NaceSection,
    Organisation,
    OrganisationKind,
    OrganisationRecord,
    Photo,
    Product,
)
from enterprises.queries.completeness import missing
from enterprises.queries.history import state_before_suspension
from enterprises.queries.places import is_in_greece
from enterprises.queries.product_entries import JOINED
from enterprises.states import TRANSITIONS, OrganisationState
from partnerships.actions.roles import give_role, rename_subject
from partnerships.models import Municipality, TargetGroup
from partnerships.states import Role

RECORD_FIELDS = ("afm", "kalo_number", "gemi_number", "contact_email")
ORGANISATION_FIELDS = (
    "name",
    "name_en",
    "legal_form",
    "kind",
    "municipality",
    "address",
    "postcode",
    "phone",
    "website",
    "description",
    "description_en",
    "target_groups",
    "nace_sections",
    "themes",
    "serves",
    "serves_region",
    "is_organic",
    "lat",
    "lng",
)
CODES = {
    "target_groups": (TargetGroup, "code", "unknown-target-group"),
    "nace_sections": (NaceSection, "code", "unknown-section"),
    "themes": (OrganisationKind, "code", "unknown-theme"),
    "serves": (Municipality, "slug", "unknown-municipality"),
}
"""Fields that hold codes of a vocabulary: which one, by which of its columns, and what an unknown one is called."""

NO_MORE = gettext_lazy("The partnership has archived this organisation: it is no longer in the directory.")

PLACE = ("municipality", "partnership__region")
JOINS = (*PLACE, "kind", "legal_form")


@transaction.atomic
def register_organisation(*, partnership, acting_user, **data):
    """Start a registration and return the draft Organisation; whoever registers it becomes its manager.

    `data` holds ORGANISATION_FIELDS and RECORD_FIELDS; name and municipality are needed. Raises
    DomainError, with the field it is about, when something can't be right or the tax number is taken.
    """
    policy.enforce(acting_user, "enterprises.register", partnership)
    data = _checked(partnership, data)
    organisation = Organisation(partnership=partnership, **_part(data, ORGANISATION_FIELDS))
    organisation.sort_key = greek.sort_key(organisation.name)
    _save_under_free_slug(organisation)
    record = OrganisationRecord(partnership=partnership, organisation=organisation, **_part(data, RECORD_FIELDS))
    _save_record(record, acting_user)
    audit.record("organisation.registered", organisation, acting_user=acting_user, after=data)
    give_role(acting_user, Role.MANAGER, partnership=partnership, subject=organisation, acting_user=acting_user)
    return organisation


@transaction.atomic
def edit_organisation(organisation, *, acting_user, **data):
    """Change what is known about an organisation and return it.

    A municipality that a person has set or confirmed is no longer a guess. The address follows the
    name until the organisation has been published; the roles in it follow always. Raises DomainError
    as `register_organisation` does, PermissionRefused while the registration waits for a decision.
    """
    row = transitions.lock(organisation, *JOINS)
    policy.enforce(acting_user, "enterprises.edit", row)
    data = _checked(row.partnership, data)
    record, _created = OrganisationRecord.objects.get_or_create(
        organisation=row, defaults={"partnership_id": row.partnership_id}
    )
    if "municipality" in data:
        row.municipality_is_guess = False
    before = _change(row, _part(data, ORGANISATION_FIELDS)) | _change(record, _part(data, RECORD_FIELDS))
    row.sort_key = greek.sort_key(row.name)
    if "name" in before and not (row.is_published or row.published_at):
        _save_under_free_slug(row)
    else:
        _clean(row)
        row.save()
    _save_record(record, acting_user)
    if "name" in before:
        rename_subject(row, Role.MANAGER, Role.CONTRIBUTOR, partnership=row.partnership)
    if before:
        audit.record("organisation.edited", row, acting_user=acting_user, before=before, after=_part(data, before))
    _index_with_products(row)
    return row


@transaction.atomic
def submit_organisation(organisation, *, acting_user):
    """Hand a draft to the coordinators, who get a mail; return it. Raises DomainError while something is missing."""
    row = transitions.take(organisation, TRANSITIONS["submit"], acting_user=acting_user, related=(*JOINS, "record"))
    if lacks := missing(row):
        words = ", ".join(words for _field, words in lacks)
        raise DomainError("incomplete", _("Before you submit, please fill in: %(missing)s.") % {"missing": words})
    letters.tell_coordinators(row, "enterprises/mail/submitted")
    letters.tell_managers(row, "enterprises/mail/handed_in", but=acting_user, by=acting_user)
    return row


@transaction.atomic
def withdraw_submission(organisation, *, acting_user):
    """Take a registration back before it is decided, as a draft; coordinators and managers get a mail."""
    row = transitions.take(organisation, TRANSITIONS["withdraw"], acting_user=acting_user, related=JOINS)
    letters.tell_coordinators(row, "enterprises/mail/withdrawn")
    letters.tell_managers(row, "enterprises/mail/taken_back", but=acting_user, by=acting_user)
    return row


@transaction.atomic
def approve_organisation(organisation, *, acting_user):
    """Publish a submitted organisation: in the directory and the search at once; its managers get a mail."""
    row = _decide(organisation, "approve", acting_user, published_at=timezone.now())
    _explain(row, "", acting_user)
    letters.tell_managers(row, "enterprises/mail/approved")
    return row


@transaction.atomic
def refuse_organisation(organisation, *, acting_user, reason):
    """Send a registration back to its managers, with the reason by mail. Raises DomainError without a reason."""
    reason = _needed(reason)
    row = _decide(organisation, "refuse", acting_user)
    _explain(row, reason, acting_user)
    letters.tell_managers(row, "enterprises/mail/refused", reason=reason)
    return row


@transaction.atomic
def suspend_organisation(organisation, *, acting_user, reason):
    """Take an organisation off the public pages for a time; its managers get the reason by mail."""
    reason = _needed(reason)
    row = _decide(organisation, "suspend", acting_user)
    _explain(row, reason, acting_user)
    letters.tell_managers(row, "enterprises/mail/suspended", reason=reason)
    return row


@transaction.atomic
def restore_organisation(organisation, *, acting_user):
    """Put a suspended organisation back on the public pages, as it was before; its managers get a mail."""
    was_unclaimed = state_before_suspension(organisation) == OrganisationState.UNCLAIMED
    step = "restore_unclaimed" if was_unclaimed else "restore"
    row = _decide(organisation, step, acting_user, event="organisation.restore")
    _explain(row, "", acting_user)
    letters.tell_managers(row, "enterprises/mail/restored")
    return row


@transaction.atomic
def archive_organisation(organisation, *, acting_user):
    """Take an organisation that is no more off the public pages for good; its record stays.

    Its managers get a mail, claims that wait are refused.
    """
    row = _decide(organisation, "archive", acting_user)
    letters.tell_managers(row, "enterprises/mail/archived")
    refuse_waiting(row, NO_MORE, acting_user=acting_user)
    return row


def publish_state(organisation):
    """Carry a change of the organisation's state to what is shown with it, and to the search index."""
    organisation.refresh_from_db(fields=["is_published"])
    products = Product.objects.filter(organisation=organisation)
    products.update(organisation_is_public=organisation.is_published)
    ContactPerson.objects.filter(organisation=organisation).update(organisation_is_public=organisation.is_published)
    photos = Photo.objects.filter(organisation=organisation)
    photos.filter(product=None).update(owner_is_public=organisation.is_published)
    shown = products.filter(is_published=True).values("pk")
    photos.exclude(product=None).update(owner_is_public=Exists(shown.filter(pk=OuterRef("product"))))
    carry_to_facilities(organisation)
    _index_with_products(organisation)


def _index_with_products(organisation):
    """Bring the search in line with an organisation and what shows its name: products and facilities."""
    index(organisation)
    index_facilities(organisation)
    products = Product.objects.filter(organisation=organisation)
    index_many(products.select_related(*JOINED))


def _decide(organisation, step, acting_user, event=None, **changes):
    tenancy.require(organisation.partnership_id)
    row = transitions.take(
        organisation, TRANSITIONS[step], acting_user=acting_user, changes=changes, event=event, related=JOINS
    )
    publish_state(row)
    return row


def _explain(row, reason, acting_user):
    """Keep why the partnership decided so, for the organisation's own people."""
    record, _created = OrganisationRecord.objects.get_or_create(
        organisation=row, defaults={"partnership_id": row.partnership_id}
    )
    if record.decision_reason == reason:
        return
    before = _change(record, {"decision_reason": reason})
    record.save(update_fields=["decision_reason"])
    audit.record(
        "organisation.explained", row, acting_user=acting_user, before=before, after={"decision_reason": reason}
    )


def _needed(reason):
    if not reason.strip():
        raise DomainError("reason-missing", _("Please say why: the organisation gets your words."), field="reason")
    return reason.strip()


def _part(data, names):
    return {name: data[name] for name in names if name in data}


def _change(row, values):
    """Set values on a row; return what differed before, {name: value}."""
    before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    for name, value in values.items():
        setattr(row, name, value)
    return before


def _checked(partnership, data):
    unknown = set(data) - {*ORGANISATION_FIELDS, *RECORD_FIELDS}
    if unknown:
        raise TypeError(f"Not a field of an organisation: {', '.join(sorted(unknown))}")
    data = normalised(data)
    municipality = data.get("municipality")
    if municipality and municipality.region_id != partnership.region_id:
        raise DomainError(
            "other-region",
            _("This municipality lies in another region. Register the organisation at that region's partnership."),
            field="municipality",
        )
    for name in CODES:
        if name in data:
            data[name] = _known_codes(name, data[name])
    if "lat" in data or "lng" in data:
        _check_point(data.get("lat"), data.get("lng"))
    return data


def _known_codes(name, codes):
    """Return the codes, each once; raise DomainError when one is not in the vocabulary of this field."""
    model, column, refusal = CODES[name]
    codes = list(dict.fromkeys(codes or []))
    if len(codes) != model._default_manager.filter(**{f"{column}__in": codes}).count():
        raise DomainError(refusal, _("Please choose from the list."), field=name)
    return codes


def _check_point(lat, lng):
    if lat is None and lng is None:
        return
    if lat is None or lng is None or not is_in_greece((lat, lng)):
        raise DomainError("not-in-greece", _("This point does not lie in Greece."), field="lat")


def _save_under_free_slug(organisation):
    """Save a row under a slug of its name; a second try follows when somebody took the slug meanwhile."""
    organisation.slug = free_address(organisation)
    _clean(organisation)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        organisation.slug = free_address(organisation)
        organisation.save()


def _save_record(record, acting_user):
    _clean(record, validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        raise _afm_taken(record, acting_user) from error


def _afm_taken(record, acting_user):
    """Return the DomainError that says who has the tax number, as far as the person may know it."""
    others = OrganisationRecord.objects.filter(partnership=record.partnership_id, afm=record.afm)
    other = others.exclude(pk=record.pk).select_related("organisation").first()
    if other and policy.authorise(acting_user, "enterprises.look_after", other.organisation):
        words = _("You look after the organisation with this tax number already: %(name)s. Open it instead.")
        return DomainError("afm-taken", words % {"name": other.organisation}, field="afm")
    words = _("An organisation with this tax number is already registered here. Is it yours?")
    return DomainError("afm-taken", words, field="afm")


def _clean(row, **options):
    """Run the model's own checks; raise DomainError for the first field that fails."""
    try:
        row.full_clean(**options)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
