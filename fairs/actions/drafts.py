"""Several people of one organisation fill in one application, and change it until the deadline.

Every save says what its writer had before them (`seen`, {name: plain value}). A field that somebody else has changed
meanwhile is a conflict: nothing is overwritten, the writer is told what the other one wrote and keeps their own words.
Fields that only one of the two touched are simply saved, and choices of products are put together.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from enterprises.models import Organisation, Product
from enterprises.states import OrganisationState
from fairs.actions.answers import checked_answer
from fairs.models import Application, ApplicationAnswer, ApplicationProduct
from fairs.queries.missing import missing_in
from fairs.queries.scopes import scope_of
from fairs.queries.sheets import FIELDS, PRODUCTS, field_of, plain, sheet_of
from fairs.states import ApplicationState, Eligibility, FairState

NARROWEST, WIDEST = Decimal("0.5"), Decimal(60)
MOST_WATTS = 100_000


class EditConflict(DomainError):
    """Somebody else changed the same fields; `theirs` is {name: what stands there now}."""

    status = 409

    def __init__(self, theirs, editor):
        message = _("%(name)s has changed this meanwhile. Your own words are kept below: compare and save again.")
        super().__init__("edited-meanwhile", message % {"name": editor or _("Somebody else")})
        self.theirs = theirs
        self.editor = editor or _("Somebody else")

    @property
    def errors(self):
        return {name: [str(self.message)] for name in self.theirs}


class Incomplete(DomainError):
    """The application lacks what it must have; `missing` says what, and where."""

    def __init__(self, missing):
        super().__init__("incomplete", " ".join(thing.words for thing in missing), field=missing[0].field)
        self.missing = missing

    @property
    def errors(self):
        return {thing.field: [thing.words] for thing in self.missing}


@transaction.atomic
def begin_application(fair, organisation, *, acting_user):
    """Begin an organisation's draft for a fair with an open call, and return it.

    Raises PermissionRefused, or DomainError when the call is not open or not for other regions, the organisation is
    not active, or it has an application to this fair already.
    """
    policy.enforce(acting_user, "fairs.apply", organisation)
    if fair.partnership_id != organisation.partnership_id and not fair.takes_other_regions:
        raise DomainError("another-partnership", _("This fair belongs to another partnership."))
    tenancy.require(fair.partnership_id)
    fair = transitions.lock(fair, "partnership", "municipality")
    check_call(fair)
    organisation = _fresh(organisation, fair)
    if organisation.state != OrganisationState.ACTIVE:
        raise DomainError("organisation-not-active", _("Only an active organisation can apply."), field="organisation")
    try:
        with transaction.atomic():
            application = Application.objects.create(
                partnership_id=fair.partnership_id,
                fair=fair,
                organisation=organisation,
                state=ApplicationState.DRAFT,
                edited_by=acting_user,
                edited_at=timezone.now(),
            )
    except IntegrityError as error:
        message = _("This organisation has applied to this fair already.")
        raise DomainError("applied-before", message, field="organisation") from error
    audit.record(
        "application.begin",
        application,
        acting_user=acting_user,
        after={"fair": fair, "organisation": organisation},
        on_behalf_of=organisation.name,
    )
    return application


@transaction.atomic
def edit_application(application, *, acting_user, values, seen):
    """Save plain `values` by name (FIELDS, PRODUCTS, `field_of` a question) and return the row.

    Raises EditConflict, Incomplete where a submitted application would lose what it must have, or DomainError at the
    field that can't be changed any more or can't be right.
    """
    row = lock_for_editing(application, acting_user)
    scope = scope_of(row)
    if not scope:
        _refuse_change(row)
    current = sheet_of(row, scope.questions)
    wanted = _checked(values, scope, current)
    changed = _changed(row, current, wanted, seen)
    if not changed:
        return row
    _write(row, changed, scope, acting_user)
    note_change(row, acting_user, _told(current, changed, scope))
    return row


def lock_for_editing(application, acting_user):
    """Return the locked row of an application that the actor may edit."""
    row = transitions.lock(application, "fair", "organisation", "edited_by")
    policy.enforce(acting_user, "fairs.edit_application", row)
    return row


def refuse_unless_whole(row):
    """Raise DomainError unless all of the locked application can be changed today."""
    if not scope_of(row).is_whole:
        _refuse_change(row)


def note_change(row, acting_user, told, fields=()):
    """Count the version, keep in the trail who changed what, and look whether a submitted row is still whole.

    `told` is {"before": ..., "after": ...} for the trail. What was checked before is to be checked anew.
    """
    is_submitted = row.state == ApplicationState.SUBMITTED
    row.version += 1
    row.edited_by, row.edited_at = acting_user, timezone.now()
    if is_submitted and row.eligibility != Eligibility.UNCHECKED:
        row.eligibility = Eligibility.UNCHECKED
        fields = [*fields, "eligibility"]
    row.save(update_fields=[*fields, "version", "edited_by", "edited_at"])
    if is_submitted and (missing := missing_in(row)):
        raise Incomplete(missing)
    audit.record(
        "application.change" if is_submitted else "application.edit",
        row,
        acting_user=acting_user,
        on_behalf_of=row.organisation.name,
        **told,
    )


def check_call(fair):
    """Raise DomainError unless the fair takes applications today."""
    if fair.state != FairState.CALL_OPEN:
        raise DomainError("call-not-open", _("This fair takes no applications now."))
    if not fair.takes_applications:
        raise DomainError(
            "deadline-has-passed", _("The last day for applications was %(day)s.") % {"day": fair.deadline}
        )


def _refuse_change(row):
    if row.state in (ApplicationState.DRAFT, ApplicationState.SUBMITTED):
        check_call(row.fair)
    message = _("The application can no longer be changed: it is “%(state)s”.")
    raise DomainError("application-stands", message % {"state": row.get_state_display()})


def _fresh(organisation, fair):
    """Return the organisation as it is now: locked, where it belongs to the open tenant."""
    if organisation.partnership_id == fair.partnership_id:
        return transitions.lock(organisation)
    return Organisation.objects.published().filter(pk=organisation.pk).first() or organisation


def _checked(values, scope, current):
    """Return the values in their plain form; raise DomainError at the first that is not open or can't be right."""
    questions = {field_of(question): question for question in scope.questions}
    checked = {}
    for name, value in values.items():
        if name not in scope.names:
            raise DomainError("closed-field", _("This can no longer be changed."), field=name)
        if name in questions:
            checked[name] = checked_answer(questions[name], value)
        elif name == PRODUCTS:
            checked[name] = sorted({int(pk) for pk in value})
        else:
            checked[name] = plain(value)
    return checked


def _changed(row, current, wanted, seen):
    """Return what the writer changed of what stands there; raise EditConflict where somebody else did, too."""
    touched = {name: value for name, value in wanted.items() if value != seen.get(name, current[name])}
    theirs = {}
    for name, value in list(touched.items()):
        if name == PRODUCTS:
            touched[name] = _together(current[name], value, seen.get(name, current[name]))
        elif seen.get(name, current[name]) != current[name] and value != current[name]:
            theirs[name] = current[name]
    if theirs:
        raise EditConflict(theirs, row.edited_by.name if row.edited_by else "")
    return {name: value for name, value in touched.items() if value != current[name]}


def _together(current, wanted, seen):
    """Return what stands there with what the writer put in, without what the writer took out."""
    return sorted((set(current) | (set(wanted) - set(seen))) - (set(seen) - set(wanted)))


def _write(row, changed, scope, acting_user):
    fields = [name for name in changed if name in FIELDS]
    for name in fields:
        setattr(row, name, _typed(name, changed[name]))
    if fields:
        _check_fields(row, fields)
        row.save(update_fields=fields)
    if PRODUCTS in changed:
        _write_products(row, changed[PRODUCTS])
    for question in scope.questions:
        if field_of(question) in changed:
            _write_answer(row, question, changed[field_of(question)], acting_user)


def _typed(name, value):
    return Decimal(value) if name == "frontage" and value is not None else value


def _check_fields(row, fields):
    everything = {field.name for field in row._meta.fields}
    try:
        row.clean_fields(exclude=everything - set(fields) | {"products_shown"})
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
    if row.frontage is not None and not NARROWEST <= row.frontage <= WIDEST:
        raise DomainError("frontage-unlikely", _("Please give between half a metre and 60 metres."), field="frontage")
    if row.power_watts > MOST_WATTS:
        raise DomainError("power-unlikely", _("Please give at most 100,000 watts."), field="power_watts")


def _write_products(row, numbers):
    shown = Product.objects.published().filter(organisation=row.organisation_id, pk__in=numbers)
    known = set(shown.values_list("pk", flat=True))
    if known != set(numbers):
        raise DomainError("product-unknown", _("Please choose from the products on your public page."), field=PRODUCTS)
    row.products.exclude(product__in=known).delete()
    there = set(row.products.values_list("product_id", flat=True))
    ApplicationProduct.objects.bulk_create(
        ApplicationProduct(partnership_id=row.partnership_id, application=row, product_id=pk)
        for pk in sorted(known - there)
    )


def _write_answer(row, question, value, acting_user):
    if value is None:
        row.answers.filter(question=question).delete()
        return
    ApplicationAnswer.objects.update_or_create(
        application=row,
        question=question,
        defaults={"partnership_id": row.partnership_id, "value": value, "edited_by": acting_user},
    )


def _told(current, changed, scope):
    """Return what the trail keeps: fields before and after; of questions which ones, never the words.

    What was answered may be about a person.
    """
    fields = [name for name in changed if name in FIELDS or name == PRODUCTS]
    answered = [question.pk for question in scope.questions if field_of(question) in changed]
    after = {name: changed[name] for name in fields}
    if answered:
        after["questions"] = answered
    return {"before": {name: current[name] for name in fields}, "after": after}
