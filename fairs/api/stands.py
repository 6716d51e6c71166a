"""The stand plan for machines."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import RetrieveAPIView

from core import tenancy
from fairs.models import Fair
from fairs.queries.plans import ground_of, picture_address, stands_on
from fairs.queries.standing import standing_at


class HolderSerializer(serializers.Serializer):
    organisation = serializers.IntegerField(source="application.organisation_id")
    slug = serializers.CharField(source="application.organisation.slug")
    name = serializers.CharField(source="application.organisation.name")
    name_en = serializers.CharField(source="application.organisation.name_en")
    is_confirmed = serializers.BooleanField()


class StandSerializer(serializers.Serializer):
    code = serializers.CharField()
    kind = serializers.CharField()
    zone = serializers.CharField()
    x = serializers.FloatField()
    y = serializers.FloatField()
    frontage = serializers.FloatField()
    depth = serializers.FloatField()
    power_watts = serializers.IntegerField()
    has_water = serializers.BooleanField()
    has_cold = serializers.BooleanField()
    takes_food = serializers.BooleanField()
    takes_animals = serializers.BooleanField()
    neighbours = serializers.ListField(child=serializers.CharField())
    holder = HolderSerializer(allow_null=True)


class PlanSerializer(serializers.Serializer):
    fair = serializers.IntegerField(source="fair_id")
    width = serializers.FloatField()
    depth = serializers.FloatField()
    picture = serializers.CharField()
    stands = StandSerializer(many=True)


@extend_schema(tags=["fairs"])
class FairPlan(RetrieveAPIView):
    """The ground and the stands of an announced fair in metres; who stands where once it tells its participants."""

    permission = "fairs.browse"
    serializer_class = PlanSerializer
    queryset = Fair.objects.published().with_card_data()

    def get_object(self):
        fair = super().get_object()
        plan = ground_of(fair)
        plan.picture = picture_address(fair, plan)
        holders = _holders_of(fair)
        plan.stands = stands_on(fair)
        for stand in plan.stands:
            stand.holder = holders.get(stand.pk)
        return plan


def _holders_of(fair):
    """Return {key of a stand: offer} of public organisations, or nothing before the fair tells who takes part."""
    if not fair.shows_participants:
        return {}
    with tenancy.activate(fair.partnership):
        held = standing_at(fair)
    return {key: offer for key, offer in held.items() if offer.application.organisation.is_published}
