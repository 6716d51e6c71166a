"""The people of an organisation: who speaks for it, and who works on its pages."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.policy import authorise
from core.views import ActionFormView, ActionView, SignedInFirstMixin
from enterprises.actions import colleagues
from enterprises.actions import contacts as actions
from enterprises.forms.contacts import ColleagueForm, ContactForm, OptionalContactForm
from enterprises.queries import steps
from enterprises.queries.people import members_of, offers_of
from enterprises.views.lookup import OrganisationMixin
from enterprises.views.registration import address
from enterprises.views.wizard import AddingStepView

REMOVED = "removed_contact"
SALT = "enterprises.removed_contact"
UNDO_SECONDS = 3600


class PeopleStep(AddingStepView):
    """Those who speak for it, in order, and the form for one more; left empty, it only goes on."""

    step = steps.PEOPLE
    form_class = OptionalContactForm
    template_name = "enterprises/steps/people.html"

    def perform(self, form):
        self.added = actions.add_contact(self.organisation, acting_user=self.request.user, **form.cleaned_data)
        return self.finish(self.organisation)

    def get_success_message(self):
        if self.added.is_shown:
            return _("%(name)s is saved, and shown on the public page.") % {"name": self.added}
        return _("%(name)s is saved. Visitors don't see this person.") % {"name": self.added}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            contacts=list(self.organisation.contacts.all()),
            most=actions.MOST_CONTACTS,
            # Shown once: whoever comes back later has meant it.
            removed=self.request.session.pop(REMOVED, None),
            may_invite=authorise(self.request.user, "enterprises.invite_colleague", self.organisation),
            **kwargs,
        )


class ContactMixin(SignedInFirstMixin, OrganisationMixin):
    """One of those who speak for an organisation."""

    permission = "enterprises.edit"

    @cached_property
    def contact(self):
        return get_object_or_404(self.organisation.contacts.all(), pk=self.kwargs["pk"])

    def get_success_url(self):
        return address(self.organisation, "organisation_people")


class EditContactView(ContactMixin, ActionFormView):
    template_name = "enterprises/contact.html"
    form_class = ContactForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.contact}

    def perform(self, form):
        return actions.edit_contact(self.contact, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your changes are saved.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(contact=self.contact, back=self.get_success_url(), **kwargs)


class MoveContactView(ContactMixin, ActionView):
    def perform(self):
        return actions.move_contact_up(self.contact, acting_user=self.request.user)


class RemoveContactView(ContactMixin, ActionView):
    """Delete at once; the next page offers, signed and for an hour, to bring back what only it still holds."""

    def perform(self):
        kept = actions.remove_contact(self.contact, acting_user=self.request.user)
        signed = signing.dumps(kept | {"organisation": self.organisation.pk}, salt=SALT)
        self.request.session[REMOVED] = {"name": kept["name"], "signed": signed}


class BringBackContactView(ContactMixin, ActionView):
    def post(self, request, *args, **kwargs):
        try:
            self.kept = signing.loads(request.POST.get("signed", ""), salt=SALT, max_age=UNDO_SECONDS)
        except signing.BadSignature:
            self.kept = {}
        if self.kept.pop("organisation", None) != self.organisation.pk:
            messages.error(request, _("This can no longer be undone. Please add the person anew."))
            return redirect(self.get_failure_url())
        return super().post(request, *args, **kwargs)

    def perform(self):
        return actions.bring_back_contact(self.organisation, self.kept, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s is back.") % {"name": self.result}


class ColleaguesView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """Who works on the pages of an organisation, and the form that invites one more."""

    permission = "enterprises.invite_colleague"
    template_name = "enterprises/colleagues.html"
    form_class = ColleagueForm

    def perform(self, form):
        return colleagues.invite_colleague(self.organisation, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("The invitation is on its way to %(email)s.") % {"email": self.result.email}

    def get_success_url(self):
        return address(self.organisation, "organisation_colleagues")

    def get_context_data(self, **kwargs):
        organisation = self.organisation
        slugs = [organisation.partnership.slug, organisation.slug]
        return super().get_context_data(
            members=members_of(organisation),
            offers=[(one, reverse("colleague_take_back", args=[*slugs, one.pk])) for one in offers_of(organisation)],
            **kwargs,
        )


class TakeInvitationBackView(SignedInFirstMixin, OrganisationMixin, ActionView):
    permission = "enterprises.invite_colleague"

    def perform(self):
        invitation = get_object_or_404(offers_of(self.organisation), pk=self.kwargs["pk"])
        return colleagues.take_invitation_back(self.organisation, invitation, acting_user=self.request.user)

    def get_success_message(self):
        return _("The invitation was taken back.")

    def get_success_url(self):
        return address(self.organisation, "organisation_colleagues")
