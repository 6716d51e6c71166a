"""Facilities and the board for machines: what is public of the whole country, read as plain rows."""

from django.db.models import BooleanField, Case, Value, When
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.response import Response

from enterprises.facility_filters import BoardFilter, FacilityFilter
from enterprises.hours.words import time_in_words
from enterprises.models import BoardPost, Facility, HoursException
from enterprises.queries.facilities import open_at

PLACES = {
    "partnership": "partnership__slug",
    "region": "partnership__region__slug",
    "municipality": "municipality__slug",
    "organisation": "organisation__slug",
}
POST_PLACES = {
    "partnership": "partnership__slug",
    "region": "partnership__region__slug",
    "municipality": "facility__municipality__slug",
    "facility": "facility__slug",
}
"""What stands in a row as the slug of another row."""


class SpansField(serializers.ListField):
    """The hours of a day: [["09:00", "14:00"], …]; an end before its beginning is on the next day."""

    child = serializers.ListField(child=serializers.CharField())


class FacilityRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    partnership = serializers.SlugField()
    region = serializers.SlugField()
    municipality = serializers.SlugField()
    organisation = serializers.SlugField()
    kind = serializers.ChoiceField(choices=Facility.Kind.choices)
    name = serializers.CharField()
    name_en = serializers.CharField()
    address = serializers.CharField()
    postcode = serializers.CharField()
    phone = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lng = serializers.FloatField(allow_null=True)
    hours = serializers.ListField(child=SpansField(), help_text="Monday first; empty where it is not known")
    fortnightly = serializers.DictField(
        child=serializers.IntegerField(),
        help_text="Days of the week (0 is Monday) whose hours hold every second week only, with the kind of week: "
        "0 or 1, the number of weeks since Monday 1 January of the year 1, modulo 2",
    )
    is_open = serializers.BooleanField(help_text="At this moment")


class HoursExceptionSerializer(serializers.Serializer):
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    hours = SpansField(help_text="Empty: closed")
    note = serializers.CharField()
    note_en = serializers.CharField()


class BoardPostSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    partnership = serializers.SlugField()
    region = serializers.SlugField()
    municipality = serializers.SlugField()
    facility = serializers.SlugField()
    kind = serializers.ChoiceField(choices=BoardPost.Kind.choices)
    what = serializers.CharField()
    quantity = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True)
    unit = serializers.CharField()
    promised = serializers.DecimalField(max_digits=9, decimal_places=2)
    until = serializers.DateField(allow_null=True)
    note = serializers.CharField()
    posted_at = serializers.DateTimeField()


class FacilitySerializer(FacilityRowSerializer):
    offers = serializers.CharField()
    offers_en = serializers.CharField()
    who_may_come = serializers.CharField()
    who_may_come_en = serializers.CharField()
    hours_note = serializers.CharField()
    hours_note_en = serializers.CharField()
    updated_at = serializers.DateTimeField()
    exceptions = HoursExceptionSerializer(many=True, help_text="Those that have not ended")
    board = BoardPostSerializer(many=True, help_text="What it needs and has to give now")


def _facility_rows(facilities, serializer, *extra):
    """Read the plain columns of the serializer, and no more; what hangs on a facility is its own statement."""
    own = [name for name in serializer().fields if name not in ("is_open", "exceptions", "board", *PLACES)]
    open_ones = open_at(Facility.objects.all(), timezone.now()).values("pk")
    is_open = Case(When(pk__in=open_ones, then=Value(True)), default=Value(False), output_field=BooleanField())
    return facilities.values(*own, *PLACES.values(), *extra, is_open=is_open)


def _shaped(rows, names, places):
    return [{name: row[places.get(name, name)] for name in names} for row in rows]


def _clock(spans):
    return [[time_in_words(start), time_in_words(end)] for start, end in spans]


def _facilities(rows, serializer):
    names = [name for name in serializer().fields if name not in ("exceptions", "board")]
    shaped = _shaped(rows, names, PLACES)
    for row in shaped:
        row["hours"] = [_clock(spans) for spans in row["hours"]]
    return shaped


def _posts(posts):
    own = [name for name in BoardPostSerializer().fields if name not in POST_PLACES]
    return posts.values(*own, *POST_PLACES.values())


@extend_schema(tags=["facilities"], responses=FacilityRowSerializer(many=True))
class FacilityList(ListAPIView):
    """Public social groceries, clinics, farms and markets in the order of their names; see the filters."""

    permission = "enterprises.browse"
    serializer_class = FacilityRowSerializer
    filterset_class = FacilityFilter
    queryset = Facility.objects.published()
    keyset = ("sort_key", "id")

    def list(self, request, *args, **kwargs):
        facilities = self.filter_queryset(self.get_queryset())
        page = self.paginate_queryset(_facility_rows(facilities, self.serializer_class, "sort_key"))
        return self.get_paginated_response(_facilities(page, self.serializer_class))


@extend_schema(tags=["facilities"], responses=FacilitySerializer)
class FacilityDetail(GenericAPIView):
    """One public facility with the exceptions to its hours and its board."""

    permission = "enterprises.browse"
    serializer_class = FacilitySerializer
    queryset = Facility.objects.published()
    filter_backends = []

    def get(self, request, pk):
        rows = _facility_rows(self.get_queryset().filter(pk=pk), self.serializer_class)
        found = _facilities(rows, self.serializer_class)
        if not found:
            raise Http404
        (row,) = found
        coming = HoursException.objects.filter(facility=pk, is_published=True, ends_on__gte=timezone.localdate())
        row["exceptions"] = [
            {**exception, "hours": _clock(exception["hours"])}
            for exception in coming.values(*HoursExceptionSerializer().fields)
        ]
        board = _posts(BoardPost.objects.published().filter(facility=pk))
        row["board"] = _shaped(board, BoardPostSerializer().fields, POST_PLACES)
        return Response(row)


@extend_schema(tags=["facilities"], responses=BoardPostSerializer(many=True))
class BoardList(ListAPIView):
    """What facilities need and have to give, the newest first; who answers, and with what, stays between them."""

    permission = "enterprises.browse_board"
    serializer_class = BoardPostSerializer
    filterset_class = BoardFilter
    queryset = BoardPost.objects.published()
    keyset = ("-posted_at", "-id")

    def list(self, request, *args, **kwargs):
        page = self.paginate_queryset(_posts(self.filter_queryset(self.get_queryset())))
        return self.get_paginated_response(_shaped(page, BoardPostSerializer().fields, POST_PLACES))
