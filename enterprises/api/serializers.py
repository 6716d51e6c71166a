"""The shape of organisations and their vocabularies; it documents, the views build rows from values()."""

from rest_framework import serializers

from enterprises.api.photos import PhotoSerializer


class OrganisationRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    partnership = serializers.SlugField()
    region = serializers.SlugField()
    municipality = serializers.SlugField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    kind = serializers.SlugField(allow_null=True)
    legal_form = serializers.SlugField()
    target_groups = serializers.ListField(child=serializers.SlugField())
    is_organic = serializers.BooleanField()
    is_claimed = serializers.BooleanField(help_text="Whether its own people keep this entry")
    lat = serializers.FloatField(allow_null=True)
    lng = serializers.FloatField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)


class ProductSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    category = serializers.SlugField(allow_null=True)
    name = serializers.CharField()
    name_en = serializers.CharField()
    description = serializers.CharField()
    price = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True, help_text="null: on request")
    unit = serializers.CharField()
    is_organic = serializers.BooleanField()
    is_available = serializers.BooleanField()


class ContactSerializer(serializers.Serializer):
    """Somebody who speaks for an organisation and chose to be shown."""

    name = serializers.CharField()
    duty = serializers.CharField()
    role = serializers.CharField(help_text="In the organisation's own words")
    email = serializers.CharField()
    phone = serializers.CharField()


class OrganisationSerializer(OrganisationRowSerializer):
    address = serializers.CharField()
    postcode = serializers.CharField()
    phone = serializers.CharField()
    website = serializers.CharField()
    description = serializers.CharField()
    description_en = serializers.CharField()
    municipality_is_guess = serializers.BooleanField()
    nace_sections = serializers.ListField(child=serializers.SlugField())
    themes = serializers.ListField(child=serializers.SlugField())
    serves = serializers.ListField(child=serializers.SlugField(), help_text="Slugs of municipalities")
    serves_region = serializers.BooleanField()
    updated_at = serializers.DateTimeField()
    confirmed_at = serializers.DateTimeField(
        allow_null=True, help_text="When its own people last said that all of it is true"
    )
    contacts = ContactSerializer(many=True)
    photos = PhotoSerializer(many=True)
    products = ProductSerializer(many=True)


class TermSerializer(serializers.Serializer):
    code = serializers.SlugField()
    label_el = serializers.CharField()
    label_en = serializers.CharField()


class OrganisationKindSerializer(TermSerializer):
    short_el = serializers.CharField()
    short_en = serializers.CharField()


class LegalFormSerializer(TermSerializer):
    law = serializers.CharField()
    may_be_founded = serializers.BooleanField(help_text="Whether a founding project can aim at it")
    fits_el = serializers.CharField()
    fits_en = serializers.CharField()
    min_members = serializers.IntegerField(allow_null=True)
    min_members_note_el = serializers.CharField()
    min_members_note_en = serializers.CharField()
    min_members_by_exception = serializers.IntegerField(allow_null=True)
    min_members_source = serializers.CharField(help_text="law:article; a + says “and following”")
    min_members_verified = serializers.BooleanField()
    vulnerable_share = serializers.IntegerField(allow_null=True, help_text="Per cent of the members")
    vulnerable_note_el = serializers.CharField()
    vulnerable_note_en = serializers.CharField()
    vulnerable_source = serializers.CharField()
    vulnerable_verified = serializers.BooleanField()
    profit_rule_el = serializers.CharField()
    profit_rule_en = serializers.CharField()
    profit_source = serializers.CharField()
    profit_verified = serializers.BooleanField()
    is_verified = serializers.BooleanField()


class FoundingStepSerializer(TermSerializer):
    legal_forms = serializers.ListField(child=serializers.SlugField())
    needed_for = serializers.CharField(help_text="file, register, or empty for what comes after")
    days = serializers.IntegerField(help_text="Days from the choice of the legal form; 0: no deadline")
    is_optional = serializers.BooleanField()
    help_el = serializers.CharField()
    help_en = serializers.CharField()
    documents_el = serializers.CharField()
    documents_en = serializers.CharField()
    source = serializers.CharField(help_text="law:article; several are parted by a semicolon")
    is_verified = serializers.BooleanField()


class ProductCategorySerializer(TermSerializer):
    parent = serializers.SlugField(allow_null=True, help_text="null: a group of categories")
    kind = serializers.CharField()


class ControlBodySerializer(TermSerializer):
    number = serializers.CharField(help_text="GR-BIO-nn, as printed on labels")
