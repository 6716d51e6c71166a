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
    market_kind = serializers.CharField()
    series = serializers.SerializerMethodField()
    themes = serializers.ListField(child=serializers.CharField())
    is_organic = serializers.BooleanField()
    more_municipalities = serializers.ListField(child=serializers.CharField())
    venue = serializers.CharField()
    address = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lng = serializers.FloatField(allow_null=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    apply_by = serializers.DateField()
    capacity = serializers.IntegerField()
    fee_per_metre = serializers.DecimalField(max_digits=7, decimal_places=2, allow_null=True)
    fee_note = serializers.CharField()
    fee_note_en = serializers.CharField()
    takes_other_regions = serializers.BooleanField()
    confirm_days = serializers.IntegerField()
    state = serializers.CharField()
    takes_applications = serializers.BooleanField()
    description = serializers.CharField()
    description_en = serializers.CharField()

    def get_series(self, fair) -> str | None:
        """The slug of its series, once that is public."""
        return fair.series.slug if fair.series and fair.series.is_published else None


class FairDaySerializer(serializers.Serializer):
    day = serializers.DateField()
    opens_at = serializers.TimeField(format="%H:%M")
    closes_at = serializers.TimeField(format="%H:%M")


class ParticipantSerializer(serializers.Serializer):
    organisation = serializers.IntegerField(source="organisation_id")
    slug = serializers.CharField(source="organisation.slug")
    name = serializers.CharField(source="organisation.name")
    name_en = serializers.CharField(source="organisation.name_en")
    municipality = serializers.CharField(source="organisation.municipality.slug")


class FairDetailSerializer(FairSerializer):
    days = FairDaySerializer(many=True)
    participants = ParticipantSerializer(many=True)
