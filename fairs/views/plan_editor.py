"""The organiser draws the stand plan."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import ActionFormView
from fairs.actions import grounds, stands
from fairs.events.stands import EVENTS
from fairs.forms.stands import (
    CopyPlanForm,
    GridForm,
    GroundForm,
    PlacesForm,
    ReasonMixin,
    RemoveStandsForm,
    StandForm,
)
from fairs.models import Fair, PlanChange, Stand
from fairs.queries.plans import (
    FROZEN_STATES,
    KEPT_FIELDS,
    Face,
    digest_of,
    drawing_of,
    faults_of,
    ground_of,
    snapshot,
    stands_on,
    totals_of,
)
from fairs.states import OVER_STATES
from fairs.views.base import ConfirmView, FairDeskPage


class EditorPage(FairDeskPage):
    """A page of the editor: leads back to the plan, and asks for a reason where the stands are given."""

    permission = "fairs.organise"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if issubclass(self.form_class, ReasonMixin):
            kwargs["is_frozen"] = self.fair.state in FROZEN_STATES
        return kwargs

    def get_success_url(self):
        return self.address("fair_stands", fair=self.fair.slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), **kwargs)


class StandsView(EditorPage, ActionFormView):
    """The plan with all its stands: moved with the pointer, with the arrow keys, or by number."""

    template_name = "fairs/stands/editor.html"
    form_class = PlacesForm

    @cached_property
    def stands(self):
        return stands_on(self.fair)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stands": self.stands}

    def get_initial(self):
        return {"seen": digest_of(snapshot(self.fair))}

    def perform(self, form):
        reason = form.cleaned_data.get("reason", "")
        return stands.move_stands(
            self.fair, form.places, acting_user=self.request.user, seen=form.cleaned_data["seen"], reason=reason
        )

    def form_invalid(self, form):
        # Whoever was told that the plan has changed has seen the new one by now.
        form.data = form.data.copy()
        form.data["seen"] = digest_of(snapshot(self.fair))
        return super().form_invalid(form)

    def get_success_message(self):
        words = ngettext("%(number)s stand has changed.", "%(number)s stands have changed.", self.result)
        return words % {"number": self.result} if self.result else _("Nothing has changed.")

    def get_context_data(self, **kwargs):
        ground = ground_of(self.fair)
        faces = {
            stand.pk: Face(url=self.address("stand_edit", fair=self.fair.slug, stand=stand.pk))
            for stand in self.stands
        }
        last = PlanChange.objects.filter(fair=self.fair).first()
        return super().get_context_data(
            plan=drawing_of(self.fair, ground, self.stands, faces),
            faults=faults_of(ground, self.stands),
            totals=totals_of(self.stands),
            last_change=last,
            last_change_words=EVENTS.get(last.words, "") if last else "",
            is_over=self.fair.state in OVER_STATES,
            sources=sources_for(self.fair).exists() if not self.stands else False,
            **kwargs,
        )


class StandFormPage(EditorPage, ActionFormView):
    """The form of one stand."""

    template_name = "fairs/stands/form.html"
    form_class = StandForm
    stand: Stand | None = None

    def get_form_kwargs(self):
        codes = [stand.code for stand in stands_on(self.fair) if self.stand is None or stand.pk != self.stand.pk]
        return {**super().get_form_kwargs(), "codes": codes}

    def get_context_data(self, **kwargs):
        return super().get_context_data(stand=self.stand, **kwargs)


class StandCreateView(StandFormPage):
    """A new stand; with `?like=` it begins as a copy beside another one."""

    success_message = gettext_lazy("The stand is on the plan.")

    def get_initial(self):
        like = self.request.GET.get("like", "")
        pattern = Stand.objects.filter(fair=self.fair, pk=like).first() if like.isdecimal() else None
        if pattern is None:
            return {}
        skipped = ("code", "neighbours", "has_own_neighbours")
        values = {name: getattr(pattern, name) for name in KEPT_FIELDS if name not in skipped}
        return {**values, "x": pattern.x + pattern.frontage}

    def perform(self, form):
        return stands.add_stand(self.fair, acting_user=self.request.user, **form.cleaned_data)


class StandEditView(StandFormPage):
    success_message = gettext_lazy("The changes are saved.")

    @cached_property
    def stand(self):
        return get_object_or_404(Stand, fair=self.fair, pk=self.kwargs["stand"])

    def get_initial(self):
        return {name: getattr(self.stand, name) for name in KEPT_FIELDS}

    def perform(self, form):
        return stands.change_stand(self.stand, acting_user=self.request.user, **form.cleaned_data)


class GridView(EditorPage, ActionFormView):
    """Many equal stands in rows at once."""

    template_name = "fairs/stands/grid.html"
    form_class = GridForm

    def perform(self, form):
        reason = form.cleaned_data.get("reason", "")
        return stands.add_grid(self.fair, form.grid, acting_user=self.request.user, reason=reason)

    def get_success_message(self):
        number = len(self.result)
        return ngettext("%(number)s stand is added.", "%(number)s stands are added.", number) % {"number": number}


class StandsRemoveView(EditorPage, ConfirmView):
    """Ask first, then remove the chosen stands."""

    form_class = RemoveStandsForm
    submit = gettext_lazy("Remove")
    consequence = gettext_lazy("They go from the plan. “Undo” on the plan brings them back.")

    @cached_property
    def chosen(self):
        keys = [int(key) for key in self.request.GET.getlist("stand") if key.isdecimal()]
        return [stand for stand in stands_on(self.fair) if stand.pk in keys]

    @property
    def title(self):
        number = len(self.chosen)
        words = ngettext("Remove the stand %(codes)s?", "Remove %(number)s stands (%(codes)s)?", number)
        return words % {"number": number, "codes": ", ".join(stand.code for stand in self.chosen)}

    def get(self, request, *args, **kwargs):
        if not self.chosen:
            raise Http404("No stand was chosen")
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        reason = form.cleaned_data.get("reason", "")
        return stands.remove_stands(self.fair, self.chosen, acting_user=self.request.user, reason=reason)

    def get_success_message(self):
        number = len(self.result)
        return ngettext("%(number)s stand is removed.", "%(number)s stands are removed.", number) % {"number": number}


class UndoView(EditorPage, ConfirmView):
    """Ask first, then undo the last change of the stands."""

    form_class = RemoveStandsForm
    kind = "primary"
    title = gettext_lazy("Undo the last change of the plan?")
    submit = gettext_lazy("Undo")
    success_message = gettext_lazy("The last change is undone.")

    @property
    def consequence(self):
        last = PlanChange.objects.filter(fair=self.fair).first()
        return EVENTS.get(last.words, "") if last else _("There is nothing to undo.")

    def perform(self, form):
        reason = form.cleaned_data.get("reason", "")
        return stands.undo_change(self.fair, acting_user=self.request.user, reason=reason)


class GroundView(EditorPage, ActionFormView):
    """The size of the ground and the picture under it."""

    template_name = "fairs/stands/ground.html"
    form_class = GroundForm
    success_message = gettext_lazy("The ground is saved.")

    def get_initial(self):
        ground = ground_of(self.fair)
        return {"width": ground.width, "depth": ground.depth}

    def perform(self, form):
        return grounds.set_ground(self.fair, acting_user=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(ground=ground_of(self.fair), **kwargs)


class PictureRemoveView(EditorPage, ConfirmView):
    title = gettext_lazy("Remove the picture?")
    consequence = gettext_lazy(
        "The stands stay where they are. The picture can't be brought back, only uploaded anew."
    )
    submit = gettext_lazy("Remove")
    success_message = gettext_lazy("The picture is gone.")

    def perform(self, form):
        return grounds.remove_picture(self.fair, acting_user=self.request.user)


class CopyPlanView(EditorPage, ActionFormView):
    """Take the stands over from an earlier fair of the partnership."""

    template_name = "fairs/stands/copy.html"
    form_class = CopyPlanForm
    success_message = gettext_lazy("The stands are taken over.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sources": sources_for(self.fair)}

    def perform(self, form):
        return stands.copy_plan(self.fair, form.cleaned_data["source"], acting_user=self.request.user)


def sources_for(fair):
    """Return the other fairs of the partnership that have stands, the latest first."""
    drawn = Stand.objects.filter(partnership=fair.partnership_id).values("fair")
    others = Fair.objects.filter(partnership=fair.partnership_id, pk__in=drawn).exclude(pk=fair.pk)
    return others.order_by("-starts_on", "-pk")
