"""Entries that may be the same: find them, compare two of them, make them one. And where an organisation's page is."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from enterprises.actions import merging
from enterprises.actions.addresses import free_address, renew_address
from enterprises.forms import EmptyForm
from enterprises.forms.merging import FindForm, MergeForm
from enterprises.models import Organisation
from enterprises.queries.distinct_pairs import distinct_pairs, pair_of
from enterprises.queries.duplicates import duplicates_of
from enterprises.queries.history import history_of
from enterprises.queries.merged import merged_among
from enterprises.queries.merging import (
    fingerprint,
    found_by_name,
    likely_pairs,
    reasons,
    shared,
    sides,
    state_after,
)
from enterprises.views.lookup import OrganisationMixin
from partnerships.queries.people import people_with

OTHER_SIDE = {merging.KEPT: merging.GONE, merging.GONE: merging.KEPT}
A_MOMENT = timedelta(minutes=5)
"""How long the same request of the same person counts as pressed twice."""


class DuplicateListView(PolicyView, TemplateView):
    """Pairs that may be the same, and a search for any other."""

    permission = "enterprises.decide"
    template_name = "enterprises/duplicates.html"

    def get_context_data(self, **kwargs):
        partnership, words = self.request.partnership, self.request.GET.get("q", "").strip()
        return super().get_context_data(
            form=FindForm(self.request.GET or None),
            words=words,
            found=found_by_name(partnership, words) if words else [],
            pairs=[] if words else likely_pairs(partnership),
            apart=distinct_pairs(partnership).count(),
            **kwargs,
        )


class MergedAlreadyMixin:
    """A page of entries of which one was merged meanwhile says so, and leads to the one that was kept.

    `numbers_shown` are the ids in the address.
    """

    numbers_shown: tuple[str, ...] = ("kept", "gone")

    def get(self, request, *args, **kwargs):
        return self.merged_already(200) or super().get(request, *args, **kwargs)

    def merged_already(self, status):
        """Return the page that tells it, None while all of them are there."""
        partnership = self.request.partnership
        merged = merged_among(partnership, [self.kwargs[name] for name in self.numbers_shown])
        if not merged:
            return None
        context = {"merged": merged, "partnership": partnership}
        return render(self.request, "enterprises/merged.html", context, status=status)


class OtherOneView(MergedAlreadyMixin, PolicyView, TemplateView):
    """One is chosen: which is the other?"""

    numbers_shown = ("kept",)

    permission = "enterprises.decide"
    template_name = "enterprises/merge_choose.html"

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "").strip()
        kept = get_object_or_404(_mergeable(self.request.partnership), pk=self.kwargs["kept"])
        found = found_by_name(self.request.partnership, words) if words else []
        rows = {
            "kept": kept,
            "found": [organisation for organisation in found if organisation != kept],
            "twins": [] if words else duplicates_of(kept),
        }
        return super().get_context_data(form=FindForm(self.request.GET or None), words=words, **{**kwargs, **rows})


class MergeView(MergedAlreadyMixin, ActionFormView):
    """Both side by side: which values stay, what moves, and then the deed."""

    permission = "enterprises.decide"
    template_name = "enterprises/merge.html"
    form_class = MergeForm

    @cached_property
    def pair(self):
        if self.kwargs["kept"] == self.kwargs["gone"]:
            raise Http404
        rows = _mergeable(self.request.partnership)
        return tuple(get_object_or_404(rows, pk=self.kwargs[name]) for name in ("kept", "gone"))

    def post(self, request, *args, **kwargs):
        if "swap" in request.POST:
            return self.swapped()
        try:
            return self.merged_meanwhile() or super().post(request, *args, **kwargs)
        except Http404:
            # Merged between the first look and the second.
            if done := self.merged_meanwhile():
                return done
            raise

    def swapped(self):
        """Lead to the same two with the other one staying: what was chosen stays chosen, it only changes sides."""
        address = reverse("merge", args=[self.request.partnership.slug, self.kwargs["gone"], self.kwargs["kept"]])
        chosen = {name: OTHER_SIDE[side] for name, side in _choices(self.request.POST).items()}
        return redirect(f"{address}?{urlencode(chosen)}" if chosen else address)

    def merged_meanwhile(self):
        """Return the answer to a merge that is done already: success to whoever has just done it, None if it isn't."""
        numbers, since = [self.kwargs["kept"], self.kwargs["gone"]], timezone.now() - A_MOMENT
        for row in merged_among(self.request.partnership, numbers):
            is_own = row.told and row.told.actor_id == self.request.user.pk and row.told.at >= since
            if is_own and [row.kept.pk, row.gone.pk] == numbers:
                messages.success(self.request, self.get_success_message())
                return redirect(_desk(row.kept))
        return self.merged_already(409)

    @cached_property
    def followings(self):
        return merging.followings(*self.pair)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sides": sides(*self.pair)}

    def get_initial(self):
        kept, gone = self.pair
        return {"seen": fingerprint(kept, gone, self.followings), **_choices(self.request.GET)}

    def perform(self, form):
        kept, gone = self.pair
        return merging.merge_organisations(
            kept, gone, acting_user=self.request.user, choices=form.choices(), seen=form.cleaned_data["seen"]
        )

    def form_invalid(self, form):
        if done := self.merged_meanwhile():
            return done
        # The preview is shown as things are now, with what was chosen; whoever sends it again has seen this one.
        for name in ("pair", "followings"):
            self.__dict__.pop(name, None)
        form.data = {**form.data.dict(), "seen": self.get_initial()["seen"]}
        return super().form_invalid(form)

    def get_success_message(self):
        return _("The two are one now. The old address leads here.")

    def get_success_url(self):
        return _desk(self.result)

    def get_context_data(self, **kwargs):
        kept, gone = self.pair
        return super().get_context_data(
            kept=kept,
            gone=gone,
            state_after=Organisation.State(state_after(kept, gone)).label,
            state_changes=state_after(kept, gone) != kept.state,
            followings=self.followings,
            reasons=reasons(kept, gone),
            shared=shared(kept, gone),
            people=people_with(*merging.PEOPLE, partnership_id=gone.partnership_id, subject_id=gone.pk),
            told_apart=pair_of(kept, gone),
            differing_afm=_both_have(kept, gone, "afm"),
            **kwargs,
        )


class AddressView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """Give a page the address of the organisation's present name."""

    permission = "enterprises.decide"
    template_name = "enterprises/address.html"
    form_class = EmptyForm

    def perform(self, form):
        return renew_address(self.organisation, acting_user=self.request.user)

    def get_success_message(self):
        return _("The page has its new address; the old one leads there.")

    def get_success_url(self):
        return _desk(self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposed=free_address(self.organisation), **kwargs)


class OrganisationHistoryView(SignedInFirstMixin, OrganisationMixin, PolicyView, ListView):
    """What was done to an organisation, and to the entries that were merged into it."""

    permission = "enterprises.read_history"
    template_name = "enterprises/history.html"
    paginate_by = 50

    def get_queryset(self):
        return history_of(self.organisation)


def _mergeable(partnership):
    rows = Organisation.objects.filter(partnership=partnership, merged_into=None)
    return rows.exclude(state=Organisation.State.ARCHIVED).with_card_data().select_related("record")


def _choices(sent):
    """Return {form field: whose value} of what was sent."""
    return {name: side for name, side in sent.items() if name.startswith("field_") and side in OTHER_SIDE}


def _desk(organisation):
    return reverse("organisation_desk", args=[organisation.partnership.slug, organisation.slug])


def _both_have(kept, gone, name):
    mine, theirs = (getattr(getattr(row, "record", None), name, "") for row in (kept, gone))
    return bool(mine and theirs and mine != theirs)
