"""The reviewer's own queue for programs: read, score, declare a conflict of interest."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from core.api.serializers import RequestSerializer
from fairs.actions import reviews as actions
from fairs.models.reviews import BEST
from fairs.queries.reviews import own_reviews, to_review
from fairs.states import ReviewState

TAGS = ["reviews"]


class CriterionSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    label = serializers.CharField()
    label_en = serializers.CharField()
    help = serializers.CharField()
    help_en = serializers.CharField()
    weight = serializers.IntegerField()


class ReviewRowSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    fair = serializers.SlugField(source="application.fair.slug")
    organisation = serializers.SlugField(source="application.organisation.slug")
    state = serializers.ChoiceField(choices=ReviewState.choices)
    assigned_at = serializers.DateTimeField()


class ReviewSerializer(ReviewRowSerializer):
    products_shown = serializers.CharField(source="application.products_shown")
    needs = serializers.CharField(source="application.needs")
    criteria = CriterionSerializer(many=True, source="application.fair.criteria.all")
    scores = serializers.SerializerMethodField(help_text="{criterion: 0 to 5}")
    comment = serializers.CharField()

    def get_scores(self, review) -> dict[str, int]:
        return {str(score.criterion_id): score.value for score in review.scores.all()}


class ScoresRequest(RequestSerializer):
    scores = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=BEST), help_text="{criterion: 0 to 5}, every criterion"
    )
    comment = serializers.CharField(required=False, allow_blank=True, default="", max_length=20_000)

    def validate_scores(self, scores):
        return {int(key): value for key, value in scores.items() if key.isdecimal()}


class ConflictRequest(RequestSerializer):
    words = serializers.CharField(allow_blank=True, max_length=20_000)


class ReviewerView(APIView):
    """A view about the reviews of whoever asks; nobody else's are there, nor those left for a conflict of interest."""

    permission = "fairs.reviews"
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "own"

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response


class OwnReviews(ReviewerView):
    @extend_schema(tags=TAGS, responses=ReviewRowSerializer(many=True))
    def get(self, request, *args, **kwargs):
        """Return the reviews that wait for you, in the order in which the applications came."""
        rows = ReviewRowSerializer(to_review(request.user, request.partnership), many=True).data
        return Response({"next": None, "previous": None, "results": rows})


class OwnReviewView(ReviewerView):
    permission = "fairs.view_review"

    @cached_property
    def review(self):
        return get_object_or_404(own_reviews(self.request.user, self.request.partnership), pk=self.kwargs["pk"])

    def get_permission_object(self):
        # A visitor is asked for a key before anything else.
        return self.review if self.request.user.is_authenticated else self.request.partnership

    def shaped(self, serializer_class):
        """Return the valid data of the request. Raises ValidationError."""
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


class OwnReview(OwnReviewView):
    @extend_schema(tags=TAGS, responses=ReviewSerializer, operation_id="own_review_retrieve")
    def get(self, request, *args, **kwargs):
        """Read what is to be judged, by which criteria, and your scores so far."""
        return Response(ReviewSerializer(self.review).data)

    @extend_schema(tags=TAGS, request=ScoresRequest, responses=ReviewSerializer)
    def put(self, request, *args, **kwargs):
        """Score the application by every criterion; it can be scored anew until the review is over."""
        data = self.shaped(ScoresRequest)
        actions.score_application(self.review, acting_user=request.user, **data)
        fresh = own_reviews(request.user, request.partnership).get(pk=self.review.pk)
        return Response(ReviewSerializer(fresh).data)


class DeclareConflict(OwnReviewView):
    @extend_schema(tags=TAGS, request=ConflictRequest, responses={204: None})
    def post(self, request, *args, **kwargs):
        """Leave the application because of a conflict of interest: from now on it is not there for you."""
        actions.declare_conflict(self.review, acting_user=request.user, **self.shaped(ConflictRequest))
        return Response(status=204)
