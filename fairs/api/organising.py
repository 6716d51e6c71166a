"""Series and fairs of a partnership for its own people: read, planned, changed, led through their steps."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from core import transitions
from core.api.pagination import KeysetPagination
from core.api.preconditions import require_match, tag_of
from core.transitions import possible
from fairs.actions import copying, fairs, hours
from fairs.actions import series as series_actions
from fairs.api.requests import Cancellation, FairChange, Hours, NewFair, NewSeries, NextDays, SeriesChange
from fairs.api.serializers import FairDaySerializer, FairSerializer
from fairs.models import Fair
from fairs.queries.copying import last_edition
from fairs.queries.series import series_of
from fairs.states import FAIR_TRANSITIONS, SERIES_TRANSITIONS

FAIRS, SERIES = ["own fairs"], ["own series of fairs"]
JOINS = ("municipality", "partnership__region", "series")


class OwnFairSerializer(FairSerializer):
    days = FairDaySerializer(many=True)
    cancel_reason = serializers.CharField()
    steps = serializers.SerializerMethodField(help_text="What you can do with it now")

    def get_series(self, fair) -> str | None:
        return fair.series.slug if fair.series else None

    def get_steps(self, fair) -> list[str]:
        return possible(fair, FAIR_TRANSITIONS, self.context["request"].user)


class OwnSeriesSerializer(serializers.Serializer):
    slug = serializers.CharField()
    state = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    rhythm = serializers.CharField()
    since_year = serializers.IntegerField(allow_null=True)
    organisers = serializers.CharField()
    organisers_en = serializers.CharField()
    description = serializers.CharField()
    description_en = serializers.CharField()
    rules = serializers.CharField()
    rules_en = serializers.CharField()
    steps = serializers.SerializerMethodField(help_text="What you can do with it now")

    def get_steps(self, series) -> list[str]:
        return possible(series, SERIES_TRANSITIONS, self.context["request"].user)


class PlaceView(APIView):
    """A view below the address of a partnership, which is open; `permissions` names one for each method."""

    permissions: dict[str, str] = {}
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "own"

    @property
    def permission(self):
        return self.permissions.get(self.request.method, next(iter(self.permissions.values())))

    def get_permission_object(self):
        return self.request.partnership

    def shaped(self, serializer_class, **options):
        """Return the valid data of the request. Raises ValidationError with what is wrong at which name."""
        serializer = serializer_class(data=self.request.data, context={"request": self.request}, **options)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response


def readable_fairs(request):
    """Return the fairs of the open partnership that whoever asks may know of."""
    rows = Fair.objects.filter(partnership=request.partnership).visible_to(request.user)
    return rows.select_related(*JOINS).prefetch_related("days")


def fair_row(fair, request):
    return OwnFairSerializer(fair, context={"request": request}).data


def fair_answer(fair, request, status=200):
    """Return the answer with a fair as it stands in the database now, and the tag of that state."""
    row = fair_row(readable_fairs(request).get(pk=fair.pk), request)
    address = reverse("api_own_fair", kwargs={"partnership": row["partnership"], "fair": row["slug"]})
    return Response(row, status=status, headers={"ETag": tag_of(row), "Content-Location": address})


class OwnFairs(PlaceView):
    permissions = {"GET": "fairs.browse", "POST": "fairs.organise"}
    keyset = ("-starts_on", "-pk")

    @extend_schema(tags=FAIRS, responses=OwnFairSerializer(many=True), operation_id="own_fairs_list")
    def get(self, request, *args, **kwargs):
        """The fairs of the partnership that you may know of, the latest first; those in preparation for its people."""
        pages = KeysetPagination()
        rows = pages.paginate_queryset(readable_fairs(request), request, view=self)
        return pages.get_paginated_response([fair_row(fair, request) for fair in rows])

    @extend_schema(tags=FAIRS, request=NewFair, responses={201: OwnFairSerializer})
    def post(self, request, *args, **kwargs):
        """Plan a fair; nobody outside sees it before its call opens."""
        data = self.shaped(NewFair)
        fair = fairs.create_fair(request.partnership, acting_user=request.user, **data)
        return fair_answer(fair, request, status=201)


class FairPlace(PlaceView):
    """A view about one fair; 404 where the person may not know of it."""

    @cached_property
    def fair(self):
        return get_object_or_404(readable_fairs(self.request), slug=self.kwargs["fair"])

    def get_permission_object(self):
        return self.fair

    def answer(self, fair):
        return fair_answer(fair, self.request)


class OwnFair(FairPlace):
    permissions = {"GET": "fairs.view", "PATCH": "fairs.organise"}

    @extend_schema(tags=FAIRS, responses=OwnFairSerializer, operation_id="own_fair_retrieve")
    def get(self, request, *args, **kwargs):
        """Read a fair with its hours and with what you can do with it now."""
        return self.answer(self.fair)

    @extend_schema(tags=FAIRS, request=FairChange, responses=OwnFairSerializer)
    def patch(self, request, *args, **kwargs):
        """Change what is named in the body. With `If-Match` the change is refused (412) when somebody was faster."""
        data = self.shaped(FairChange, partial=True)
        row = transitions.lock(self.fair)
        require_match(request, fair_row(readable_fairs(request).get(pk=row.pk), request))
        return self.answer(fairs.update_fair(row, acting_user=request.user, **data))


class OwnFairHours(FairPlace):
    permissions = {"PUT": "fairs.organise"}

    @extend_schema(tags=FAIRS, request=Hours, responses=OwnFairSerializer)
    def put(self, request, *args, **kwargs):
        """Set the hours of all days; a refusal names `opens_<day>` or `closes_<day>`."""
        given = self.shaped(Hours)["days"]
        times = {each["day"]: (each["opens_at"], each["closes_at"]) for each in given}
        return self.answer(hours.set_hours(self.fair, acting_user=request.user, hours=times))


class OwnFairStep(FairPlace):
    permissions = {"POST": "fairs.organise"}

    @extend_schema(tags=FAIRS, request=None, responses=OwnFairSerializer)
    def post(self, request, *args, step, **kwargs):
        """Take one of the steps that need nothing else: see `steps` of the fair."""
        if step not in fairs.STEPS:
            raise Http404
        return self.answer(fairs.STEPS[step](self.fair, acting_user=request.user))


class CancelOwnFair(FairPlace):
    permissions = {"POST": "fairs.organise"}

    @extend_schema(tags=FAIRS, request=Cancellation, responses=OwnFairSerializer)
    def post(self, request, *args, **kwargs):
        """Cancel a fair for good; everybody concerned reads the reason in a mail."""
        reason = self.shaped(Cancellation)["reason"]
        return self.answer(fairs.cancel_fair(self.fair, acting_user=request.user, reason=reason))


class SeriesPlace(PlaceView):
    """A view about the series of a partnership, or about the one in the address."""

    @cached_property
    def readable(self):
        return series_of(self.request.partnership, self.request.user)

    @cached_property
    def series(self):
        return get_object_or_404(self.readable, slug=self.kwargs["series"])

    def get_permission_object(self):
        return self.series if "series" in self.kwargs else self.request.partnership

    def row_of(self, series):
        return OwnSeriesSerializer(series, context={"request": self.request}).data

    def answer(self, series, status=200):
        row = self.row_of(series)
        return Response(row, status=status, headers={"ETag": tag_of(row)})


class OwnSeriesList(SeriesPlace):
    permissions = {"GET": "fairs.browse", "POST": "fairs.organise"}

    @extend_schema(tags=SERIES, responses=OwnSeriesSerializer(many=True), operation_id="own_series_list")
    def get(self, request, *args, **kwargs):
        """The series of the partnership that you may know of; those in preparation for its people."""
        rows = [self.row_of(series) for series in self.readable]
        return Response({"next": None, "previous": None, "results": rows})

    @extend_schema(tags=SERIES, request=NewSeries, responses={201: OwnSeriesSerializer})
    def post(self, request, *args, **kwargs):
        """Write down a series; nobody outside sees it before it is announced."""
        data = self.shaped(NewSeries)
        series = series_actions.create_series(request.partnership, acting_user=request.user, **data)
        return self.answer(series, status=201)


class OwnSeries(SeriesPlace):
    permissions = {"GET": "fairs.view_series", "PATCH": "fairs.organise"}

    @extend_schema(tags=SERIES, responses=OwnSeriesSerializer, operation_id="own_series_retrieve")
    def get(self, request, *args, **kwargs):
        """Read a series with what you can do with it now."""
        return self.answer(self.series)

    @extend_schema(tags=SERIES, request=SeriesChange, responses=OwnSeriesSerializer)
    def patch(self, request, *args, **kwargs):
        """Change what is named in the body. With `If-Match` the change is refused (412) when somebody was faster."""
        data = self.shaped(SeriesChange, partial=True)
        row = transitions.lock(self.series)
        require_match(request, self.row_of(row))
        return self.answer(series_actions.update_series(row, acting_user=request.user, **data))


class OwnSeriesStep(SeriesPlace):
    permissions = {"POST": "fairs.organise"}

    @extend_schema(tags=SERIES, request=None, responses=OwnSeriesSerializer)
    def post(self, request, *args, step, **kwargs):
        """Take one of the steps of a series: announce, end, resume."""
        if step not in series_actions.STEPS:
            raise Http404
        return self.answer(series_actions.STEPS[step](self.series, acting_user=request.user))


class CopyLastEdition(SeriesPlace):
    permissions = {"POST": "fairs.organise"}

    @extend_schema(tags=SERIES, request=NextDays, responses={201: OwnFairSerializer})
    def post(self, request, *args, **kwargs):
        """Plan the next edition from the last one; nothing personal and nothing decided is taken over."""
        last = last_edition(self.series)
        if last is None:
            raise Http404
        days = copying.next_days(last) | self.shaped(NextDays)
        return fair_answer(copying.copy_fair(last, acting_user=request.user, **days), request, status=201)
