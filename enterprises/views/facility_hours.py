"""The hours of a facility: the ordinary week, what is different, and the public holidays."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.views import ActionFormView, ActionView
from enterprises.actions import hours as actions
from enterprises.forms.facilities import ExceptionForm, HolidaysForm, WeekForm
from enterprises.hours.words import spans_in_words
from enterprises.queries.facilities import coming_exceptions, proposed_holidays, standing_now
from enterprises.views.facilities import KeepFacilityMixin


class HoursView(KeepFacilityMixin, ActionFormView):
    """The week as a form, and beneath it the exceptions that are to come."""

    template_name = "enterprises/facility_hours.html"
    form_class = WeekForm

    def get_initial(self):
        return WeekForm.initial_of(self.facility)

    def perform(self, form):
        values = form.cleaned_data
        return actions.set_hours(
            self.facility,
            acting_user=self.request.user,
            week=form.week(),
            fortnightly=form.fortnightly(),
            note=values["hours_note"],
            note_en=values["hours_note_en"],
        )

    def get_success_message(self):
        return _("The hours are saved. This is how they were understood.")

    def get_success_url(self):
        return self.address("facility_hours")

    def get_context_data(self, **kwargs):
        is_open, standing = standing_now(self.facility)
        exceptions = [(one, spans_in_words(one.hours)) for one in coming_exceptions(self.facility)]
        return super().get_context_data(
            exceptions=exceptions, is_open=is_open, standing=standing, kept_at=self.kept_at(), **kwargs
        )


class ExceptionMixin(KeepFacilityMixin):
    """`self.exception` is the one in the address."""

    @cached_property
    def exception(self):
        return get_object_or_404(self.facility.exceptions.select_related("facility"), pk=self.kwargs["pk"])

    def get_success_url(self):
        return self.address("facility_hours") + "#exceptions"


class AddExceptionView(ExceptionMixin, ActionFormView):
    template_name = "enterprises/facility_exception.html"
    form_class = ExceptionForm

    def perform(self, form):
        return actions.add_exception(self.facility, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("The exception is saved.")


class EditExceptionView(ExceptionMixin, ActionFormView):
    template_name = "enterprises/facility_exception.html"
    form_class = ExceptionForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.exception}

    def perform(self, form):
        return actions.edit_exception(self.exception, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your changes are saved.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(exception=self.exception, **kwargs)


class RemoveExceptionView(ExceptionMixin, ActionView):
    def perform(self):
        self.days = self.exception.days
        return actions.remove_exception(self.exception, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(days)s: the ordinary hours hold again.") % {"days": self.days}


class HolidaysView(ExceptionMixin, ActionFormView):
    """The public holidays of the coming year, to be ticked on which it is closed."""

    template_name = "enterprises/facility_holidays.html"
    form_class = HolidaysForm

    @cached_property
    def holidays(self):
        return proposed_holidays(self.facility)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "holidays": self.holidays}

    def perform(self, form):
        days = form.cleaned_data["days"]
        return actions.close_on_holidays(self.facility, acting_user=self.request.user, days=days)

    def get_success_message(self):
        return ngettext("%(number)s holiday was added.", "%(number)s holidays were added.", self.result) % {
            "number": self.result
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(holidays=self.holidays, **kwargs)
