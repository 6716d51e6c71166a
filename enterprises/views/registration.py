"""The pages of an organisation's own people: begin, submit, take back, drop, keep."""

from collections.abc import Callable

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core import transitions
from core.policy import authorise
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import drafts
from enterprises.actions import organisations as actions
from enterprises.actions.addresses import address_is_old
from enterprises.forms import EmptyForm
from enterprises.forms.registration import BeginForm
from enterprises.models import LegalForm
from enterprises.models.organisations import BEGUN
from enterprises.queries import completeness, steps
from enterprises.queries.confirmations import is_stale
from enterprises.queries.documents import papers_of
from enterprises.queries.duplicates import duplicates_of, find_duplicates
from enterprises.queries.facts import facts_of
from enterprises.queries.founding.projects import origin_of
from enterprises.queries.places import km_beyond_plausible
from enterprises.queries.waiting import was_submitted
from enterprises.states import TRANSITIONS
from enterprises.views.lookup import OrganisationMixin

STEPS: dict[str, Callable] = {
    "suspend": actions.suspend_organisation,
    "restore": actions.restore_organisation,
    "archive": actions.archive_organisation,
}


def address(organisation, route):
    """Return the address of one of the organisation's own pages."""
    return reverse(route, args=[organisation.partnership.slug, organisation.slug])


class RegisterView(SignedInFirstMixin, ActionFormView):
    """Begin a registration: with name and municipality it is a draft that can be left and taken up again."""

    permission = "enterprises.register"
    template_name = "enterprises/steps/begin.html"
    form_class = BeginForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def form_valid(self, form):
        """Show who may be the same before a second draft of it is made; sent once more, it is another one."""
        twins = self._twins(form.cleaned_data)
        unseen = {str(twin.organisation.pk) for twin in twins} - set(form.cleaned_data["seen"].split())
        # The same tax number is refused by the action, at its field.
        if unseen and not any(twin.by_afm for twin in twins):
            return self.render_to_response(self._with_twins(form, twins), status=422)
        return super().form_valid(form)

    def perform(self, form):
        # An error takes its field out of the form; the twins are looked for by what was typed.
        self.typed = form.data_for_action()
        user = self.request.user
        draft = actions.register_organisation(partnership=self.request.partnership, acting_user=user, **self.typed)
        code = steps.IDENTITY.code if "legal_form" in self.typed else BEGUN
        drafts.finish_step(draft, code, acting_user=user)
        return draft

    def get_success_url(self):
        return steps.SEAT.url(self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            section="organisations",
            step=steps.IDENTITY,
            step_names=[step.label for step in (*steps.STEPS, steps.REVIEW)],
            legal_forms=LegalForm.objects.all(),
            **kwargs,
        )

    def form_invalid(self, form):
        """Show who is listed already, in case that is what stands in the way."""
        twins = self._twins(getattr(self, "typed", form.cleaned_data))
        return self.render_to_response(self._with_twins(form, twins), status=422)

    def _with_twins(self, form, twins):
        seen = " ".join(str(twin.organisation.pk) for twin in twins)
        return self.get_context_data(form=form, twins=twins, own=own_among(self.request.user, twins), seen=seen)

    def _twins(self, typed):
        afm, municipality = typed.get("afm", ""), typed.get("municipality")
        if not (afm or municipality):
            return []
        found = find_duplicates(
            self.request.partnership, name=typed.get("name", ""), municipality=municipality, afm=afm
        )
        return known_to(self.request.user, found)


class SubmitView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """Before it is submitted: what is missing, whether it is there already, and all that will be read."""

    permission = "enterprises.submit"
    template_name = "enterprises/submit.html"
    form_class = EmptyForm

    def get(self, request, *args, **kwargs):
        if self.organisation.state != self.organisation.State.DRAFT:
            return redirect(address(self.organisation, "organisation_desk"))
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        return actions.submit_organisation(self.organisation, acting_user=self.request.user)

    def get_success_message(self):
        return _("Your registration is submitted. You get a mail as soon as the partnership has decided.")

    def get_success_url(self):
        return address(self.organisation, "organisation_desk")

    def get_context_data(self, **kwargs):
        organisation, user = self.organisation, self.request.user
        twins = known_to(user, duplicates_of(organisation))
        return super().get_context_data(
            record=getattr(organisation, "record", None),
            facts=facts_of(organisation),
            km_beyond=km_beyond_plausible(organisation),
            documents=papers_of(organisation),
            step_links=step_links(organisation),
            needed=completeness.needed(organisation),
            useful=completeness.useful(organisation),
            twins=twins,
            own=own_among(user, twins),
            **kwargs,
        )


class WithdrawView(SignedInFirstMixin, OrganisationMixin, ActionView):
    """Take a submitted registration back: it is a draft again, and can be submitted once more."""

    permission = "enterprises.submit"

    def perform(self):
        return actions.withdraw_submission(self.organisation, acting_user=self.request.user)

    def get_success_message(self):
        return _("Your registration is a draft again. Change what you like and submit it once more.")

    def get_success_url(self):
        return address(self.organisation, "organisation_desk")


class DiscardView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """Ask first: a draft that is deleted does not come back."""

    permission = "enterprises.discard"
    template_name = "enterprises/discard.html"
    form_class = EmptyForm

    def perform(self, form):
        return drafts.discard_draft(self.organisation, acting_user=self.request.user)

    def get_success_message(self):
        return _("The draft is deleted.")

    def get_success_url(self):
        return reverse("workspace")


class DeskView(SignedInFirstMixin, OrganisationMixin, PolicyView, TemplateView):
    """My organisation: where it stands, why, what to do next, and its products."""

    permission = "enterprises.follow"
    template_name = "enterprises/desk.html"

    def get_context_data(self, **kwargs):
        organisation, user = self.organisation, self.request.user
        record = getattr(organisation, "record", None)
        return super().get_context_data(
            record=record,
            needed=completeness.needed(organisation),
            useful=completeness.useful(organisation),
            next_step=steps.next_step(record),
            next_url=steps.next_step(record).url(organisation),
            products=list(organisation.products.all()),
            origin=origin_of(organisation, user),
            steps=transitions.possible(organisation, TRANSITIONS, user),
            may_edit=authorise(user, "enterprises.edit", organisation),
            may_merge=authorise(user, "enterprises.merge", organisation),
            may_read_history=authorise(user, "enterprises.read_history", organisation),
            address_is_old=organisation.is_published and address_is_old(organisation),
            may_confirm=authorise(user, "enterprises.confirm", organisation),
            is_stale=is_stale(organisation),
            may_discard=self._may_discard(),
            may_invite=authorise(user, "enterprises.invite_colleague", organisation),
            may_read_documents=authorise(user, "enterprises.read_documents", organisation),
            may_manage_products=authorise(user, "enterprises.manage_products", organisation),
            may_manage_facilities=authorise(user, "enterprises.manage_facilities", organisation),
            **kwargs,
        )

    def _may_discard(self):
        is_draft = authorise(self.request.user, "enterprises.discard", self.organisation)
        return bool(is_draft) and not was_submitted(self.organisation)


class StepView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """Ask first, then take a coordinator's step: suspend, restore, archive."""

    permission = "enterprises.decide"
    template_name = "enterprises/step.html"
    step = ""

    def perform(self, form):
        return STEPS[self.step](self.organisation, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return address(self.organisation, "organisation_desk")

    def get_success_message(self):
        return _("The state is now “%(state)s”.") % {"state": self.result.get_state_display()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, **kwargs)


def step_links(organisation):
    """Return the steps of a registration as c-steps takes them: who skips one sees that it is open."""
    record = getattr(organisation, "record", None)
    done = record.steps_done if record else []
    return [
        {"label": step.label, "url": step.url(organisation), "is_done": step.code in done}
        for step in (*steps.STEPS, steps.REVIEW)
    ]


def known_to(user, duplicates):
    """Return the duplicates that the user may see; drafts of others stay unnamed."""
    return [duplicate for duplicate in duplicates if authorise(user, "enterprises.view", duplicate.organisation)]


def own_among(user, duplicates):
    """Return the ids of those organisations among the duplicates that the user works for."""
    found = (duplicate.organisation for duplicate in duplicates)
    return {organisation.pk for organisation in found if authorise(user, "enterprises.look_after", organisation)}
