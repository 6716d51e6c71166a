"""A person's own page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions import edit_profile
from accounts.forms import ProfileForm
from accounts.models import User
from core.views import ActionFormView


class ProfileView(ActionFormView):
    permission = "accounts.edit_profile"
    template_name = "accounts/profile.html"
    form_class = ProfileForm

    def get_permission_object(self):
        return self.request.user

    def get_form_kwargs(self):
        # A copy, so that a refused form does not change the person in the page's header.
        user = self.request.user
        instance = User.objects.get(pk=user.pk) if user.is_authenticated else None
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form):
        return edit_profile(
            self.request.user,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            acting_user=self.request.user,
        )

    def get_success_message(self):
        return _("Your changes are saved.")

    def get_success_url(self):
        return reverse("profile")
