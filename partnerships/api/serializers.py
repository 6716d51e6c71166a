from rest_framework import serializers

from partnerships.models import Municipality, Partnership, Region, TargetGroup


class RegionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Region
        fields = [
            "slug",
            "name_el",
            "name_en",
            "official_name_el",
            "seat_el",
            "seat_en",
            "nuts2",
            "iso_3166_2",
            "lat",
            "lng",
        ]


class MunicipalitySerializer(serializers.ModelSerializer):
    region = serializers.SlugRelatedField("slug", read_only=True)
    regional_unit = serializers.CharField(source="unit.ypes_code", read_only=True)

    class Meta:
        model = Municipality
        fields = ["slug", "name_el", "name_en", "region", "regional_unit", "lat", "lng"]


class PartnershipSerializer(serializers.ModelSerializer):
    region = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = Partnership
        fields = ["slug", "name_el", "name_en", "region", "about_el", "about_en", "contact_email"]


class TargetGroupSerializer(serializers.ModelSerializer):
    class Meta:
        model = TargetGroup
        fields = ["code", "label_el", "label_en", "group_class", "basis"]
