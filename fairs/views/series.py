"""Series of fairs: the public pages, and those of the coordinator."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.transitions import possible
from core.views import ActionFormView, SignedInFirstMixin
from fairs.actions import copying
from fairs.actions import series as actions
from fairs.forms.series import CopyForm, SeriesForm
from fairs.queries.copying import last_edition, taken_over
from fairs.queries.series import editions_of, series_of
from fairs.states import SERIES_TRANSITIONS, SeriesState
from fairs.views.base import ConfirmView, PartnershipPage

PAGE_SIZE = 50

STEP_WORDS = {
    "announce": (
        _("Announce the series?"),
        _("Its page becomes public, with every edition that is public. This can't be undone."),
        _("Announce the series"),
        _("The series is public."),
    ),
    "end": (
        _("Has the series ended?"),
        _("No new fair can belong to it. Its page stays, and you can resume it at any time."),
        _("End the series"),
        _("The series has ended."),
    ),
    "resume": (
        _("Resume the series?"),
        _("New fairs can belong to it again."),
        _("Resume the series"),
        _("The series goes on."),
    ),
}
"""Of each step: the question, what follows, the button, and what is said afterwards."""


class SeriesPage(PartnershipPage):
    """A page about the series named in the address; 404 where the reader may not know of it."""

    @cached_property
    def series(self):
        return get_object_or_404(series_of(self.request.partnership, self.request.user), slug=self.kwargs["series"])

    def get_permission_object(self):
        return self.series

    def get_context_data(self, **kwargs):
        kwargs["series"] = self.series
        return super().get_context_data(**kwargs)

    def get_success_url(self):
        return self.address("series_detail", series=self.series.slug)


class SeriesListView(PartnershipPage, ListView):
    """The series of a partnership; its people see those in preparation, too."""

    permission = "fairs.browse"
    template_name = "fairs/series/list.html"
    context_object_name = "series_list"
    paginate_by = 30

    def get_queryset(self):
        return series_of(self.request.partnership, self.request.user)

    def get_context_data(self, **kwargs):
        may_organise = authorise(self.request.user, "fairs.organise", self.request.partnership)
        return super().get_context_data(may_organise=may_organise, **kwargs)


class SeriesDetailView(SeriesPage, TemplateView):
    """What a series is, who holds it, by which rules, and its editions over the years."""

    permission = "fairs.view_series"
    template_name = "fairs/series/detail.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        may_organise = authorise(user, "fairs.organise", self.series)
        page = Paginator(editions_of(self.series, user), PAGE_SIZE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page_obj=page,
            steps=possible(self.series, SERIES_TRANSITIONS, user),
            may_organise=may_organise,
            can_copy=may_organise and self.series.state != SeriesState.ENDED and self.series.editions.exists(),
            **kwargs,
        )


class SeriesCreateView(PartnershipPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/series/form.html"
    form_class = SeriesForm
    success_message = _("The series is written down. Announce it when its page may be public.")

    def perform(self, form):
        return actions.create_series(self.request.partnership, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("series_detail", series=self.result.slug)


class SeriesEditView(SignedInFirstMixin, SeriesPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/series/form.html"
    form_class = SeriesForm
    success_message = _("The changes are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.series}

    def perform(self, form):
        return actions.update_series(self.series, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("series_detail", series=self.result.slug)


class SeriesStepView(SignedInFirstMixin, SeriesPage, ConfirmView):
    """One of the steps of a series, which need nothing but a confirmation."""

    permission = "fairs.organise"
    template_name = "fairs/series/confirm.html"
    kind = "primary"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if kwargs["step"] not in STEP_WORDS:
            raise Http404("No such step")
        self.title, self.consequence, self.submit, self.success_message = STEP_WORDS[kwargs["step"]]

    def perform(self, form):
        return actions.STEPS[self.kwargs["step"]](self.series, acting_user=self.request.user)


class SeriesCopyView(SignedInFirstMixin, SeriesPage, ActionFormView):
    """The next edition from the last one: what is taken over is said before."""

    permission = "fairs.organise"
    template_name = "fairs/series/copy.html"
    form_class = CopyForm
    success_message = _("The next edition is planned. Look through it: it is not public yet.")

    @cached_property
    def last(self):
        fair = last_edition(self.series)
        if fair is None:
            raise Http404("No edition yet")
        return fair

    def get_initial(self):
        return copying.next_days(self.last)

    def perform(self, form):
        return copying.copy_fair(self.last, acting_user=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(last=self.last, parts=taken_over(self.last), **kwargs)

    def get_success_url(self):
        return self.address("fair_detail", fair=self.result.slug)
