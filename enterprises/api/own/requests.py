"""The shapes of what an organisation's people send. Whether it can be right, the actions say."""

from rest_framework import serializers

from core.api.serializers import PaperField, PictureField, RequestSerializer
from core.forms import LONGEST_TEXT
from enterprises.models import ControlBody, Document, LegalForm, OrganisationKind, ProductCategory
from enterprises.queries.documents import usable
from enterprises.states import PROOF_KINDS, ContactDuty, DocumentKind, ProductKind, VatNote
from partnerships.models import Municipality

MOST_CODES = 400


class LineField(serializers.CharField):
    """One line of text; nothing is a text, too."""

    def __init__(self, most, **options):
        super().__init__(**{"max_length": most, "allow_blank": True, "required": False, **options})


class TextField(LineField):
    def __init__(self, most=LONGEST_TEXT, **options):
        super().__init__(most, **options)


class CodesField(serializers.ListField):
    """Codes of a vocabulary, or slugs of municipalities."""

    child = serializers.SlugField(max_length=80)

    def __init__(self, **options):
        super().__init__(**{"max_length": MOST_CODES, "required": False, **options})


def term_field(queryset, **options):
    """Return the field that names one word of a vocabulary by its code."""
    return serializers.PrimaryKeyRelatedField(queryset=queryset, required=False, **options)


def municipality_field(**options):
    """Return the field that names one municipality by its slug."""
    return serializers.SlugRelatedField("slug", queryset=Municipality.objects.all(), required=False, **options)


class OrganisationChange(RequestSerializer):
    """What may be changed about an organisation; only what is named changes."""

    name = LineField(200, allow_blank=False)
    name_en = LineField(200)
    legal_form = term_field(LegalForm.objects.all())
    kind = term_field(OrganisationKind.objects.all(), allow_null=True)
    municipality = municipality_field()
    address = LineField(200)
    postcode = LineField(10)
    phone = LineField(40)
    website = LineField(300)
    description = TextField()
    description_en = TextField()
    target_groups = CodesField()
    nace_sections = CodesField()
    themes = CodesField(help_text="Kinds of organisations")
    serves = CodesField(help_text="Slugs of municipalities")
    serves_region = serializers.BooleanField(required=False)
    is_organic = serializers.BooleanField(required=False)
    lat = serializers.FloatField(required=False, allow_null=True)
    lng = serializers.FloatField(required=False, allow_null=True)
    contact_email = LineField(254, help_text="For the partnership; it is not published")
    afm = LineField(20, help_text="Tax number; only the partnership sees it")
    gemi_number = LineField(20)
    kalo_number = LineField(20)


class ContactChange(RequestSerializer):
    """Somebody who speaks for the organisation; visitors see them only where `is_shown` says so."""

    name = LineField(120, allow_blank=False)
    duty = serializers.ChoiceField(ContactDuty.choices, required=False)
    role = LineField(80, help_text="In your own words")
    email = serializers.EmailField(required=False, allow_blank=True)
    phone = LineField(40)
    is_shown = serializers.BooleanField(required=False)


class NewContact(ContactChange):
    name = LineField(120, allow_blank=False, required=True)


class ProductChange(RequestSerializer):
    """What may be said about a product or a service; of a known one only what is named changes."""

    kind = serializers.ChoiceField(ProductKind.choices, required=False)
    name = LineField(160, allow_blank=False)
    name_en = LineField(160)
    category = term_field(ProductCategory.objects.exclude(parent=None), allow_null=True)
    description = TextField()
    description_en = TextField()
    price = serializers.DecimalField(
        max_digits=9, decimal_places=2, min_value=0, required=False, allow_null=True, help_text="null: on request"
    )
    unit = LineField(30)
    vat_note = serializers.ChoiceField(VatNote.choices, required=False, allow_blank=True)
    minimum_order = serializers.DecimalField(max_digits=9, decimal_places=2, required=False, allow_null=True)
    season_months = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=12), max_length=12, required=False
    )
    area = serializers.ListField(child=municipality_field(), max_length=MOST_CODES, required=False)
    is_available = serializers.BooleanField(required=False)
    is_local = serializers.BooleanField(required=False)
    is_organic = serializers.BooleanField(required=False)
    is_fair_trade = serializers.BooleanField(required=False)
    organic_proof = term_field(Document.objects.none(), allow_null=True)
    fair_trade_proof = term_field(Document.objects.none(), allow_null=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation := self.context.get("organisation"):
            papers = usable(organisation)
            for name, kind in PROOF_KINDS.items():
                self.fields[name].queryset = papers.filter(kind=kind)
            places = Municipality.objects.filter(region=organisation.partnership.region_id)
            self.fields["area"].child.queryset = places

    def validate_area(self, places):
        return [place.slug for place in places]


class NewProduct(ProductChange):
    name = LineField(160, allow_blank=False, required=True)


class PhotoWords(RequestSerializer):
    """What a photo shows, for those who don't see it."""

    alt = LineField(200, required=True)
    alt_en = LineField(200)


class NewPhoto(PhotoWords):
    file = PictureField()


class NewDocument(RequestSerializer):
    """A paper for the wallet, and what is known of it. `replaces` is the id of the one whose place it takes."""

    kind = serializers.ChoiceField(DocumentKind.choices)
    title = LineField(160)
    number = LineField(60)
    control_body = term_field(ControlBody.objects.all(), allow_null=True)
    issued_on = serializers.DateField(required=False, allow_null=True)
    expires_on = serializers.DateField(required=False, allow_null=True)
    replaces = term_field(Document.objects.none(), allow_null=True)
    file = PaperField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation := self.context.get("organisation"):
            self.fields["replaces"].queryset = organisation.documents.current()
