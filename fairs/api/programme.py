"""The programme of an announced fair for machines."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from fairs.models import Fair, ProgrammeEvent
from fairs.queries.programme_calendar import is_off


class EventSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    description = serializers.CharField()
    description_en = serializers.CharField()
    place = serializers.CharField()
    speakers = serializers.CharField()
    organisation = serializers.SerializerMethodField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    is_cancelled = serializers.SerializerMethodField()
    changed_at = serializers.DateTimeField()

    def get_organisation(self, event) -> int | None:
        holder = event.organisation
        return holder.pk if holder and holder.is_published else None

    def get_is_cancelled(self, event) -> bool:
        return is_off(event)


@extend_schema(tags=["fairs"])
class FairProgramme(ListAPIView):
    """What happens at an announced fair, in the order in which it begins; what was cancelled is marked."""

    permission = "fairs.browse"
    serializer_class = EventSerializer
    queryset = ProgrammeEvent.objects.filter(is_published=True).select_related("organisation", "fair")
    keyset = ("starts_at", "pk")

    def get_queryset(self):
        fair_id = self.kwargs["pk"]
        if not Fair.objects.published().filter(pk=fair_id).exists():
            raise Http404("No such fair")
        return super().get_queryset().filter(fair=fair_id)
