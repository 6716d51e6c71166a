"""The organiser's pages of the review: criteria, check, reviewers, marks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView
from fairs.actions import criteria, eligibility, reviewers, sharing_out
from fairs.forms.reviews import CriteriaForm, ManyEligibilityForm, ReviewersForm, ShareOutForm
from fairs.models import FairReviewer
from fairs.queries import reviewers as people
from fairs.queries import reviews
from fairs.states import DECIDABLE_STATES, FairState
from fairs.views.base import ConfirmView, FairDeskPage

PAGE_SIZE = 50


class DeskPage(FairDeskPage):
    def get_success_url(self):
        return self.address("fair_review", fair=self.fair.slug)


class ReviewDeskView(DeskPage, TemplateView):
    """Where the review of a fair stands, and the order that its marks give so far."""

    permission = "fairs.oversee_reviews"
    template_name = "fairs/review/desk.html"

    def get_context_data(self, **kwargs):
        fair = self.fair
        page = Paginator(reviews.ranking(fair, self.request.user), PAGE_SIZE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page_obj=page,
            progress=reviews.progress(fair),
            criteria=fair.criteria.all(),
            may_organise=authorise(self.request.user, "fairs.organise", fair),
            is_reviewing=fair.state == FairState.UNDER_REVIEW,
            **kwargs,
        )


class CriteriaView(DeskPage, ActionFormView):
    """By what applications are judged; all rows at once, as their weights make a hundred together."""

    permission = "fairs.organise"
    template_name = "fairs/review/criteria.html"
    form_class = CriteriaForm
    success_message = gettext_lazy("The criteria are saved.")

    @cached_property
    def stored(self):
        return list(self.fair.criteria.all())

    @cached_property
    def may_change(self):
        return criteria.may_change_criteria(self.fair)

    def get_form_kwargs(self):
        begun_from = self.stored or reviews.suggested_criteria(self.fair)
        return {**super().get_form_kwargs(), "criteria": begun_from}

    def get_context_data(self, **kwargs):
        is_suggested = not self.stored and bool(kwargs.get("form") is None and reviews.suggested_criteria(self.fair))
        return super().get_context_data(
            criteria=self.stored, may_change=self.may_change, is_suggested=is_suggested, **kwargs
        )

    def perform(self, form):
        return criteria.set_criteria(self.fair, form.criteria, acting_user=self.request.user)


class EligibilityView(DeskPage, ActionFormView):
    """Check applications against the terms of the call, many at once."""

    permission = "fairs.organise"
    template_name = "fairs/review/eligibility.html"
    form_class = ManyEligibilityForm

    @cached_property
    def waiting(self):
        mine = reviews.judged(self.fair).waiting().of_others(self.request.user)
        return (
            mine.free_of_conflict(self.request.user)
            .select_related("organisation__municipality", "organisation__legal_form")
            .order_by("-eligibility", "submitted_at", "pk")
        )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "waiting": self.waiting}

    def get_context_data(self, **kwargs):
        page = Paginator(self.waiting, PAGE_SIZE).get_page(self.request.GET.get("page"))
        chosen = {int(pk) for pk in self.request.POST.getlist("applications") if pk.isdecimal()}
        return super().get_context_data(
            page_obj=page,
            chosen=chosen,
            progress=reviews.progress(self.fair),
            may_check=self.fair.state in DECIDABLE_STATES,
            **kwargs,
        )

    def perform(self, form):
        checked, left = eligibility.check_many(acting_user=self.request.user, **form.cleaned_data)
        for application, message in left:
            messages.error(self.request, f"{application.organisation}: {message}")
        return checked

    def get_success_message(self):
        number = len(self.result)
        words = ngettext("%(number)s application is checked.", "%(number)s applications are checked.", number)
        return words % {"number": number} if number else ""

    def get_success_url(self):
        return self.address("review_eligibility", fair=self.fair.slug)


class ReviewersView(DeskPage, ActionFormView):
    """Who reviews the applications of a fair, and how much each has to do."""

    permission = "fairs.organise"
    template_name = "fairs/review/reviewers.html"
    form_class = ReviewersForm

    @cached_property
    def candidates(self):
        return people.candidates(self.fair)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "candidates": self.candidates}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            reviewers=reviews.workload(self.fair),
            candidates=self.candidates,
            progress=reviews.progress(self.fair),
            criteria=self.fair.criteria.all(),
            share_out=ShareOutForm(),
            is_reviewing=self.fair.state == FairState.UNDER_REVIEW,
            **kwargs,
        )

    def perform(self, form):
        return reviewers.appoint_reviewers(self.fair, form.cleaned_data["users"], acting_user=self.request.user)

    def get_success_message(self):
        number = len(self.result)
        return ngettext("%(number)s reviewer more.", "%(number)s reviewers more.", number) % {"number": number}

    def get_success_url(self):
        return self.address("review_reviewers", fair=self.fair.slug)


class DismissView(DeskPage, ConfirmView):
    permission = "fairs.organise"
    title = gettext_lazy("Take this person off the reviewers?")
    consequence = gettext_lazy(
        "What they have scored stays. What they have not is free, and you can share it out again."
    )
    submit = gettext_lazy("Take off the reviewers")
    success_message = gettext_lazy("This person reviews no more.")

    @cached_property
    def reviewer(self):
        return get_object_or_404(FairReviewer, fair=self.fair, pk=self.kwargs["reviewer"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.reviewer.user, **kwargs)

    def perform(self, form):
        return reviewers.dismiss_reviewer(self.reviewer, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("review_reviewers", fair=self.fair.slug)


class ShareOutView(DeskPage, ActionFormView):
    """Share the applications that meet the terms out among the reviewers, evenly."""

    permission = "fairs.organise"
    template_name = "fairs/review/share_out.html"
    form_class = ShareOutForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(progress=reviews.progress(self.fair), **kwargs)

    def perform(self, form):
        return sharing_out.share_out_evenly(self.fair, acting_user=self.request.user, each=form.cleaned_data["each"])

    def get_success_message(self):
        number = len(self.result)
        if not number:
            return _("There was nothing more to share out.")
        words = ngettext(
            "%(number)s review is shared out. The reviewers get a mail.",
            "%(number)s reviews are shared out. The reviewers get a mail.",
            number,
        )
        return words % {"number": number}

    def get_success_url(self):
        return self.address("review_reviewers", fair=self.fair.slug)
