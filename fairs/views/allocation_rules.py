"""The rules of the stands: read by everybody once they are public, set by the organiser before."""

from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView
from fairs.actions import allocation_rules as actions
from fairs.forms.allocations import RulesForm, SeedForm
from fairs.models import AllocationPolicy, Fair
from fairs.queries.allocation_rules import in_words, numbers_text, rules_of
from fairs.states import PREPARED_STATES, FairState
from fairs.views.base import ConfirmView, FairDeskPage, FairPage, PartnershipPage

SCRIPT = Path(settings.BASE_DIR) / "docs" / "lottery.py"
PLAIN = "text/plain; charset=utf-8"


class RulesPage(FairPage):
    """A page about the rules of a fair, which can be announced before the fair itself is."""

    permission = "fairs.view_rules"

    @cached_property
    def fair(self):
        fairs = Fair.objects.filter(partnership=self.request.partnership)
        seen = Q(pk__in=fairs.visible_to(self.request.user)) | Q(allocation_policy__is_published=True)
        return get_object_or_404(fairs.filter(seen).with_card_data(), slug=self.kwargs["fair"])

    @cached_property
    def rules(self):
        return rules_of(self.fair)


class RulesView(RulesPage, TemplateView):
    """The rules in words; of a lottery also what was drawn and how to repeat it."""

    template_name = "fairs/allocation/rules.html"

    def get_context_data(self, **kwargs):
        rules, fair = self.rules, self.fair
        is_organiser = bool(authorise(self.request.user, "fairs.organise", fair))
        is_open = fair.state in PREPARED_STATES and not (rules and rules.frozen_at)
        return super().get_context_data(
            rules=rules,
            chapters=in_words(rules) if rules else [],
            may_change=is_organiser and is_open,
            may_draw=is_organiser and _can_be_drawn(rules, fair),
            knows_fair=bool(authorise(self.request.user, "fairs.view", fair)),
            **kwargs,
        )


class RulesDeskPage(FairDeskPage):
    """A page of the organiser that leads back to the rules."""

    permission = "fairs.organise"

    def get_success_url(self):
        return self.address("allocation_rules", fair=self.fair.slug)


class RulesEditView(RulesDeskPage, ActionFormView):
    template_name = "fairs/allocation/rules_form.html"
    form_class = RulesForm
    success_message = _("The rules are saved. They become public with the call, or earlier when you announce them.")

    def get_form_kwargs(self):
        instance = rules_of(self.fair) or AllocationPolicy(fair=self.fair)
        return {**super().get_form_kwargs(), "instance": instance}

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel=self.get_success_url(), **kwargs)

    def perform(self, form):
        return actions.save_rules(self.fair, acting_user=self.request.user, **form.cleaned_data)


class RulesAnnounceView(RulesDeskPage, ConfirmView):
    kind = "primary"
    title = _("Announce the rules now?")
    consequence = _(
        "Everybody who has the address of their page can read them, and the title and the days of the fair with them. "
        "From then on the rules stay as they are; it can't be undone."
    )
    submit = _("Announce the rules")
    success_message = _("The rules are public.")

    def perform(self, form):
        return actions.announce_rules(self.fair, acting_user=self.request.user)


class SeedView(RulesDeskPage, ActionFormView):
    """Publish what the lottery is drawn from."""

    template_name = "fairs/allocation/seed.html"
    form_class = SeedForm
    success_message = _("The draw is published. Anybody can repeat it from the page of the rules.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(rules=rules_of(self.fair), cancel=self.get_success_url(), **kwargs)

    def perform(self, form):
        return actions.publish_seed(self.fair, acting_user=self.request.user, seed=form.cleaned_data["seed"])


class NumbersView(RulesPage):
    """The file that the script of the lottery reads."""

    def get(self, request, *args, **kwargs):
        if self.rules is None or not self.rules.seed:
            raise Http404("Nothing was drawn")
        return _download(numbers_text(self.rules), f"{self.fair.slug}-numbers.txt")


class ScriptView(PartnershipPage):
    """The script with which anybody repeats a lottery."""

    permission = "fairs.browse"

    def get(self, request, *args, **kwargs):
        return _download(SCRIPT.read_text(encoding="utf-8"), "lottery.py")


def _can_be_drawn(rules, fair):
    if rules is None or not rules.draws_lots or rules.seed or fair.state != FairState.UNDER_REVIEW:
        return False
    return timezone.localdate() >= rules.seed_known_on


def _download(text, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=PLAIN, headers=headers)
