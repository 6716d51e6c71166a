"""The checklist, its steps and their papers."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.uploads import serve_paper
from core.views import ActionFormView, ActionView, PolicyView
from enterprises.actions.founding import checklist as actions
from enterprises.forms.founding import PaperForm, StepForm
from enterprises.queries.founding.projects import checklist, standing
from enterprises.views.founding.lookup import ConfirmView, ProjectMixin


class ChecklistMixin(ProjectMixin):
    permission = "enterprises.work_on_founding"
    route = "founding_checklist"

    @cached_property
    def step(self):
        steps = self.project.steps.all()
        return get_object_or_404(steps.model.objects.select_related("kind", "project"), pk=self._own_step())

    def _own_step(self):
        return next((step.pk for step in self.project.steps.all() if step.pk == self.kwargs["pk"]), None)

    @cached_property
    def paper(self):
        return get_object_or_404(self.project.papers.select_related("project"), pk=self.kwargs["pk"])

    def get_success_url(self):
        anchor = f"#step-{self.kwargs['pk']}" if self._own_step() else ""
        return super().get_success_url() + anchor


class ChecklistView(ChecklistMixin, PolicyView, TemplateView):
    """All the steps with their deadlines, papers and notes."""

    permission = "enterprises.follow_founding"
    template_name = "enterprises/founding/checklist.html"

    def get_context_data(self, **kwargs):
        rows = checklist(self.project)
        own = [row for row in rows if row[1] != "former"]
        return super().get_context_data(
            rows=rows, done=sum(1 for row in own if row[1] == "done"), all=len(own), **kwargs
        )


class StepView(ChecklistMixin, ActionFormView):
    """The note and the deadline of a step."""

    template_name = "enterprises/founding/step.html"
    form_class = StepForm

    def get_initial(self):
        return {"due_on": self.step.due_on, "note": self.step.note}

    def perform(self, form):
        return actions.note_step(self.step, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your changes are saved.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, standing=standing(self.step, self.project), **kwargs)


class DoStepView(ChecklistMixin, ActionView):
    def perform(self):
        return actions.do_step(self.step, acting_user=self.request.user)

    def get_success_message(self):
        return _("Done: %(step)s") % {"step": self.result}


class UndoStepView(ChecklistMixin, ActionView):
    def perform(self):
        return actions.undo_step(self.step, acting_user=self.request.user)

    def get_success_message(self):
        return _("Open again: %(step)s") % {"step": self.result}


class AddPaperView(ChecklistMixin, ActionFormView):
    template_name = "enterprises/founding/paper.html"
    form_class = PaperForm

    def perform(self, form):
        return actions.add_paper(
            self.step,
            form.cleaned_data["file"],
            acting_user=self.request.user,
            file_name=self.request.FILES["file"].name,
            title=form.cleaned_data["title"],
        )

    def get_success_message(self):
        return _("%(name)s is kept with its step.") % {"name": self.result}

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, **kwargs)


class PaperFileView(ChecklistMixin, PolicyView):
    """The file itself; the history keeps who opened it."""

    permission = "enterprises.follow_founding"

    def get(self, request, *args, **kwargs):
        paper = self.paper
        response = serve_paper(paper.path, paper.content_type, paper.file_name)
        actions.note_reading(paper, acting_user=request.user)
        return response


class RemovePaperView(ChecklistMixin, ConfirmView):
    explanation = gettext_lazy("The file is deleted for good. Keep a copy if you may need it.")
    submit = gettext_lazy("Remove the paper")

    def get_question(self):
        return _("Remove “%(paper)s”?") % {"paper": self.paper}

    def perform(self, form):
        return actions.remove_paper(self.paper, acting_user=self.request.user)

    def get_success_message(self):
        return _("The paper is removed.")

    def get_success_url(self):
        return self.address(self.route)
