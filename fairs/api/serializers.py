"""The shape of fairs in the API."""

from rest_framework import serializers


class FairSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    partnership = serializers.CharField(source="partnership.slug")
    region = serializers.CharField(source="partnership.region.slug")
    municipality = serializers.CharField(source="municipality.slug")
    title = serializers.CharField()
    title_en = serializers.CharField()
    kind = serializers.CharField()
    venue = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    apply_by = serializers.DateField()
    capacity = serializers.IntegerField()
    state = serializers.CharField()
    takes_applications = serializers.BooleanField()
    description = serializers.CharField()
    description_en = serializers.CharField()


class ParticipantSerializer(serializers.Serializer):
    organisation = serializers.IntegerField(source="organisation_id")
    slug = serializers.CharField(source="organisation.slug")
    name = serializers.CharField(source="organisation.name")
    name_en = serializers.CharField(source="organisation.name_en")
    municipality = serializers.CharField(source="organisation.municipality.slug")


class FairDetailSerializer(FairSerializer):
    participants = ParticipantSerializer(many=True)
