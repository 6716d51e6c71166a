"""Photos of an organisation and of what it makes: added, described, put in order, taken away."""

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.uploads import discard, keep, new_path
from enterprises.models import Organisation, Photo, Product
from enterprises.models.products import MOST_PHOTOS

ENDINGS = ("webp", "jpg")


def add_photo(owner, picture, *, acting_user, alt, alt_en=""):
    """Put a picture (core.uploads.Picture) last among the photos of an Organisation or a Product; return its Photo.

    Raises DomainError without words for those who don't see it, and beyond MOST_PHOTOS of one owner.
    """
    organisation, product = _owner(owner)
    policy.enforce(acting_user, "enterprises.manage_products", organisation)
    photo = Photo(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        product=product,
        alt=_described(alt),
        alt_en=alt_en.strip(),
        base=new_path(f"{organisation.partnership_id}/{organisation.pk}", picture.digest),
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        widths=list(picture.widths),
        owner_is_public=owner.is_published,
    )
    files = {f"{photo.base}/{name}": content for name, content in picture.files.items()}
    with keep("photos", files), transaction.atomic():
        # Whoever adds at the same time waits here: the limit holds for both.
        transitions.lock(owner)
        others = photos_of(owner)
        if others.count() >= MOST_PHOTOS:
            raise DomainError(
                "too-many-photos",
                _("%(most)s photos are possible. Take one away first.") % {"most": MOST_PHOTOS},
                field="file",
            )
        photo.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1
        photo.save(force_insert=True)
        audit.record("photo.added", photo, acting_user=acting_user, after={"alt": photo.alt, "digest": photo.digest})
    return photo


@transaction.atomic
def describe_photo(photo, *, acting_user, alt, alt_en=""):
    """Change the words for those who don't see the photo, and return it."""
    row = _locked(photo, acting_user)
    before = {"alt": row.alt, "alt_en": row.alt_en}
    row.alt, row.alt_en = _described(alt), alt_en.strip()
    after = {"alt": row.alt, "alt_en": row.alt_en}
    if before != after:
        row.save(update_fields=["alt", "alt_en"])
        audit.record("photo.described", row, acting_user=acting_user, before=before, after=after)
    return row


@transaction.atomic
def move_photo_up(photo, *, acting_user):
    """Let a photo change places with the one before it, and return it; the first one stays where it is."""
    row = _locked(photo, acting_user)
    earlier = photos_of(row.product or row.organisation).filter(position__lt=row.position).last()
    if earlier is None:
        return row
    before = {"position": row.position}
    Photo.objects.filter(pk=earlier.pk).update(position=row.position)
    row.position = earlier.position
    row.save(update_fields=["position"])
    audit.record("photo.moved", row, acting_user=acting_user, before=before, after={"position": row.position})
    return row


@transaction.atomic
def remove_photo(photo, *, acting_user):
    """Take a photo away for good, with its files."""
    row = _locked(photo, acting_user)
    audit.record("photo.removed", row, acting_user=acting_user, before={"alt": row.alt, "digest": row.digest})
    owner = row.product or row.organisation
    files = files_of(Photo.objects.filter(pk=row.pk))
    row.delete()
    photos_of(owner).filter(position__gt=row.position).update(position=F("position") - 1)
    discard("photos", files)


def files_of(photos):
    """Return the paths of all files of these photos."""
    return [f"{photo.base}/{width}.{ending}" for photo in photos for width in photo.widths for ending in ENDINGS]


def photos_of(owner):
    """Return the photos of an Organisation or a Product, in order."""
    organisation, product = _owner(owner)
    photos = Photo.objects.filter(organisation=organisation, product=product)
    return photos.select_related("organisation__partnership").order_by("position", "pk")


def _owner(owner):
    if isinstance(owner, Product):
        return owner.organisation, owner
    if isinstance(owner, Organisation):
        return owner, None
    raise TypeError(f"{owner!r} has no photos")


def _locked(photo, acting_user):
    row = transitions.lock(photo, "organisation", "product")
    policy.enforce(acting_user, "enterprises.manage_products", row.organisation)
    return row


def _described(alt):
    if not alt.strip():
        raise DomainError(
            "alt-missing", _("Say in a few words what the photo shows, for those who don't see it."), field="alt"
        )
    return alt.strip()
