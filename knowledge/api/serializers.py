"""The shape of articles and subscriptions in the API."""

from django.conf import settings
from rest_framework import serializers

from knowledge.actions.subscriptions import Choices
from knowledge.models import Topic
from partnerships.models import TargetGroup


class TopicSerializer(serializers.ModelSerializer):
    class Meta:
        model = Topic
        fields = ["code", "label_el", "label_en"]


class ArticleSerializer(serializers.Serializer):
    """A row of the list; it reads from `values()`."""

    id = serializers.IntegerField()
    partnership = serializers.CharField(source="partnership__slug")
    slug = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    summary = serializers.CharField()
    summary_en = serializers.CharField()
    target_groups = serializers.ListField(child=serializers.CharField())
    topics = serializers.ListField(child=serializers.CharField())
    published_at = serializers.DateTimeField()


class ArticleDetailSerializer(ArticleSerializer):
    """The whole article; texts are plain, a blank line begins a paragraph."""

    body = serializers.CharField()
    body_en = serializers.CharField()


class SubscribeSerializer(serializers.Serializer):
    """A wish to subscribe. Without target groups and topics everything is sent."""

    email = serializers.EmailField(max_length=254)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    target_groups = serializers.ListField(child=serializers.CharField(max_length=60), max_length=100, default=list)
    topics = serializers.ListField(child=serializers.CharField(max_length=60), max_length=100, default=list)

    def validate_target_groups(self, codes):
        return _known(codes, TargetGroup)

    def validate_topics(self, codes):
        return _known(codes, Topic)

    def choices(self):
        """Return the Choices of valid data."""
        data = self.validated_data
        return Choices(data["language"], tuple(data["target_groups"]), tuple(data["topics"]))


def _known(codes, vocabulary):
    known = vocabulary.objects.in_bulk(codes)
    if unknown := [code for code in codes if code not in known]:
        raise serializers.ValidationError([f"“{code}” is not known." for code in unknown])
    return codes
