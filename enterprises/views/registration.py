"""The pages of an organisation's own people: register, mend, submit, keep."""

from collections.abc import Callable

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core import transitions
from core.policy import authorise
from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from enterprises.actions import organisations as actions
from enterprises.actions.addresses import address_is_old
from enterprises.forms import EmptyForm, OrganisationForm
from enterprises.queries.completeness import missing
from enterprises.queries.confirmations import is_stale
from enterprises.queries.directory import target_groups_of
from enterprises.queries.duplicates import duplicates_of, find_duplicates
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
    """Begin a registration: a draft that can be left and taken up again."""

    permission = "enterprises.register"
    template_name = "enterprises/register.html"
    form_class = OrganisationForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def perform(self, form):
        # An error takes its field out of the form; the twins are looked for by what was typed.
        self.typed = form.data_for_action()
        return actions.register_organisation(
            partnership=self.request.partnership, acting_user=self.request.user, **self.typed
        )

    def get_success_message(self):
        return _("Your draft is saved. Nobody outside the partnership sees it yet.")

    def get_success_url(self):
        return address(self.result, "organisation_submit")

    def get_context_data(self, **kwargs):
        return super().get_context_data(section="organisations", **kwargs)

    def form_invalid(self, form):
        """Show who is listed already, in case that is what stands in the way."""
        twins = self._twins(getattr(self, "typed", form.cleaned_data))
        return self.render_to_response(
            self.get_context_data(form=form, twins=twins, own=own_among(self.request.user, twins)), status=422
        )

    def _twins(self, typed):
        afm, municipality = typed.get("afm", ""), typed.get("municipality")
        if not (afm or municipality):
            return []
        found = find_duplicates(
            self.request.partnership, name=typed.get("name", ""), municipality=municipality, afm=afm
        )
        return known_to(self.request.user, found)


class EditView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """Change what is known about an organisation; a guessed municipality is confirmed here."""

    permission = "enterprises.edit"
    template_name = "enterprises/edit.html"
    form_class = OrganisationForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def get_initial(self):
        return OrganisationForm.initial_of(self.organisation)

    def perform(self, form):
        return actions.edit_organisation(self.organisation, acting_user=self.request.user, **form.data_for_action())

    def get_success_message(self):
        return _("Your changes are saved.")

    def get_success_url(self):
        return address(self.result, "organisation_desk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=getattr(self.organisation, "record", None), **kwargs)


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
            groups=target_groups_of(organisation),
            missing=missing(organisation),
            twins=twins,
            own=own_among(user, twins),
            **kwargs,
        )


class DeskView(SignedInFirstMixin, OrganisationMixin, PolicyView, TemplateView):
    """My organisation: where it stands, why, what to do next, and its products."""

    permission = "enterprises.follow"
    template_name = "enterprises/desk.html"

    def get_context_data(self, **kwargs):
        organisation, user = self.organisation, self.request.user
        record = getattr(organisation, "record", None)
        return super().get_context_data(
            record=record,
            missing=missing(organisation),
            products=list(organisation.products.all()),
            steps=transitions.possible(organisation, TRANSITIONS, user),
            may_edit=authorise(user, "enterprises.edit", organisation),
            may_merge=authorise(user, "enterprises.merge", organisation),
            may_read_history=authorise(user, "enterprises.read_history", organisation),
            address_is_old=organisation.is_published and address_is_old(organisation),
            may_confirm=authorise(user, "enterprises.confirm", organisation),
            is_stale=is_stale(organisation),
            may_read_documents=authorise(user, "enterprises.read_documents", organisation),
            may_manage_products=authorise(user, "enterprises.manage_products", organisation),
            **kwargs,
        )


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


def known_to(user, duplicates):
    """Return the duplicates that the user may see; drafts of others stay unnamed."""
    return [duplicate for duplicate in duplicates if authorise(user, "enterprises.view", duplicate.organisation)]


def own_among(user, duplicates):
    """Return the ids of those organisations among the duplicates that the user works for."""
    found = (duplicate.organisation for duplicate in duplicates)
    return {organisation.pk for organisation in found if authorise(user, "enterprises.follow", organisation)}
