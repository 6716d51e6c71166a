"""Writing articles: for the editors of a partnership."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.views import ActionFormView, ActionView, PolicyView
from knowledge.actions import articles
from knowledge.forms import ArticleForm
from knowledge.models import Article
from knowledge.queries.articles import managed_articles
from knowledge.views.articles import article_context


class ManageArticlesView(PolicyView, ListView):
    """All articles of the partnership, the newest first."""

    permission = "knowledge.oversee"
    template_name = "knowledge/manage_articles.html"
    paginate_by = 25

    def get_queryset(self):
        return managed_articles(self.request.partnership)

    def get_context_data(self, **kwargs):
        may_edit = authorise(self.request.user, "knowledge.edit", self.request.partnership)
        return super().get_context_data(may_edit=may_edit, **kwargs)


class ArticleMixin:
    """Finds the article that the address names, and knows the way back."""

    @property
    def article(self):
        if not hasattr(self, "_article"):
            rows = Article.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
            self._article = rows.select_related("partnership").filter(pk=self.kwargs["pk"]).first()
        if self._article is None:
            raise Http404
        return self._article

    def address(self, route):
        return reverse(route, kwargs={"partnership": self.request.partnership.slug, "pk": self.article.pk})

    def get_success_url(self):
        return reverse("manage_articles", kwargs={"partnership": self.request.partnership.slug})


class WriteView(ArticleMixin, ActionFormView):
    """Begin an article; the second button saves and shows it as readers will see it."""

    permission = "knowledge.edit"
    template_name = "knowledge/article_form.html"
    form_class = ArticleForm

    def perform(self, form):
        self._article = articles.write_article(
            self.request.partnership, form.cleaned_data, acting_user=self.request.user
        )
        return self._article

    def get_success_message(self):
        return _("The draft is saved.")

    def get_success_url(self):
        return self.address("article_preview" if "preview" in self.request.POST else "article_edit")


class EditView(ArticleMixin, ActionFormView):
    """Change an article."""

    permission = "knowledge.edit"
    template_name = "knowledge/article_form.html"
    form_class = ArticleForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"article": self.article}

    def perform(self, form):
        return articles.change_article(self.article, form.cleaned_data, acting_user=self.request.user)

    def get_success_message(self):
        return _("The changes are saved.")

    def get_success_url(self):
        return self.address("article_preview" if "preview" in self.request.POST else "article_edit")

    def get_context_data(self, **kwargs):
        return super().get_context_data(article=self.article, **kwargs)


class PreviewView(ArticleMixin, PolicyView, TemplateView):
    """An article as its readers will see it, with the buttons to publish or change it."""

    permission = "knowledge.oversee"
    template_name = "knowledge/article_preview.html"

    def get_context_data(self, **kwargs):
        may_edit = authorise(self.request.user, "knowledge.edit", self.article)
        return super().get_context_data(may_edit=may_edit, **article_context(self.article), **kwargs)


class PublishView(ArticleMixin, ActionView):
    """Publish a draft, and show it where its readers will find it."""

    permission = "knowledge.publish"

    def perform(self):
        return articles.publish_article(self.article, acting_user=self.request.user)

    def get_success_message(self):
        return _("“%(title)s” is published. The next digest tells of it.") % {"title": self.result.name}

    def get_success_url(self):
        return self.result.get_absolute_url()

    def get_failure_url(self):
        return self.address("article_edit")


class ArchiveView(ArticleMixin, ActionView):
    """Ask once more, then take an article out of public sight."""

    permission = "knowledge.publish"
    http_method_names = ["get", "post"]

    def get(self, request, *args, **kwargs):
        return render(request, "knowledge/article_archive.html", {"article": self.article})

    def perform(self):
        return articles.archive_article(self.article, acting_user=self.request.user)

    def get_success_message(self):
        return _("“%(title)s” is archived.") % {"title": self.result.name}
