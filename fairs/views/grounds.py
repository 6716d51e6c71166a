"""Hours and drawing of a fair: set by its organiser; the drawing itself, for whoever may see the fair."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from core.uploads import serve_paper
from core.views import ActionFormView
from fairs.actions import drawings, hours
from fairs.forms.grounds import DrawingForm, HoursForm
from fairs.models import VenuePlan
from fairs.views.base import ConfirmView, FairDeskPage, FairPage


class HoursView(FairDeskPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/editions/hours.html"
    form_class = HoursForm
    success_message = _("The opening hours are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "fair": self.fair}

    def perform(self, form):
        return hours.set_hours(self.fair, acting_user=self.request.user, hours=form.hours)


class DrawingPage(FairPage):
    @cached_property
    def plan(self):
        return VenuePlan.objects.filter(fair=self.fair).exclude(path="").first()


class DrawingView(FairDeskPage, DrawingPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/editions/drawing.html"
    form_class = DrawingForm
    success_message = _("The drawing is saved.")

    def perform(self, form):
        return drawings.set_drawing(
            self.fair,
            form.cleaned_data["file"],
            acting_user=self.request.user,
            file_name=self.request.FILES["file"].name,
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=self.plan, **kwargs)


class DrawingRemoveView(FairDeskPage, ConfirmView):
    permission = "fairs.organise"
    title = _("Remove the drawing?")
    consequence = _("Nobody can download it any more, and it can't come back.")
    submit = _("Remove for good")
    success_message = _("The drawing is removed.")

    def perform(self, form):
        return drawings.remove_drawing(self.fair, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("fair_drawing", fair=self.fair.slug)


class DrawingFileView(DrawingPage, View):
    """The drawing of the ground, to be saved."""

    permission = "fairs.view"

    def get(self, request, *args, **kwargs):
        if self.plan is None:
            raise Http404
        return serve_paper(self.plan.path, self.plan.content_type, self.plan.file_name)
