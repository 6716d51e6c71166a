"""What lists of articles can be narrowed by, for pages and API alike."""

import django_filters
from django.utils.translation import gettext_lazy as _

from knowledge.models import Article, Topic
from knowledge.queries.vocabularies import target_groups_by_class


class ArticleFilter(django_filters.FilterSet):
    """Articles on one topic, addressed to one target group."""

    topic = django_filters.ChoiceFilter(label=_("Topic"), empty_label=_("All topics"), method="names_topic")
    target_group = django_filters.ChoiceFilter(
        label=_("Target group"), empty_label=_("All target groups"), method="names_target_group"
    )

    class Meta:
        model = Article
        fields: list = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        classes = target_groups_by_class()
        self.topics = {topic.code: topic for topic in Topic.objects.all()}
        self.target_groups = {group.code: group for _heading, groups in classes for group in groups}
        self.filters["topic"].extra["choices"] = [(code, topic.label) for code, topic in self.topics.items()]
        self.filters["target_group"].extra["choices"] = [
            (heading, [(group.code, group.label) for group in groups]) for heading, groups in classes
        ]

    def names_topic(self, queryset, name, value: str):
        return queryset.filter(topics__contains=[value])

    def names_target_group(self, queryset, name, value: str):
        return queryset.filter(target_groups__contains=[value])

    def chosen(self):
        """Return [(parameter, label)] of the filters that are set."""
        data = self.form.cleaned_data if self.form.is_valid() else {}
        terms = {"topic": self.topics, "target_group": self.target_groups}
        return [(name, labels[data[name]].label) for name, labels in terms.items() if data.get(name)]


class NationalArticleFilter(ArticleFilter):
    """The same over the whole country, with the partnership as a filter of its own."""

    partnership = django_filters.CharFilter(field_name="partnership__slug")
