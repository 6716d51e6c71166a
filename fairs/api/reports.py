"""The public report of a fair for machines."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import RetrieveAPIView

from fairs.models import FairReport


class SurveyTotalsSerializer(serializers.Serializer):
    asked = serializers.IntegerField()
    answers = serializers.IntegerField()
    satisfaction = serializers.FloatField(help_text="Mean, from 1 to 5")
    comes_again = serializers.IntegerField()
    turnover = serializers.DictField(child=serializers.IntegerField(), help_text="Band of turnover to stands")
    contacts = serializers.DictField(child=serializers.IntegerField(), help_text="Band of new contacts to stands")
    stars = serializers.DictField(child=serializers.IntegerField(), help_text="Satisfaction to stands")


class FiguresSerializer(serializers.Serializer):
    applications = serializers.IntegerField()
    participants = serializers.IntegerField()
    stayed_away = serializers.IntegerField(help_text="Had a stand and did not come")
    kinds = serializers.DictField(child=serializers.IntegerField(), help_text="Kind of organisation to participants")
    municipalities = serializers.IntegerField()
    stands = serializers.IntegerField()
    events = serializers.IntegerField()
    visitors = serializers.IntegerField(allow_null=True)
    visitors_estimated = serializers.BooleanField()
    visitor_days = serializers.ListField(help_text="[day, visitors, how it is known]")
    survey = SurveyTotalsSerializer(allow_null=True, help_text="Only totals of five exhibitors or more")


class FairReportSerializer(serializers.Serializer):
    fair = serializers.SlugField(source="fair.slug")
    words = serializers.CharField()
    words_en = serializers.CharField()
    published_at = serializers.DateTimeField()
    figures = FiguresSerializer()


@extend_schema(tags=["fairs"])
class PublicReport(RetrieveAPIView):
    """The report of a fair that is over: its words, and the figures as they stood when it was published."""

    permission = "fairs.browse"
    serializer_class = FairReportSerializer
    queryset = FairReport.objects.filter(is_published=True).select_related("fair")

    def get_object(self):
        return get_object_or_404(self.get_queryset(), fair=self.kwargs["pk"], fair__is_published=True)
