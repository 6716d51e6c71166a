"""The pages of one project: where it stands, its idea, its legal form, its end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView, ActionView, PolicyView
from enterprises.actions.founding import projects as actions
from enterprises.actions.founding.registering import register_project
from enterprises.forms.founding import FormChoiceForm, GiveUpForm, IdeaForm, RegisterForm
from enterprises.models import LegalForm, OrganisationRecord
from enterprises.queries.founding.needs import NEXT, needs, steps_of
from enterprises.queries.founding.projects import called, history, overdue, with_since
from enterprises.queries.founding.rules import fit, forms_to_found
from enterprises.states import FOUNDING_OPEN, FoundingState, MentorState
from enterprises.views.founding.lookup import ConfirmView, ProjectMixin

WAY = (*FOUNDING_OPEN, FoundingState.REGISTERED)
EVENTS_A_PAGE = 40


class DetailView(ProjectMixin, PolicyView, TemplateView):
    """A project at a glance: its state, what the next step needs, and the ways to all that belongs to it."""

    permission = "enterprises.view_founding"
    template_name = "enterprises/founding/detail.html"

    def get_context_data(self, **kwargs):
        project, user = self.project, self.request.user
        own = steps_of(project)
        wanted = needs(project)
        return super().get_context_data(
            way=[str(state.label) for state in WAY],
            position=WAY.index(project.state) + 1 if project.state in WAY else 0,
            following=NEXT.get(project.state, ""),
            needs=[(need, self.address(need.route) if need.route else "") for need in wanted],
            is_ready=all(need.is_met for need in wanted),
            fit=project.legal_form and fit(project.legal_form, project.members, project.members_from_groups),
            steps_done=sum(1 for step in own if step.done_at),
            steps_all=len(own),
            overdue=overdue(project),
            lead=next((seat for seat in project.team.all() if seat.is_lead), None),
            joined=[seat for seat in project.team.all() if seat.user_id],
            mentors=[mentor for mentor in project.mentors.all() if mentor.state == MentorState.ACCEPTED],
            questions=self._questions(),
            since=with_since(type(project).objects.filter(pk=project.pk)).get().since,
            may_take_over=authorise(user, "enterprises.take_over_founding", project),
            may_see_organisation=project.organisation_id
            and authorise(user, "enterprises.follow", project.organisation),
            **kwargs,
        )

    def _questions(self):
        """Return the FoundingMentors that the visitor may answer here."""
        return [
            mentor
            for mentor in self.project.mentors.all()
            if mentor.state == MentorState.ASKED
            and authorise(self.request.user, "enterprises.answer_as_mentor", mentor)
        ]


class EditView(ProjectMixin, ActionFormView):
    permission = "enterprises.work_on_founding"
    template_name = "enterprises/founding/idea.html"
    form_class = IdeaForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def get_initial(self):
        return {name: getattr(self.project, name) for name in IdeaForm.base_fields}

    def perform(self, form):
        return actions.describe_project(self.project, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your changes are saved.")


class FormView(ProjectMixin, ActionFormView):
    """Choose the legal form, with the rules of all of them held against the numbers of the team."""

    permission = "enterprises.work_on_founding"
    template_name = "enterprises/founding/form.html"
    form_class = FormChoiceForm

    def get_initial(self):
        project = self.project
        return {
            "members": project.members,
            "members_from_groups": project.members_from_groups,
            "legal_form": project.legal_form or self._asked(),
        }

    def perform(self, form):
        given = dict(form.cleaned_data)
        legal_form = given.pop("legal_form")
        if legal_form is None:
            return actions.give_numbers(self.project, acting_user=self.request.user, **given)
        return actions.choose_form(self.project, acting_user=self.request.user, legal_form=legal_form, **given)

    @property
    def found(self):
        """How the numbers that were saved stand to the form that was chosen."""
        return fit(self.result.legal_form, self.result.members, self.result.members_from_groups)

    def get_message_level(self):
        fits = self.result.legal_form is None or self.found.mark == "yes"
        return messages.SUCCESS if fits else messages.WARNING

    def get_success_message(self):
        if self.result.legal_form is None:
            return _("Your numbers are saved. See which forms fit, and choose one when you are ready.")
        words = {"form": self.result.legal_form, "why": " ".join(self.found.words)}
        if self.found.mark == "yes":
            return _("The legal form is “%(form)s”. The checklist follows it.") % words
        return _("The legal form is “%(form)s” and the checklist follows it. %(why)s") % words

    def get_success_url(self):
        if self.result.legal_form is None:
            return self.address("founding_form") + "#compared"
        return super().get_success_url()

    def get_context_data(self, **kwargs):
        project = self.project
        compared = [(form, fit(form, project.members, project.members_from_groups)) for form in forms_to_found()]
        return super().get_context_data(compared=compared, is_filed=project.state == FoundingState.FILED, **kwargs)

    def _asked(self):
        """Return the form that a link of the comparison names."""
        return LegalForm.objects.filter(may_be_founded=True, pk=self.request.GET.get("choose", "")).first()


class GoOnView(ProjectMixin, ActionView):
    """Take the project to its next state."""

    permission = "enterprises.lead_founding"
    step = ""

    def perform(self):
        return actions.go_on(self.project, self.step, acting_user=self.request.user)

    def get_success_message(self):
        return _("The project is now at “%(state)s”.") % {"state": self.result.get_state_display()}


class GiveUpView(ConfirmView):
    permission = "enterprises.lead_founding"
    form_class = GiveUpForm
    question = gettext_lazy("Give the project up?")
    explanation = gettext_lazy("Everything stays as it is, and you can take it up again at any time.")
    submit = gettext_lazy("Give up")

    def perform(self, form):
        return actions.give_up(self.project, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("The project is given up. The others get a mail.")


class ResumeView(ProjectMixin, ActionView):
    permission = "enterprises.lead_founding"

    def perform(self):
        return actions.take_up_again(self.project, acting_user=self.request.user)

    def get_success_message(self):
        return _("The project goes on. Go through the steps again: all that was done is still there.")


class HistoryView(ProjectMixin, PolicyView, TemplateView):
    """Who did what, and when."""

    permission = "enterprises.follow_founding"
    template_name = "enterprises/founding/history.html"

    def get_context_data(self, **kwargs):
        pages = Paginator(history(self.project), EVENTS_A_PAGE)
        return super().get_context_data(
            page_obj=pages.get_page(self.request.GET.get("page")),
            called=called(self.project, is_team=self.may("leave_founding")),
            **kwargs,
        )


class RegisterView(ProjectMixin, ActionFormView):
    """The last step: the project becomes an organisation."""

    permission = "enterprises.lead_founding"
    template_name = "enterprises/founding/register.html"
    form_class = RegisterForm

    def get_initial(self):
        return {"name": self.project.title, "contact_email": self.request.user.email}

    def perform(self, form):
        return register_project(self.project, acting_user=self.request.user, **form.cleaned_data)

    def _taken_by(self, form):
        """Return the organisation of the visitor that has the tax number which was refused, or None."""
        if not form or "afm" not in form.errors:
            return None
        afm = "".join(filter(str.isdigit, form["afm"].value() or ""))
        record = OrganisationRecord.objects.filter(partnership=self.request.partnership, afm=afm).exclude(afm="")
        organisations = [row.organisation for row in record.select_related("organisation")]
        return next(
            (one for one in organisations if authorise(self.request.user, "enterprises.look_after", one)), None
        )

    def get_success_message(self):
        return _("Congratulations: %(name)s is there as a draft. Add what visitors should know, and submit it.") % {
            "name": self.result
        }

    def get_success_url(self):
        return reverse("organisation_desk", args=[self.request.partnership.slug, self.result.slug])

    def get_context_data(self, **kwargs):
        wanted = needs(self.project) if self.project.state == FoundingState.FILED else []
        return super().get_context_data(
            missing=[need for need in wanted if not need.is_met],
            taken_by=self._taken_by(kwargs.get("form")),
            is_filed=self.project.state == FoundingState.FILED,
            joined=[seat for seat in self.project.team.all() if seat.user_id],
            papers=self.project.papers.count(),
            mentors=[mentor for mentor in self.project.mentors.all() if mentor.state == MentorState.ACCEPTED],
            **kwargs,
        )
