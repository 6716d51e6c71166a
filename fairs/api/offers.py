"""Offers of stands to one's own organisations, and the fees of a fair for its organiser."""

from collections.abc import Callable

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from fairs.actions import fees, offers
from fairs.models import Application, Exemption, Fair, Fee, PaymentWay, StandOffer
from fairs.queries.fees import fees_of
from fairs.queries.participants import own_applications

TAGS = ["stands and fees"]


class OfferSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    application = serializers.IntegerField(source="application_id")
    organisation = serializers.IntegerField(source="application.organisation_id")
    fair = serializers.IntegerField(source="application.fair_id")
    stand = serializers.CharField(source="stand.code")
    state = serializers.CharField()
    is_open = serializers.BooleanField()
    confirm_by = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class FeeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    application = serializers.IntegerField(source="application_id")
    organisation = serializers.IntegerField(source="application.organisation_id")
    metres = serializers.DecimalField(max_digits=4, decimal_places=1)
    rate = serializers.DecimalField(max_digits=7, decimal_places=2)
    amount = serializers.DecimalField(max_digits=9, decimal_places=2)
    state = serializers.CharField()
    paid_on = serializers.DateField(allow_null=True)
    way = serializers.CharField()
    receipt = serializers.CharField()
    exemption = serializers.CharField()
    reason = serializers.CharField()
    note = serializers.CharField()


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=2000)


class PaySerializer(serializers.Serializer):
    paid_on = serializers.DateField()
    way = serializers.ChoiceField(choices=PaymentWay.choices)
    receipt = serializers.CharField(max_length=60, required=False, allow_blank=True)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class ExemptSerializer(serializers.Serializer):
    exemption = serializers.ChoiceField(choices=Exemption.choices)
    reason = serializers.CharField(max_length=2000)


class CorrectSerializer(serializers.Serializer):
    amount = serializers.DecimalField(max_digits=9, decimal_places=2, min_value=0)
    note = serializers.CharField(max_length=200)


class RefundSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


FEE_STEPS: dict[str, tuple[Callable, type]] = {
    "pay": (fees.pay_fee, PaySerializer),
    "exempt": (fees.exempt_fee, ExemptSerializer),
    "correct": (fees.correct_fee, CorrectSerializer),
    "reopen": (fees.reopen_fee, serializers.Serializer),
    "owe_back": (fees.owe_back_fee, ReasonSerializer),
    "refund": (fees.refund_fee, RefundSerializer),
}


class PrivateView(APIView):
    """An answer that nobody keeps a copy of."""

    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "own"

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    def shaped(self, serializer_class):
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


@extend_schema(tags=TAGS)
class OwnOffers(PrivateView, ListAPIView):
    """The stands that were offered to one's own organisations."""

    permission = "fairs.own_applications"
    serializer_class = OfferSerializer
    keyset = ("-pk",)

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return StandOffer.objects.none()
        own = own_applications(self.request.user, self.request.partnership)
        return StandOffer.objects.filter(application__in=own.values("pk")).select_related("application", "stand")


class OfferView(PrivateView):
    """One offer; 404 where the person may not know of its application."""

    permission = "fairs.confirm_offer"

    def get_permission_object(self):
        return self.offer

    @cached_property
    def offer(self):
        readable = Application.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        offers = StandOffer.objects.filter(application__in=readable.values("pk"))
        return get_object_or_404(
            offers.select_related("application__organisation", "application__fair", "stand"), pk=self.kwargs["pk"]
        )

    def answered(self, offer):
        return Response(OfferSerializer(offer).data)


class ConfirmOffer(OfferView):
    @extend_schema(tags=TAGS, request=None, responses=OfferSerializer)
    def post(self, request, *args, **kwargs):
        """Take the stand for good; 409 `stand-taken` when somebody else was faster."""
        return self.answered(offers.confirm_offer(self.offer, acting_user=request.user))


class DeclineOffer(OfferView):
    @extend_schema(tags=TAGS, request=None, responses=OfferSerializer)
    def post(self, request, *args, **kwargs):
        """Give the stand back; the next who waits is asked."""
        return self.answered(offers.decline_offer(self.offer, acting_user=request.user))


class RecallOffer(OfferView):
    permission = "fairs.organise"

    @extend_schema(tags=TAGS, request=ReasonSerializer, responses=OfferSerializer)
    def post(self, request, *args, **kwargs):
        """Take a stand back from somebody, who reads the reason."""
        reason = self.shaped(ReasonSerializer)["reason"]
        return self.answered(offers.recall_offer(self.offer, acting_user=request.user, reason=reason))


class FairFees(PrivateView):
    """The fees of a fair, by the names of the organisations."""

    permission = "fairs.oversee"

    def get_permission_object(self):
        return self.fair

    @cached_property
    def fair(self):
        readable = Fair.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(readable, slug=self.kwargs["fair"])

    @extend_schema(tags=TAGS, responses=FeeSerializer(many=True))
    def get(self, request, *args, **kwargs):
        rows = FeeSerializer(fees_of(self.fair), many=True).data
        return Response({"next": None, "previous": None, "results": rows})


class FeeStep(PrivateView):
    """One step of one fee: pay, exempt, correct, reopen, owe_back or refund."""

    permission = "fairs.organise"

    def get_permission_object(self):
        return self.fee

    @cached_property
    def fee(self):
        readable = Application.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        fees_there = Fee.objects.filter(application__in=readable.values("pk")).select_related("application")
        return get_object_or_404(fees_there, pk=self.kwargs["pk"])

    @extend_schema(tags=TAGS, request=PaySerializer, responses=FeeSerializer)
    def post(self, request, *args, step, **kwargs):
        """Record the step; `pay` asks for the day and the way, `exempt` for the ground and a reason."""
        if step not in FEE_STEPS:
            raise Http404
        act, serializer_class = FEE_STEPS[step]
        return Response(FeeSerializer(act(self.fee, acting_user=request.user, **self.shaped(serializer_class))).data)
