"""How the rows of this app follow an organisation that is merged into another."""

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core import audit
from enterprises.actions import claim_letters, distinct_pairs
from enterprises.actions.merging import Following, register_follower
from enterprises.models import (
    BoardAnswer,
    ConfirmationRequest,
    Document,
    ErrorReport,
    Facility,
    FoundingMentor,
    FoundingProject,
    ImportRow,
    Organisation,
    OrganisationAlias,
    Photo,
    Product,
)
from enterprises.states import AnswerState, ClaimState, MentorState, OrganisationState

MERGED_CLAIM = gettext_lazy("This organisation was merged with another entry of the same one, which has its people.")
LONGEST_NAME = 150

PLAIN = {
    "reports": (ErrorReport, "organisation", gettext_lazy("Reports of errors")),
    "documents": (Document, "organisation", gettext_lazy("Documents")),
    "facilities": (Facility, "organisation", gettext_lazy("Facilities")),
    "imports": (ImportRow, "organisation", gettext_lazy("Rows of imported files")),
    "aliases": (OrganisationAlias, "organisation", gettext_lazy("Former addresses")),
    "merged": (Organisation, "merged_into", gettext_lazy("Entries merged earlier")),
}
"""Rows that simply change hands."""


def register():
    """Register all rows of this app; called once, when the app is ready."""
    for key, (model, column, label) in PLAIN.items():
        register_plain(key, model, column, label)
    register_follower("record", covers=["enterprises.OrganisationRecord.organisation"], tell=_no_record, move=_stay)
    register_follower("products", covers=["enterprises.Product.organisation"], tell=_products, move=_move_products)
    register_follower(
        "contacts", covers=["enterprises.ContactPerson.organisation"], tell=_contacts, move=_move_contacts
    )
    register_follower("photos", covers=["enterprises.Photo.organisation"], tell=_photos, move=_move_photos)
    register_follower("claims", covers=["enterprises.Claim.organisation"], tell=_claims, move=_move_claims)
    register_follower(
        "confirmations",
        covers=["enterprises.ConfirmationRequest.organisation"],
        tell=_confirmations,
        move=_move_confirmations,
    )
    register_follower("answers", covers=["enterprises.BoardAnswer.organisation"], tell=_answers, move=_move_answers)
    register_follower(
        "mentorships", covers=["enterprises.FoundingMentor.organisation"], tell=_mentors, move=_move_mentors
    )
    register_follower(
        "founding", covers=["enterprises.FoundingProject.organisation"], tell=_founding, move=_move_founding
    )
    register_follower(
        "distinct",
        covers=["enterprises.DistinctPair.first", "enterprises.DistinctPair.second"],
        tell=_distinct,
        move=_move_distinct,
    )


def register_plain(key, model, column, label):
    """Register rows of a model that simply change hands."""

    def tell(kept, gone):
        return Following(str(label), model.objects.filter(**{column: gone}).count())

    def move(kept, gone, acting_user):
        model.objects.filter(**{column: gone}).update(**{column: kept})

    register_follower(key, covers=[f"{model._meta.label}.{column}"], tell=tell, move=move)


def _no_record(kept, gone):
    return Following("", 0)


def _stay(kept, gone, acting_user):
    """The private record stays with the entry it is about: what is worth keeping was chosen field by field."""


def _products(kept, gone):
    clashing = _same_named(kept, gone).count()
    note = _("%(number)s of the same name are kept hidden under another one.") % {"number": clashing}
    return Following(_("Products and services"), gone.products.count(), note if clashing else "")


def _same_named(kept, gone):
    return gone.products.filter(name__in=kept.products.values("name"))


def _move_products(kept, gone, acting_user):
    for product in _same_named(kept, gone).order_by("pk"):
        before = {"name": product.name, "state": product.state}
        product.name, product.state = _free_name(kept, product.name), Product.State.HIDDEN
        product.organisation = kept
        product.save(update_fields=["organisation", "name", "state"])
        after = {"name": product.name, "state": product.state}
        audit.record("product.merged", product, acting_user=acting_user, before=before, after=after)
    gone.products.update(organisation=kept)


def _free_name(kept, name):
    taken = set(kept.products.values_list("name", flat=True))
    number = 2
    while f"{name[:LONGEST_NAME]} ({number})" in taken:
        number += 1
    return f"{name[:LONGEST_NAME]} ({number})"


def _contacts(kept, gone):
    return Following(_("Contact persons"), gone.contacts.count())


def _move_contacts(kept, gone, acting_user):
    gone.contacts.update(organisation=kept, position=F("position") + _last_position(kept.contacts))


def _photos(kept, gone):
    return Following(_("Photos"), Photo.objects.filter(organisation=gone).count())


def _move_photos(kept, gone, acting_user):
    """Its own photos come behind those that are there; the products have theirs."""
    last = _last_position(Photo.objects.filter(organisation=kept, product=None))
    own = Photo.objects.filter(organisation=gone, product=None)
    own.update(organisation=kept, position=F("position") + last)
    Photo.objects.filter(organisation=gone).update(organisation=kept)


def _last_position(rows):
    return rows.aggregate(last=Max("position"))["last"] or 0


def _claims(kept, gone):
    return Following(_("Claims"), gone.claims.count())


def _move_claims(kept, gone, acting_user):
    """Those that wait go on waiting for an entry that nobody has; for one with people there is nothing to decide."""
    waiting = gone.claims.filter(state=ClaimState.PENDING).select_related("claimant")
    if kept.state == OrganisationState.UNCLAIMED:
        twice = kept.claims.filter(state=ClaimState.PENDING).values("claimant")
        waiting.filter(claimant__in=twice).update(state=ClaimState.WITHDRAWN)
        gone.claims.update(organisation=kept)
        return
    gone.claims.update(organisation=kept)
    for claim in kept.claims.filter(state=ClaimState.PENDING).select_related("claimant").order_by("pk"):
        _refuse(claim, acting_user)


def _refuse(claim, acting_user):
    with override(claim.claimant.language):
        claim.reason = str(MERGED_CLAIM)
    claim.state, claim.decided_at = ClaimState.REFUSED, timezone.now()
    claim.decided_by = acting_user if acting_user.pk else None
    claim.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    after = {"state": claim.state, "reason": claim.reason}
    audit.record("claim.refuse", claim, acting_user=acting_user, before={"state": ClaimState.PENDING}, after=after)
    claim_letters.tell_claimant(claim, "enterprises/mail/claim_refused")


def _confirmations(kept, gone):
    return Following(_("Questions whether it is still true"), gone.confirmations.count())


def _move_confirmations(kept, gone, acting_user):
    """Links that went to the other mailbox end: whoever reads it was asked about another page."""
    now = timezone.now()
    ConfirmationRequest.objects.filter(organisation=gone, answered_at=None, expires_at__gt=now).update(expires_at=now)
    gone.confirmations.update(organisation=kept)


def _answers(kept, gone):
    return Following(_("Answers on boards of facilities"), gone.board_answers.count())


def _move_answers(kept, gone, acting_user):
    offered = BoardAnswer.objects.filter(state=AnswerState.OFFERED)
    twice = offered.filter(organisation=gone, post__in=offered.filter(organisation=kept).values("post"))
    BoardAnswer.objects.filter(pk__in=list(twice.values_list("pk", flat=True))).update(state=AnswerState.WITHDRAWN)
    gone.board_answers.update(organisation=kept)


def _mentors(kept, gone):
    return Following(_("Founding projects it stands by"), gone.mentorships.count())


def _move_mentors(kept, gone, acting_user):
    present = FoundingMentor.objects.filter(state__in=[MentorState.ASKED, MentorState.ACCEPTED])
    twice = present.filter(organisation=gone, project__in=present.filter(organisation=kept).values("project"))
    FoundingMentor.objects.filter(pk__in=list(twice.values_list("pk", flat=True))).update(state=MentorState.ENDED)
    gone.mentorships.update(organisation=kept)


def _distinct(kept, gone):
    return Following(_("Entries it was told apart from"), distinct_pairs.pairs_to_move(kept, gone))


def _move_distinct(kept, gone, acting_user):
    distinct_pairs.move_pairs(kept, gone)


def _founding(kept, gone):
    number = FoundingProject.objects.filter(organisation=gone).count()
    has_one = number and FoundingProject.objects.filter(organisation=kept).exists()
    note = _("Both have one: that of the other entry stays with its archived record.") if has_one else ""
    return Following(_("Founding project it came from"), number, note)


def _move_founding(kept, gone, acting_user):
    if not FoundingProject.objects.filter(organisation=kept).exists():
        FoundingProject.objects.filter(organisation=gone).update(organisation=kept)
