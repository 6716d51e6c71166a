"""The shape of networks in the API."""

from rest_framework import serializers


class NetworkSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    partnership = serializers.CharField(source="partnership.slug")
    region = serializers.CharField(source="partnership.region.slug")
    name = serializers.CharField()
    name_en = serializers.CharField()
    theme = serializers.CharField(source="theme_id", allow_null=True)
    purpose = serializers.CharField()
    purpose_en = serializers.CharField()
    founded_at = serializers.DateTimeField()
    member_count = serializers.IntegerField()


class MemberSerializer(serializers.Serializer):
    organisation = serializers.IntegerField(source="organisation_id")
    slug = serializers.CharField(source="organisation.slug")
    name = serializers.CharField(source="organisation.name")
    name_en = serializers.CharField(source="organisation.name_en")
    municipality = serializers.CharField(source="organisation.municipality.slug")
    joined_at = serializers.DateTimeField()


class NetworkDetailSerializer(NetworkSerializer):
    members = MemberSerializer(many=True)
