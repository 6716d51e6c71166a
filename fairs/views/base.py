"""What the pages about one fair share."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from fairs.models import Fair

SECTION = {"section": "fairs"}


class PartnershipPage(PolicyView):
    """A page of the open partnership, below its navigation."""

    extra_context = SECTION

    def address(self, name, **kwargs):
        return reverse(name, kwargs={"partnership": self.request.partnership.slug, **kwargs})


class FairPage(PartnershipPage):
    """A page about the fair named in the address; 404 where the reader may not know of it."""

    @cached_property
    def fair(self):
        readable = Fair.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(readable.with_card_data(), slug=self.kwargs["fair"])

    def get_permission_object(self):
        return self.fair

    def get_context_data(self, **kwargs):
        kwargs["fair"] = self.fair
        return super().get_context_data(**kwargs)

    def get_success_url(self):
        return self.address("fair_detail", fair=self.fair.slug)


class FairDeskPage(SignedInFirstMixin, FairPage):
    """A page of those who do something with the fair."""


class ConfirmView(ActionFormView):
    """A question before a deed: the words come from the subclass."""

    template_name = "fairs/confirm.html"
    form_class = forms.Form
    title = consequence = submit = ""
    kind = "danger"

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "consequence": self.consequence, "submit": self.submit, "kind": self.kind}
        return super().get_context_data(cancel=self.get_success_url(), **words, **kwargs)
