"""The steps of a registration, each on a page of its own; the same pages change what is there later."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.errors import DomainError
from core.policy import authorise
from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from enterprises.actions import documents, drafts
from enterprises.actions import organisations as actions
from enterprises.forms.papers import OptionalDocumentForm
from enterprises.forms.registration import IdentityForm, SeatForm, WorkForm
from enterprises.models import LegalForm
from enterprises.queries import completeness, steps
from enterprises.queries.duplicates import duplicates_of, with_number
from enterprises.queries.facts import facts_of
from enterprises.queries.papers import asked_papers
from enterprises.queries.places import km_beyond_plausible
from enterprises.views.lookup import OrganisationMixin
from enterprises.views.registration import address, known_to, own_among, step_links


class SectionsView(SignedInFirstMixin, OrganisationMixin, PolicyView, TemplateView):
    """All that an organisation says of itself, in sections that can each be changed."""

    permission = "enterprises.edit"
    template_name = "enterprises/edit.html"

    def get_context_data(self, **kwargs):
        organisation = self.organisation
        return super().get_context_data(
            record=getattr(organisation, "record", None),
            facts=facts_of(organisation),
            papers=asked_papers(organisation),
            parts=[(step, step.url(organisation)) for step in steps.STEPS],
            needed=completeness.needed(organisation),
            **kwargs,
        )


class StepMixin(SignedInFirstMixin, OrganisationMixin):
    """One step: what the record keeps of it, and where one goes from here.

    A draft goes on to the following step, back to the one before, or is left; an organisation that is beyond that
    returns to its sections.
    """

    permission = "enterprises.edit"
    step: steps.Step

    @property
    def is_draft(self):
        return self.organisation.state == self.organisation.State.DRAFT

    def finish(self, organisation):
        """Remember the step for a draft; return the organisation."""
        if self.is_draft:
            drafts.finish_step(organisation, self.step.code, acting_user=self.request.user)
        return organisation

    def get_success_message(self):
        return "" if self.is_draft else _("Your changes are saved.")

    def get_success_url(self):
        organisation = self.result
        if not self.is_draft:
            return address(organisation, "organisation_edit")
        way = self.request.POST.get("go", "")
        if way == "stay":
            return self.step.url(organisation)
        if way == "leave":
            return address(organisation, "organisation_desk")
        previous = steps.before(self.step)
        return (previous if way == "back" and previous else steps.after(self.step)).url(organisation)

    def get_context_data(self, **kwargs):
        organisation, previous = self.organisation, steps.before(self.step)
        return super().get_context_data(
            record=getattr(organisation, "record", None),
            step=self.step,
            step_number=steps.STEPS.index(self.step) + 1,
            step_links=step_links(organisation),
            is_draft=self.is_draft,
            has_previous=previous is not None,
            **kwargs,
        )


class StepFormView(StepMixin, ActionFormView):
    """A step that is one form about the organisation itself."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def get_initial(self):
        return self.form_class.initial_of(self.organisation)

    def perform(self, form):
        return self.finish(self.save(form))

    def post(self, request, *args, **kwargs):
        """Save; or, asked by the page itself while somebody types, save a draft and only say so."""
        return self._autosave() if request.htmx else super().post(request, *args, **kwargs)

    def _autosave(self):
        form = self.get_form()
        if self.is_draft and form.is_valid():
            try:
                row = self.save(form)
                return HttpResponse(_("Saved at %(when)s.") % {"when": date_format(localtime(row.updated_at), "H:i")})
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
        number = len(form.errors)
        words = ngettext(
            "Not saved yet: %(number)s point needs your correction.",
            "Not saved yet: %(number)s points need your correction.",
            number,
        )
        return HttpResponse(words % {"number": number})

    def get_context_data(self, **kwargs):
        # What is public already is changed on purpose only, never by itself.
        return super().get_context_data(autosave=self.request.path if self.is_draft else None, **kwargs)

    def save(self, form):
        return actions.edit_organisation(self.organisation, acting_user=self.request.user, **form.data_for_action())


class IdentityStep(StepFormView):
    """Who it is. Possible duplicates are shown here, before more is written into a second entry of the same."""

    step = steps.IDENTITY
    form_class = IdentityForm
    template_name = "enterprises/steps/identity.html"

    def finish(self, organisation):
        """A draft whose legal form is still open comes back to this step."""
        has_form = self.request.POST.get("legal_form")
        return super().finish(organisation) if has_form else organisation

    def get_context_data(self, **kwargs):
        twins = known_to(self.request.user, self._twins(kwargs.get("form")))
        return super().get_context_data(
            legal_forms=LegalForm.objects.all(), twins=twins, own=own_among(self.request.user, twins), **kwargs
        )

    def _twins(self, form):
        """Return who may be the same; whoever has the tax number that was refused stands there, too."""
        if form and "afm" in form.errors:
            return with_number(self.organisation, form["afm"].value())
        return duplicates_of(self.organisation) if self.is_draft else []


class SeatStep(StepFormView):
    """Where it is and where it works. A point far from its municipality is doubted, not refused."""

    step = steps.SEAT
    form_class = SeatForm
    template_name = "enterprises/steps/seat.html"

    def perform(self, form):
        organisation = super().perform(form)
        if km := km_beyond_plausible(organisation):
            words = _(
                "The point lies %(km)s km from the centre of %(place)s. It is saved; please look whether it is right."
            )
            messages.warning(self.request, words % {"km": km, "place": organisation.municipality})
        return organisation


class WorkStep(StepFormView):
    """What it does."""

    step = steps.WORK
    form_class = WorkForm
    template_name = "enterprises/steps/work.html"


class AddingStepView(StepMixin, ActionFormView):
    """A step whose form adds one more; left empty, it only goes on."""

    def post(self, request, *args, **kwargs):
        if not self.get_form().is_left_empty():
            return super().post(request, *args, **kwargs)
        self.result = self.finish(self.organisation)
        return redirect(self.get_success_url())


class PapersStep(AddingStepView):
    """The papers that are asked for, and one more for the wallet; whoever has none at hand goes on."""

    step = steps.PAPERS
    form_class = OptionalDocumentForm
    template_name = "enterprises/steps/papers.html"

    def perform(self, form):
        fields = {**form.cleaned_data}
        paper = fields.pop("file")
        name = self.request.FILES["file"].name
        documents.add_document(self.organisation, paper, acting_user=self.request.user, file_name=name, **fields)
        return self.finish(self.organisation)

    def get_success_message(self):
        return _("The document is in the wallet.")

    def get_initial(self):
        asked = next((paper.kind for paper in asked_papers(self.organisation) if not paper.document), "")
        return {"kind": self.request.GET.get("kind") or asked}

    def get_context_data(self, **kwargs):
        may_keep = authorise(self.request.user, "enterprises.keep_documents", self.organisation)
        return super().get_context_data(papers=asked_papers(self.organisation), may_keep=may_keep, **kwargs)
