"""Responsible people and budget of a fair, for those who prepare it."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView
from fairs.actions import budget, people
from fairs.forms.desk import BudgetLineForm, PersonForm
from fairs.queries.budget import budget_of
from fairs.queries.people import people_of
from fairs.states import OVER_STATES
from fairs.views.base import ConfirmView, FairDeskPage


class PeopleView(FairDeskPage, TemplateView):
    permission = "fairs.prepare"
    template_name = "fairs/editions/people.html"

    def get_context_data(self, **kwargs):
        may_organise = authorise(self.request.user, "fairs.organise", self.fair)
        return super().get_context_data(
            people=list(people_of(self.fair)),
            may_change=may_organise and self.fair.state not in OVER_STATES,
            **kwargs,
        )


class DeskFormPage(FairDeskPage, ActionFormView):
    """A form that leads back to the list it belongs to."""

    template_name = "fairs/editions/desk_form.html"
    title = list_title = list_name = ""

    def get_success_url(self):
        return self.address(self.list_name, fair=self.fair.slug)

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "list_title": self.list_title, "back": self.get_success_url()}
        return super().get_context_data(**words, **kwargs)


class PersonFormPage(DeskFormPage):
    permission = "fairs.organise"
    form_class = PersonForm
    list_title = _("Responsible people")
    list_name = "fair_people"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}


class PersonAddView(PersonFormPage):
    title = _("Name somebody responsible")
    success_message = _("They are on the list.")

    def perform(self, form):
        return people.add_person(self.fair, acting_user=self.request.user, **form.cleaned_data)


class OnePerson(FairDeskPage):
    @cached_property
    def person(self):
        return get_object_or_404(self.fair.people.select_related("fair"), pk=self.kwargs["person"])


class PersonEditView(OnePerson, PersonFormPage):
    title = _("Edit who is responsible")
    success_message = _("The changes are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.person}

    def perform(self, form):
        return people.change_person(self.person, acting_user=self.request.user, **form.cleaned_data)


class PersonRemoveView(OnePerson, ConfirmView):
    permission = "fairs.organise"
    title = _("Take this person off the fair?")
    submit = _("Take off the list")
    success_message = _("They are off the list.")

    @property
    def consequence(self):
        return _("%(name)s no longer answers for it, and the phone and e-mail given here are deleted.") % {
            "name": self.person.name
        }

    def perform(self, form):
        return people.remove_person(self.person, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("fair_people", fair=self.fair.slug)


class BudgetView(FairDeskPage, TemplateView):
    permission = "fairs.view_budget"
    template_name = "fairs/editions/budget.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            budget=budget_of(self.fair),
            may_keep=authorise(self.request.user, "fairs.keep_budget", self.fair),
            **kwargs,
        )


class LineFormPage(DeskFormPage):
    permission = "fairs.keep_budget"
    form_class = BudgetLineForm
    list_title = _("Budget")
    list_name = "fair_budget"


class LineAddView(LineFormPage):
    title = _("New line of the budget")
    success_message = _("The line is in the budget.")

    def get_initial(self):
        return {**super().get_initial(), "side": self.request.GET.get("side", "expense")}

    def perform(self, form):
        return budget.add_line(self.fair, acting_user=self.request.user, **form.cleaned_data)


class OneLine(FairDeskPage):
    @cached_property
    def line(self):
        return get_object_or_404(self.fair.budget.select_related("fair"), pk=self.kwargs["line"])


class LineEditView(OneLine, LineFormPage):
    title = _("Edit the line")
    success_message = _("The changes are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.line}

    def perform(self, form):
        return budget.change_line(self.line, acting_user=self.request.user, **form.cleaned_data)


class LineRemoveView(OneLine, ConfirmView):
    permission = "fairs.keep_budget"
    title = _("Remove the line?")
    submit = _("Remove for good")
    success_message = _("The line is removed.")

    @property
    def consequence(self):
        return _("“%(label)s” is no longer in the budget. The history keeps what it was.") % {"label": self.line}

    def perform(self, form):
        return budget.remove_line(self.line, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("fair_budget", fair=self.fair.slug)
