"""The officer's deeds on many applications at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from core.views import ActionFormView
from fairs.actions import many
from fairs.forms.many import AskManyForm, ChosenForm, RefuseManyForm
from fairs.models import Application
from fairs.views.base import PartnershipPage


class ManyView(PartnershipPage, ActionFormView):
    """What was chosen in a list goes to one deed, row by row; a refusal or a question first asks for its words."""

    http_method_names = ["post"]
    permission = "fairs.queue"
    template_name = "fairs/many.html"
    DEEDS: dict[str, tuple[Callable, type]] = {
        "approve": (many.approve_applications, ChosenForm),
        "refuse": (many.refuse_applications, RefuseManyForm),
        "ask": (many.ask_applicants, AskManyForm),
        "take-back": (many.take_back_decisions, ChosenForm),
    }

    @cached_property
    def deed(self):
        if self.request.POST.get("deed") not in self.DEEDS:
            raise Http404
        return self.request.POST["deed"]

    def get_form_class(self):
        return self.DEEDS[self.deed][1]

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        readable = Application.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return {**kwargs, "readable": readable.select_related("fair", "organisation")}

    def post(self, request, *args, **kwargs):
        if self.get_form_class() is ChosenForm or "told" in request.POST:
            return super().post(request, *args, **kwargs)
        chosen = ChosenForm(request.POST, readable=self.get_form_kwargs()["readable"])
        if not chosen.is_valid():
            return self.form_invalid(chosen)
        form = self.get_form_class()(readable=chosen.fields["applications"].queryset)
        return self.render_to_response(self.get_context_data(form=form, chosen=chosen.cleaned_data["applications"]))

    def perform(self, form):
        given = {**form.cleaned_data}
        act, _form_class = self.DEEDS[self.deed]
        outcomes = act(list(given.pop("applications")), acting_user=self.request.user, **given)
        for application, error in outcomes.left:
            messages.error(self.request, f"{application.organisation.title}: {error.message}")
        return outcomes

    def form_invalid(self, form):
        if "applications" in form.errors:
            for error in form.errors["applications"]:
                messages.error(self.request, error)
            return redirect(self.get_success_url())
        return self.render_to_response(
            self.get_context_data(form=form, chosen=form.cleaned_data["applications"]), status=422
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(deed=self.deed, back=self.get_success_url(), **kwargs)

    def get_success_message(self):
        number = len(self.result.done)
        if not number:
            return ""
        names = ", ".join(row.organisation.title for row in self.result.done)
        return _told(self.deed, number) % {"number": number, "organisations": names}

    def get_success_url(self):
        return self.address("application_decided" if self.deed == "take-back" else "application_queue")


def _told(deed, number):
    if deed == "approve":
        return ngettext(
            "%(number)s application is approved: %(organisations)s.",
            "%(number)s applications are approved: %(organisations)s.",
            number,
        )
    if deed == "refuse":
        return ngettext(
            "%(number)s application is refused: %(organisations)s.",
            "%(number)s applications are refused: %(organisations)s.",
            number,
        )
    if deed == "ask":
        return ngettext(
            "%(number)s applicant was asked for more: %(organisations)s.",
            "%(number)s applicants were asked for more: %(organisations)s.",
            number,
        )
    return ngettext(
        "%(number)s decision is taken back: %(organisations)s.",
        "%(number)s decisions are taken back: %(organisations)s.",
        number,
    )
