"""The shapes of what an organiser's programs send. Whether it can be right, the actions say."""

from rest_framework import serializers

from core.api.serializers import RequestSerializer
from core.forms import LONGEST_TEXT
from fairs.actions.particulars import LONGEST_THEME
from fairs.models import Fair, FairSeries
from fairs.models.fairs import LONGEST_DAYS, MOST_STANDS, MarketKind
from partnerships.models import Municipality


class LineField(serializers.CharField):
    """One line of text; nothing is a text, too."""

    def __init__(self, most=LONGEST_TEXT, **options):
        super().__init__(**{"max_length": most, "allow_blank": True, "required": False, **options})


class SeriesField(serializers.SlugRelatedField):
    """A series of the open partnership by its slug; null for a fair that is held once."""

    def __init__(self, **options):
        super().__init__("slug", required=False, allow_null=True, **options)

    def get_queryset(self):
        return FairSeries.objects.filter(partnership=self.context["request"].partnership)


class FairChange(RequestSerializer):
    """What may be changed about a fair; only what is named changes."""

    title = LineField(160, allow_blank=False)
    title_en = LineField(160)
    kind = serializers.ChoiceField(Fair.Kind.choices, required=False)
    market_kind = serializers.ChoiceField(MarketKind.choices, required=False)
    series = SeriesField(queryset=FairSeries.objects.none())
    themes = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_THEME), required=False, max_length=100
    )
    is_organic = serializers.BooleanField(required=False)
    municipality = serializers.SlugRelatedField("slug", queryset=Municipality.objects.all(), required=False)
    more_municipalities = serializers.ListField(
        child=serializers.SlugField(max_length=80), required=False, max_length=100, help_text="Slugs"
    )
    venue = LineField(160, allow_blank=False)
    address = LineField(200)
    lat = serializers.FloatField(required=False, allow_null=True)
    lng = serializers.FloatField(required=False, allow_null=True)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)
    apply_by = serializers.DateField(required=False)
    capacity = serializers.IntegerField(required=False, max_value=MOST_STANDS)
    fee_per_metre = serializers.DecimalField(
        max_digits=7, decimal_places=2, required=False, allow_null=True, help_text="Null where it is free"
    )
    fee_note = LineField(200)
    fee_note_en = LineField(200)
    takes_other_regions = serializers.BooleanField(required=False)
    confirm_days = serializers.IntegerField(required=False)
    description = LineField()
    description_en = LineField()


class NewFair(FairChange):
    """A fair to be planned: these can't be left out."""

    title = LineField(160, allow_blank=False, required=True)
    municipality = serializers.SlugRelatedField("slug", queryset=Municipality.objects.all())
    venue = LineField(160, allow_blank=False, required=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    apply_by = serializers.DateField()
    capacity = serializers.IntegerField(max_value=MOST_STANDS)


class HoursOfDay(RequestSerializer):
    day = serializers.DateField()
    opens_at = serializers.TimeField()
    closes_at = serializers.TimeField()


class Hours(RequestSerializer):
    """The hours of all days; a day that is left out has none."""

    days = HoursOfDay(many=True, max_length=LONGEST_DAYS)


class Cancellation(RequestSerializer):
    reason = LineField(required=True)


class SeriesChange(RequestSerializer):
    """What may be changed about a series; only what is named changes."""

    name = LineField(160, allow_blank=False)
    name_en = LineField(160)
    rhythm = serializers.ChoiceField(FairSeries.Rhythm.choices, required=False)
    since_year = serializers.IntegerField(required=False, allow_null=True)
    organisers = LineField()
    organisers_en = LineField()
    description = LineField()
    description_en = LineField()
    rules = LineField()
    rules_en = LineField()


class NewSeries(SeriesChange):
    name = LineField(160, allow_blank=False, required=True)


class NextDays(RequestSerializer):
    """The days of the next edition; without them they follow from the rhythm of the series."""

    starts_on = serializers.DateField(required=False)
    apply_by = serializers.DateField(required=False)
