"""Confirmation of stands: the organisation's own page, and the organiser's list."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from core.policy import authorise
from core.uploads import serve_paper
from fairs.actions import offers
from fairs.forms.offers import RecallForm
from fairs.models import Fee, Stand, StandOffer
from fairs.queries.offers import (
    OFFERING_STATES,
    counts_of,
    free_stands,
    offers_of,
    offers_to,
    place_in_list,
    waiting_list,
)
from fairs.queries.plans import Face, drawn_plan, equipment_of, size_of
from fairs.states import OfferState
from fairs.views.applying import ApplicationPage
from fairs.views.base import ConfirmView, FairDeskPage


class OwnStandView(ApplicationPage, TemplateView):
    """The stand of an application: offered, confirmed, on the plan, its fee and its contract."""

    permission = "fairs.see_stand"
    template_name = "fairs/offers/own.html"

    def get_context_data(self, **kwargs):
        application = self.application
        offers = list(offers_to(application))
        live = [offer for offer in offers if offer.is_live]
        for offer in live:
            offer.size, offer.has = size_of(offer.stand), ", ".join(equipment_of(offer.stand))
        faces = {offer.stand_id: Face("mine" if offer.is_confirmed else "waiting") for offer in live}
        return super().get_context_data(
            live=live,
            past=[offer for offer in offers if not offer.is_live],
            plan=drawn_plan(application.fair, faces) if faces else None,
            fee=Fee.objects.filter(application=application).first(),
            waiting_place=place_in_list(application),
            may_answer=authorise(self.request.user, "fairs.confirm", application),
            may_read_contract=bool(live) and authorise(self.request.user, "fairs.read_contract", live[0]),
            **kwargs,
        )


class OfferPage(ApplicationPage):
    """A page about one offer of an application."""

    @cached_property
    def offer(self):
        joined = offers_to(self.application).select_related("stand", "application__organisation", "contract")
        return get_object_or_404(joined, pk=self.kwargs["offer"])

    def get_permission_object(self):
        return self.offer

    def get_success_url(self):
        return self.address("application_stand", application=self.application.pk)


class ConfirmOfferView(OfferPage, ConfirmView):
    permission = "fairs.confirm_offer"
    kind = "primary"
    submit = gettext_lazy("Confirm the stand")

    @property
    def title(self):
        return _("Confirm stand %(stand)s?") % {"stand": self.offer.stand.code}

    @property
    def consequence(self):
        fair = self.application.fair
        words = {"day": fair.when, "fair": fair.name}
        if fair.is_free:
            return (
                _("You take part in “%(fair)s” (%(day)s). Participation is free. The contract comes at once.") % words
            )
        amount = number_format(self.offer.stand.frontage * fair.fee_per_metre, 2)
        return _("You take part in “%(fair)s” (%(day)s). The fee is %(amount)s euros. The contract comes at once.") % {
            **words,
            "amount": amount,
        }

    def get_success_message(self):
        return _("Stand %(stand)s is yours.") % {"stand": self.offer.stand.code}

    def perform(self, form):
        return offers.confirm_offer(self.offer, acting_user=self.request.user)


class DeclineOfferView(OfferPage, ConfirmView):
    permission = "fairs.confirm_offer"
    submit = gettext_lazy("Give the stand back")
    success_message = gettext_lazy("The stand is given back. Thank you for telling in time.")

    @property
    def title(self):
        return _("Give stand %(stand)s back?") % {"stand": self.offer.stand.code}

    @property
    def consequence(self):
        if self.offer.is_open and not self.offer.is_confirmed:
            return _("You keep your place in the waiting list for another stand.")
        return _("It goes to the next on the waiting list at once, and you no longer take part. It can't be undone.")

    def perform(self, form):
        return offers.decline_offer(self.offer, acting_user=self.request.user)


class ContractView(OfferPage, View):
    """The contract of a confirmed stand, for its two sides alone."""

    permission = "fairs.read_contract"

    def get(self, request, *args, **kwargs):
        contract = getattr(self.offer, "contract", None)
        if contract is None or not contract.path:
            raise Http404
        return serve_paper(contract.path, contract.content_type, contract.file_name)


class FairOffersView(FairDeskPage, TemplateView):
    """Who has confirmed, who was asked, what is free and who waits."""

    permission = "fairs.oversee"
    template_name = "fairs/offers/list.html"

    def get_context_data(self, **kwargs):
        offers, waiting = offers_of(self.fair), list(waiting_list(self.fair))
        free = free_stands(self.fair) if offers else []
        may_organise = authorise(self.request.user, "fairs.organise", self.fair)
        return super().get_context_data(
            live=[offer for offer in offers if offer.is_live],
            past=[offer for offer in offers if not offer.is_live],
            free=free,
            waiting=waiting,
            counts=counts_of(offers, free, waiting),
            may_organise=may_organise,
            may_offer=may_organise and self.fair.state in OFFERING_STATES,
            **kwargs,
        )


class OrganiserPage(FairDeskPage):
    permission = "fairs.organise"

    def get_success_url(self):
        return self.address("fair_offers", fair=self.fair.slug)


class RecallOfferView(OrganiserPage, ConfirmView):
    """Take a stand back from somebody, with a reason."""

    form_class = RecallForm
    submit = gettext_lazy("Take the stand back")
    success_message = gettext_lazy("The stand is taken back. The organisation gets your reason by mail.")
    consequence = gettext_lazy("The organisation no longer takes part, and the next on the waiting list is asked.")

    @cached_property
    def offer(self):
        live = StandOffer.objects.filter(stand__fair=self.fair, state__in=[OfferState.OFFERED, OfferState.CONFIRMED])
        return get_object_or_404(live.select_related("stand", "application__organisation"), pk=self.kwargs["offer"])

    @property
    def title(self):
        words = {"stand": self.offer.stand.code, "organisation": self.offer.application.organisation.title}
        return _("Take stand %(stand)s back from “%(organisation)s”?") % words

    def perform(self, form):
        return offers.recall_offer(self.offer, acting_user=self.request.user, reason=form.cleaned_data["reason"])


class OfferFreeStandView(OrganiserPage, ConfirmView):
    """Offer a free stand to whoever waits."""

    kind = "primary"
    submit = gettext_lazy("Offer the stand")
    consequence = gettext_lazy(
        "The first on the waiting list whom it fits is asked by mail; in the last days all of them, the first gets it."
    )

    @cached_property
    def stand(self):
        return get_object_or_404(Stand, fair=self.fair, pk=self.kwargs["stand"])

    @property
    def title(self):
        return _("Offer stand %(stand)s?") % {"stand": self.stand.code}

    def perform(self, form):
        return offers.offer_free_stand(self.fair, self.stand, acting_user=self.request.user)

    def get_success_message(self):
        number = len(self.result)
        words = ngettext("%(number)s organisation is asked.", "%(number)s organisations are asked.", number)
        return words % {"number": number}
