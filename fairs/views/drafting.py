"""The pages on which people of an organisation fill in their application, hand it in, and give it up."""

import contextlib
import json

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.policy import authorise
from core.templatetags.ui import focus_id
from core.views import ActionFormView, PolicyView
from fairs.actions import applications, drafts
from fairs.forms.drafts import BeginForm, DraftForm, read_seen
from fairs.models import Application, DocumentRequest
from fairs.queries.missing import missing_in
from fairs.queries.participants import may_apply_with, unfinished
from fairs.queries.scopes import BEFORE_SUBMITTING, Scope, scope_of
from fairs.queries.sheets import questions_of, sheet_of
from fairs.states import ApplicationState
from fairs.views.applying import ApplicationPage
from fairs.views.base import ConfirmView, FairDeskPage


class ApplyView(FairDeskPage, ActionFormView):
    """Where an application begins, or goes on: with which organisation, and what the call asks."""

    permission = "fairs.open_form"
    template_name = "fairs/apply.html"
    form_class = BeginForm

    def dispatch(self, request, *args, **kwargs):
        """Whoever manages organisations of other regions alone begins where no partnership is open."""
        if not authorise(request.user, "fairs.open_form", request.partnership):
            with contextlib.suppress(Http404):
                if authorise(request.user, "fairs.apply_elsewhere", self.fair):
                    return redirect("fair_apply_elsewhere", host=request.partnership.slug, fair=self.fair.slug)
        return super().dispatch(request, *args, **kwargs)

    def get_permission_object(self):
        return self.request.partnership

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "choices": may_apply_with(self.request.user, self.fair)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            unfinished=unfinished(self.request.user, self.fair),
            comes_from_elsewhere=authorise(self.request.user, "fairs.apply_elsewhere", self.fair),
            questions=list(self.fair.questions.all()),
            requests=list(self.fair.document_requests.all()),
            **kwargs,
        )

    def perform(self, form):
        return drafts.begin_application(self.fair, form.cleaned_data["organisation"], acting_user=self.request.user)

    def get_success_url(self):
        return self.address("application_edit", application=self.result.pk)


class EditView(ApplicationPage, PolicyView):
    """The form of an application: saved while somebody types, by a button, and handed in."""

    permission = "fairs.edit_application"
    conflicts: tuple = ()

    @cached_property
    def scope(self):
        return scope_of(self.application)

    def get(self, request, *args, **kwargs):
        if not self.scope:
            messages.warning(request, _("This application can no longer be changed."))
            return redirect(self.get_success_url())
        return self._page(self._form())

    def post(self, request, *args, **kwargs):
        if not self.scope:
            # The call ended while somebody wrote: they are told, and keep their words.
            self.scope = Scope(True, tuple(questions_of(self.application.fair_id)))
        form = self._form(request.POST)
        self._save(form)
        if request.htmx:
            return self._saved(form)
        if form.errors:
            return self._page(form, status=422)
        if "submit" in request.POST:
            return self._submit(form)
        if self.application.state in BEFORE_SUBMITTING:
            messages.success(request, _("Saved. You can leave and go on later."))
            return redirect(self.address("application_edit", application=self.application.pk))
        messages.success(request, _("The change is in. The organiser sees it."))
        return redirect(self.get_success_url())

    def _form(self, data=None):
        return DraftForm(
            data,
            scope=self.scope,
            sheet=sheet_of(self.application, self.scope.questions),
            organisation=self.application.organisation_id,
        )

    def _save(self, form):
        """Save what is right of the form; what is wrong, and what somebody else changed, becomes its error."""
        is_valid = form.is_valid()
        if not is_valid and self.application.state == ApplicationState.SUBMITTED:
            return
        values, seen = form.plain_values(), read_seen(self.request.POST.get("seen"))
        try:
            self.application = self._edit(values, seen)
        except drafts.EditConflict as conflict:
            self._keep_rest(form, values, seen, conflict)
        except drafts.Incomplete as error:
            _tell_missing(form, error.missing)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)

    def _edit(self, values, seen):
        return drafts.edit_application(self.application, acting_user=self.request.user, values=values, seen=seen)

    def _keep_rest(self, form, values, seen, conflict):
        self.conflicts = tuple(conflict.theirs)
        rest = {name: value for name, value in values.items() if name not in conflict.theirs}
        self.application = self._edit(rest, seen)
        for name, theirs in conflict.theirs.items():
            words = _("%(name)s has changed this meanwhile, to: “%(theirs)s”. Compare, and save what should stand.")
            shown = _in_words(form.fields[name], theirs)
            form.add_error(name, words % {"name": conflict.editor, "theirs": shown})

    def _submit(self, form):
        try:
            applications.submit_application(self.application, acting_user=self.request.user)
        except drafts.Incomplete as error:
            _tell_missing(form, error.missing)
        except DomainError as error:
            form.add_error(None, error.message)
        if form.errors:
            return self._page(form, status=422)
        words = _("Your application has reached the municipality. You get a mail as soon as it decides.")
        messages.success(self.request, words)
        return redirect(self.get_success_url())

    def _saved(self, form):
        """Answer the page that saves by itself: when, what is missing, and what could not be saved."""
        context = self._context(form)
        seen = read_seen(self.request.POST.get("seen"))
        # A conflict stands until somebody has compared: what was seen of these fields stays as it was.
        kept = {name: seen[name] for name in self.conflicts if name in seen}
        context["seen"] = _json({**json.loads(context["seen"]), **kept})
        return render(self.request, "fairs/draft/_saved.html", {**context, "is_answer": True})

    def _page(self, form, status=200):
        return render(self.request, "fairs/draft/form.html", self._context(form), status=status)

    def _context(self, form):
        application = self.application
        is_before = application.state in BEFORE_SUBMITTING
        places = {name: focus_id(form[name]) for name in form.fields}
        return {
            "section": "fairs",
            "partnership": self.request.partnership,
            "application": application,
            "fair": application.fair,
            "organisation": application.organisation,
            "form": form,
            "seen": _json(sheet_of(application, self.scope.questions)),
            "is_before": is_before,
            "saves_itself": is_before and not self.conflicts,
            "missing": [(_place(thing, places), thing.words) for thing in missing_in(application)],
            "papers": self._papers(),
            "may_submit": application.state == ApplicationState.DRAFT
            and bool(authorise(self.request.user, "fairs.submit", application)),
            "neighbours": [
                wish.organisation.title for wish in application.neighbour_wishes.select_related("organisation")
            ],
            "back": self.get_success_url(),
        }

    def _papers(self):
        handed = {paper.kind: paper for paper in self.application.documents.all()}
        requests = DocumentRequest.objects.filter(fair=self.application.fair_id)
        return [(request, handed.get(request.kind)) for request in requests]


class DiscardView(ApplicationPage, ConfirmView):
    permission = "fairs.withdraw"
    title = gettext_lazy("Delete the draft?")
    consequence = gettext_lazy("All that was filled in is deleted for good. It can't be undone.")
    submit = gettext_lazy("Delete the draft")
    success_message = gettext_lazy("The draft is deleted.")

    def perform(self, form):
        return applications.discard_draft(self.application, acting_user=self.request.user)

    def get_success_url(self):
        if self.request.method == "POST" and not Application.objects.filter(pk=self.application.pk).exists():
            return self.address("application_list")
        return self.address("application_edit", application=self.application.pk)


def _json(values):
    return json.dumps(values, ensure_ascii=False)


def _place(thing, places):
    """Return the id of the element where a missing thing can be given, or nothing."""
    return places.get(thing.field) or ("papers" if thing.field.startswith("document_") else "")


def _tell_missing(form, missing):
    for thing in missing:
        form.add_error(thing.field if thing.field in form.fields else None, thing.words)


def _in_words(field, value):
    """Return a stored value as the form's reader knows it."""
    choices = dict(getattr(field, "choices", ()) or ())
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(choices.get(code, code)) for code in value)
    if value in (None, ""):
        return _("nothing")
    return str(choices.get(value, value))
