"""Articles, topics and subscriptions for machines."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle

from core.api.pagination import OnePage
from core.origin import origin_hash
from knowledge import consent
from knowledge.actions import subscriptions
from knowledge.api.serializers import (
    ArticleDetailSerializer,
    ArticleSerializer,
    SubscribeSerializer,
    TopicSerializer,
)
from knowledge.filters import NationalArticleFilter
from knowledge.models import Article, Topic

CARD = (
    "id",
    "partnership__slug",
    "slug",
    "title",
    "title_en",
    "summary",
    "summary_en",
    "target_groups",
    "topics",
    "published_at",
)


@extend_schema(tags=["knowledge"])
class TopicList(ListAPIView):
    """The topics of articles and subscriptions, all of them."""

    permission = "knowledge.browse"
    serializer_class = TopicSerializer
    queryset = Topic.objects.all()
    pagination_class = OnePage


@extend_schema(tags=["knowledge"])
class ArticleList(ListAPIView):
    """Published articles, the newest first; `partnership`, `topic` and `target_group` narrow the list."""

    permission = "knowledge.browse"
    serializer_class = ArticleSerializer
    filterset_class = NationalArticleFilter
    keyset = ("-published_at", "-id")
    queryset = Article.objects.published().values(*CARD)


@extend_schema(tags=["knowledge"])
class ArticleDetail(RetrieveAPIView):
    """One published article with its text."""

    permission = "knowledge.browse"
    serializer_class = ArticleDetailSerializer
    queryset = Article.objects.published().values(*CARD, "body", "body_en")


@extend_schema(tags=["knowledge"], responses={202: None})
class Subscribe(GenericAPIView):
    """Ask for the digest of a partnership for an address; a mail to confirm goes there.

    The answer is 202 whether the address was known or not.
    """

    permission = "knowledge.subscribe"
    serializer_class = SubscribeSerializer
    authentication_classes: list = []
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "subscribe"

    def post(self, request, partnership):
        wish = self.get_serializer(data=request.data)
        wish.is_valid(raise_exception=True)
        subscriptions.ask(
            request.partnership,
            email=wish.validated_data["email"],
            choices=wish.choices(),
            origin=origin_hash(request),
            text_shown=consent.text_of_asking_elsewhere(request.partnership),
            acting_user=request.user,
        )
        return Response(status=202)
