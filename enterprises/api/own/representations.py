"""How an organisation's own things look to its people: plain data, and the serializers that describe it."""

from django.urls import reverse
from rest_framework import serializers

from core.ui.sharing import absolute
from enterprises.actions.contacts import CONTACT_FIELDS
from enterprises.actions.organisations import RECORD_FIELDS
from enterprises.api.photos import PhotoSerializer, photo_row
from enterprises.models import OrganisationRecord
from enterprises.queries.completeness import missing

OWN = (
    "id",
    "slug",
    "state",
    "name",
    "name_en",
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
    "municipality_is_guess",
    "created_at",
    "published_at",
    "confirmed_at",
)
OF_PRODUCT = (
    "id",
    "state",
    "kind",
    "name",
    "name_en",
    "description",
    "description_en",
    "price",
    "unit",
    "vat_note",
    "minimum_order",
    "season_months",
    "area",
    "is_available",
    "is_local",
    "is_organic",
    "is_fair_trade",
)
OF_DOCUMENT = (
    "id",
    "kind",
    "title",
    "number",
    "issued_on",
    "expires_on",
    "file_name",
    "content_type",
    "size",
    "uploaded_at",
    "withdrawn_at",
)


class OwnOrganisationSerializer(serializers.Serializer):
    """An organisation as its own people and its partnership know it."""

    id = serializers.IntegerField()
    slug = serializers.SlugField()
    url = serializers.URLField()
    state = serializers.CharField()
    missing = serializers.ListField(child=serializers.CharField(), help_text="Names that a submission still needs")
    decision_reason = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    legal_form = serializers.SlugField()
    kind = serializers.SlugField(allow_null=True)
    municipality = serializers.SlugField()
    municipality_is_guess = serializers.BooleanField()
    address = serializers.CharField()
    postcode = serializers.CharField()
    phone = serializers.CharField()
    website = serializers.CharField()
    description = serializers.CharField()
    description_en = serializers.CharField()
    target_groups = serializers.ListField(child=serializers.SlugField())
    nace_sections = serializers.ListField(child=serializers.SlugField())
    themes = serializers.ListField(child=serializers.SlugField())
    serves = serializers.ListField(child=serializers.SlugField())
    serves_region = serializers.BooleanField()
    is_organic = serializers.BooleanField()
    lat = serializers.FloatField(allow_null=True)
    lng = serializers.FloatField(allow_null=True)
    afm = serializers.CharField()
    gemi_number = serializers.CharField()
    kalo_number = serializers.CharField()
    contact_email = serializers.CharField()
    created_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)


class OwnProductSerializer(serializers.Serializer):
    """A product or a service with its photos, shown or hidden."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField([("listed", "listed"), ("hidden", "hidden")])
    kind = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    category = serializers.SlugField(allow_null=True)
    description = serializers.CharField()
    description_en = serializers.CharField()
    price = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True)
    unit = serializers.CharField()
    vat_note = serializers.CharField()
    minimum_order = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True)
    season_months = serializers.ListField(child=serializers.IntegerField())
    area = serializers.ListField(child=serializers.SlugField())
    is_available = serializers.BooleanField()
    is_local = serializers.BooleanField()
    is_organic = serializers.BooleanField()
    is_fair_trade = serializers.BooleanField()
    organic_proof = serializers.IntegerField(allow_null=True)
    fair_trade_proof = serializers.IntegerField(allow_null=True)
    photos = PhotoSerializer(many=True)


class OwnDocumentSerializer(serializers.Serializer):
    """A paper of the wallet; its file is behind `file`."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    number = serializers.CharField()
    control_body = serializers.SlugField(allow_null=True)
    issued_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    file_name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField()
    uploaded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    file = serializers.URLField()


class OwnContactSerializer(serializers.Serializer):
    """Somebody who speaks for the organisation, shown to visitors or not."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    duty = serializers.CharField()
    role = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()
    is_shown = serializers.BooleanField()


def organisation_row(organisation):
    """Return an Organisation as OwnOrganisationSerializer describes it. It reads the record and the municipality."""
    record = getattr(organisation, "record", None) or OrganisationRecord()
    return {
        **{name: getattr(organisation, name) for name in OWN},
        **{name: getattr(record, name) for name in (*RECORD_FIELDS, "decision_reason")},
        "url": absolute(organisation.get_absolute_url()),
        "legal_form": organisation.legal_form_id,
        "kind": organisation.kind_id,
        "municipality": organisation.municipality.slug,
        "missing": [name for name, _words in missing(organisation)],
    }


def product_row(product):
    """Return a Product as OwnProductSerializer describes it. It reads its photos and their organisation."""
    return {
        **{name: getattr(product, name) for name in OF_PRODUCT},
        "category": product.category_id,
        "organic_proof": product.organic_proof_id,
        "fair_trade_proof": product.fair_trade_proof_id,
        "photos": [photo_row(photo) for photo in product.photos.all()],
    }


def contact_row(contact):
    """Return a ContactPerson as OwnContactSerializer describes it."""
    return {"id": contact.pk, **{name: getattr(contact, name) for name in CONTACT_FIELDS}}


def document_row(document, organisation):
    """Return a Document as OwnDocumentSerializer describes it."""
    address = reverse(
        "api_own_document_file",
        kwargs={
            "partnership": organisation.partnership.slug,
            "organisation": organisation.slug,
            "pk": document.pk,
        },
    )
    return {
        **{name: getattr(document, name) for name in OF_DOCUMENT},
        "control_body": document.control_body_id,
        "file": absolute(address),
    }
