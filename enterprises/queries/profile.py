"""All that the public page of an organisation shows, and what other programs read of it, asked in one place."""

from dataclasses import dataclass, field

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from core.vocabulary import in_language
from enterprises.models import NaceSection, Organisation, OrganisationKind, Photo
from enterprises.queries.facilities import with_hours
from enterprises.queries.products import PROOFS
from enterprises.states import OrganisationState
from partnerships.models import Municipality, TargetGroup

PRODUCTS_AT_ONCE = 24


@dataclass(frozen=True)
class Named:
    """A word of a vocabulary, or a place: its code and its label in the active language."""

    code: str
    label: str

    def __str__(self):
        return self.label


@dataclass(frozen=True)
class Profile:
    """What belongs to one organisation and may be shown; `products` is one page of them, each with `photo` or None."""

    organisation: Organisation
    photos: list = field(default_factory=list)
    products: list = field(default_factory=list)
    page: int = 1
    has_more_products: bool = False
    facilities: list = field(default_factory=list)
    contacts: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    themes: list = field(default_factory=list)
    places: list = field(default_factory=list)


def profile_of(organisation, page=1):
    """Return the Profile of an organisation, with this page of its products, inside its partnership.

    In the preview of a draft it holds what will be public.
    """
    first = (page - 1) * PRODUCTS_AT_ONCE
    listed = organisation.products.listed().select_related("category", *PROOFS).order_by("name", "pk")
    # One more than is shown says whether there is another page.
    products = list(listed[first : first + PRODUCTS_AT_ONCE + 1])
    shown = products[:PRODUCTS_AT_ONCE]
    names = _names(organisation)
    return Profile(
        organisation,
        photos=_photos(organisation, shown),
        products=shown,
        page=page,
        has_more_products=len(products) > len(shown),
        facilities=facilities_of(organisation),
        contacts=list(organisation.contacts.filter(is_shown=True)),
        groups=names["group"],
        sections=names["section"],
        themes=names["theme"],
        places=names["place"],
    )


def facilities_of(organisation):
    """Return the listed facilities of an organisation, each with the exceptions of its hours that can still matter."""
    listed = organisation.facilities.filter(state="listed").select_related("municipality", "partnership")
    return list(with_hours(listed))


def is_gone(partnership, slug):
    """Tell whether an organisation stood at this address and is archived: it will not come back."""
    return Organisation.objects.filter(
        partnership=partnership, slug=slug, state=OrganisationState.ARCHIVED, merged_into=None
    ).exists()


def _photos(organisation, products):
    """Return the photos of the organisation itself, and hang on each product its first one."""
    ids = [product.pk for product in products]
    own_and_theirs = Photo.objects.filter(organisation=organisation)
    photos = list(own_and_theirs.filter(product=None) | own_and_theirs.filter(product__in=ids))
    first = {photo.product_id: photo for photo in reversed(photos) if photo.product_id}
    for photo in photos:
        photo.organisation = organisation
    for product in products:
        product.photo = first.get(product.pk)
    return [photo for photo in photos if photo.product_id is None]


def _names(organisation):
    """Return {"group", "section", "theme", "place": [Named]} of an organisation's codes, in one statement."""
    wanted = [
        ("group", TargetGroup, "code", "label", organisation.target_groups),
        ("section", NaceSection, "code", "label", organisation.nace_sections),
        ("theme", OrganisationKind, "code", "label", organisation.themes),
        ("place", Municipality, "slug", "name", organisation.serves),
    ]
    asked = [_labels(*words) for words in wanted if words[-1]]
    names = {facet: [] for facet, *_rest in wanted}
    if asked:
        first, *others = asked
        for row in first.union(*others, all=True) if others else first:
            names[row["facet"]].append(Named(row["name"], in_language(row["el"], row["en"])))
    return {facet: _in_order(names[facet], codes) for facet, *_rest, codes in wanted}


def _in_order(named, codes):
    """The order is the one in which the organisation gave its codes."""
    return sorted(named, key=lambda one: codes.index(one.code))


def _labels(facet, model, code, label, codes):
    rows = model._default_manager.filter(**{f"{code}__in": codes}).order_by()
    return rows.values(
        facet=Value(facet, output_field=TextField()),
        name=Cast(code, TextField()),
        el=Cast(F(f"{label}_el"), TextField()),
        en=Cast(F(f"{label}_en"), TextField()),
    )
