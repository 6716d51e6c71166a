"""Pages about one application's review: for those who decide, and for the reviewer with a phone in hand."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView, ActionView, SignedInFirstMixin
from fairs.actions import eligibility, reviews, sharing_out
from fairs.forms.reviews import AssignForm, ConflictForm, EligibilityForm, ScoreForm
from fairs.models import Review
from fairs.queries import reviews as queries
from fairs.queries.review_dossier import dossier
from fairs.states import DECIDABLE_STATES, WAITING_STATES, Eligibility, FairState
from fairs.views.applying import ApplicationPage
from fairs.views.base import ConfirmView, PartnershipPage


class ApplicationReviewView(ApplicationPage, ActionFormView):
    """What the check and the reviews say of one application; its organiser checks it here."""

    permission = "fairs.see_reviews"
    template_name = "fairs/review/application.html"
    form_class = EligibilityForm
    success_message = gettext_lazy("The check is saved.")

    def get_initial(self):
        return {"reason": self.application.eligibility_reason, "note": self.application.eligibility_note}

    def get_context_data(self, **kwargs):
        application, user = self.application, self.request.user
        is_waiting = application.state in WAITING_STATES
        may_organise = authorise(user, "fairs.organise", application.fair)
        is_open = is_waiting and application.fair.state == FairState.UNDER_REVIEW
        may_assign = may_organise and is_open and application.eligibility == Eligibility.ELIGIBLE
        return super().get_context_data(
            reviews=queries.reviews_of(application),
            outcome=queries.outcome_of(application),
            dossier=dossier(application),
            may_check=is_waiting
            and application.fair.state in DECIDABLE_STATES
            and authorise(user, "fairs.check_eligibility", application),
            may_arrange=may_organise and is_open,
            assign=AssignForm(reviewers=self._free_reviewers()) if may_assign else None,
            **kwargs,
        )

    def _free_reviewers(self):
        taken = set(Review.objects.filter(application=self.application).values_list("reviewer", flat=True))
        return [user for user in sharing_out.reviewers_of(self.application.fair) if user.pk not in taken]

    def perform(self, form):
        return eligibility.check_eligibility(self.application, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("application_review", application=self.application.pk)


class AssignView(ApplicationPage, ActionView):
    """Give the application to one more reviewer."""

    permission = "fairs.check_eligibility"
    success_message = gettext_lazy("The reviewer gets a mail.")

    def perform(self):
        reviewers = sharing_out.reviewers_of(self.application.fair)
        form = AssignForm(self.request.POST, reviewers=reviewers)
        reviewer = form.cleaned_data["reviewer"] if form.is_valid() else None
        return sharing_out.assign_review(self.application, reviewer, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("application_review", application=self.application.pk)


class ArrangedReviewPage(SignedInFirstMixin, PartnershipPage):
    """A review as its organiser handles it; 404 where the organiser may not know of it."""

    permission = "fairs.arrange_review"

    @cached_property
    def review(self):
        joined = Review.objects.select_related("application__fair", "application__organisation", "reviewer")
        review = get_object_or_404(joined, partnership=self.request.partnership, pk=self.kwargs["review"])
        readable = type(review.application).objects.visible_to(self.request.user)
        get_object_or_404(readable, pk=review.application_id)
        return review

    def get_permission_object(self):
        return self.review

    def get_success_url(self):
        return self.address("application_review", application=self.review.application_id)


class UnassignView(ArrangedReviewPage, ActionView):
    """Take a review that still waits from its reviewer."""

    success_message = gettext_lazy("This person no longer has the application.")

    def perform(self):
        return sharing_out.unassign_review(self.review, acting_user=self.request.user)


class LiftConflictView(ArrangedReviewPage, ConfirmView):
    title = gettext_lazy("Was the conflict of interest declared by mistake?")
    consequence = gettext_lazy("The reviewer gets the application again, and a mail about it.")
    submit = gettext_lazy("Give it back to the reviewer")
    kind = "primary"
    form_class = forms.Form
    success_message = gettext_lazy("The reviewer has the application again.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(fair=self.review.application.fair, about=self.review.reviewer, **kwargs)

    def perform(self, form):
        return reviews.lift_conflict(self.review, acting_user=self.request.user)


class ReviewListView(PartnershipPage, TemplateView):
    """What waits for the reviewer, and what they have scored and may still change."""

    permission = "fairs.reviews"
    template_name = "fairs/review/own.html"

    def get_context_data(self, **kwargs):
        who = self.request.user, self.request.partnership
        return super().get_context_data(waiting=queries.to_review(*who), scored=queries.scored_by(*who), **kwargs)


class ReviewPage(SignedInFirstMixin, PartnershipPage):
    """A page about one of the reader's own reviews; 404 for everybody else, and after a conflict of interest."""

    permission = "fairs.view_review"

    @cached_property
    def review(self):
        mine = queries.own_reviews(self.request.user, self.request.partnership)
        return get_object_or_404(mine, pk=self.kwargs["review"])

    @property
    def fair(self):
        return self.review.application.fair

    def get_permission_object(self):
        return self.review

    def get_context_data(self, **kwargs):
        application = self.review.application
        return super().get_context_data(review=self.review, application=application, fair=self.fair, **kwargs)

    def get_success_url(self):
        return self.address("review_list")


class ReviewView(ReviewPage, ActionFormView):
    """One application with what a reviewer needs; after saving the next one comes by itself."""

    template_name = "fairs/review/review.html"
    form_class = ScoreForm
    success_message = gettext_lazy("Saved. You can change it until the decisions are released.")

    @cached_property
    def is_open(self):
        return (
            self.fair.state == FairState.UNDER_REVIEW
            and self.review.application.state in WAITING_STATES
            and self.review.application.eligibility != Eligibility.INELIGIBLE
        )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "criteria": self.fair.criteria.all()}

    def get_initial(self):
        scores = {f"criterion_{score.criterion_id}": score.value for score in self.review.scores.all()}
        return {**scores, "comment": self.review.comment}

    def get_context_data(self, **kwargs):
        waiting = queries.to_review(self.request.user, self.request.partnership).count()
        return super().get_context_data(
            dossier=dossier(self.review.application),
            following=self._following(),
            waiting_count=waiting,
            is_open=self.is_open,
            **kwargs,
        )

    def perform(self, form):
        # Looked up before this review leaves the queue.
        self.following = self._following()
        return reviews.score_application(
            self.review, form.scores, acting_user=self.request.user, comment=form.cleaned_data["comment"]
        )

    def _following(self):
        return queries.next_to_review(self.request.user, self.request.partnership, self.review)

    def get_success_url(self):
        if self.following is None:
            return self.address("review_list")
        return self.address("review_detail", review=self.following.pk)


class ConflictView(ReviewPage, ConfirmView):
    form_class = ConflictForm
    title = gettext_lazy("Declare a conflict of interest?")
    consequence = gettext_lazy(
        "Your scores of this application are erased, you see nothing more of it, and somebody else reviews it. Only a "
        "coordinator can give it back to you."
    )
    submit = gettext_lazy("Declare the conflict of interest")

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.review.application.organisation.title, **kwargs)

    def perform(self, form):
        self.was_reassigned = reviews.declare_conflict(
            self.review, acting_user=self.request.user, words=form.cleaned_data["words"]
        )

    def get_success_message(self):
        if self.was_reassigned:
            return _("Thank you. Somebody else reviews this application.")
        return _("Thank you. The coordinator finds somebody else for this application.")
