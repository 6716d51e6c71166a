"""Reading the knowledge base."""

from django.http import Http404
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.views import PolicyView
from knowledge.filters import ArticleFilter
from knowledge.models import Article
from knowledge.queries.articles import published_articles
from knowledge.queries.vocabularies import labels_by_code, named


class ArticleListView(PolicyView, ListView):
    """The published articles of a partnership, the newest first, by topic and target group."""

    permission = "knowledge.browse"
    template_name = "knowledge/article_list.html"
    paginate_by = 12

    def get_queryset(self):
        self.filter = ArticleFilter(self.request.GET, queryset=published_articles(self.request.partnership))
        return self.filter.qs

    def get_context_data(self, **kwargs):
        context = super().get_context_data(section="knowledge", filter=self.filter, **kwargs)
        context["chosen"] = [(label, self._without(name)) for name, label in self.filter.chosen()]
        context["may_write"] = authorise(self.request.user, "knowledge.edit", self.request.partnership)
        context["cards"] = [(article, self._topics(article)) for article in context["object_list"]]
        return context

    def _topics(self, article):
        return named(article.topics, self.filter.topics)

    def _without(self, parameter):
        query = self.request.GET.copy()
        query.pop(parameter, None)
        query.pop("page", None)
        return f"{self.request.path}?{query.urlencode()}"


class ArticleView(PolicyView, TemplateView):
    """One published article."""

    permission = "knowledge.browse"
    template_name = "knowledge/article.html"

    def get_context_data(self, **kwargs):
        partnership = self.request.partnership
        rows = Article.objects.published().filter(partnership=partnership, slug=kwargs["slug"])
        article = rows.first()
        if article is None:
            raise Http404
        return super().get_context_data(section="knowledge", **article_context(article), **kwargs)


def article_context(article):
    """Return what the article's own part of a page needs: the article, and whom and what it is about."""
    target_groups, topics = labels_by_code()
    return {
        "article": article,
        "target_groups": named(article.target_groups, target_groups),
        "topics": named(article.topics, topics),
    }
