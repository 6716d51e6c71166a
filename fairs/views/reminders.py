"""Being reminded of a fair, without an account: whoever holds the link from a mail owns the address.

Opening a link changes nothing, since mail scanners open every link; only a button does. A forged post can do no harm:
asking only sends a mail, and all else needs the token. So none asks for a CSRF token, and no page needs a cookie.
"""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from core.errors import DomainError
from core.limits import TooManyRequests, too_many
from core.origin import origin_hash
from fairs.actions import visitors
from fairs.forms.citizens import RemindMeForm
from fairs.views.base import FairPage, PartnershipPage

HOLDER = AnonymousUser()
"""Who acts by a link: a person known by an address alone, even while signed in to an account."""


@method_decorator(csrf_exempt, name="dispatch")
class AskView(FairPage, FormView):
    """Ask to be reminded of a fair."""

    permission = "fairs.be_reminded"
    template_name = "fairs/remind_me.html"
    form_class = RemindMeForm

    def form_valid(self, form):
        try:
            visitors.ask_to_be_reminded(
                self.fair,
                email=form.cleaned_data["email"],
                language=get_language(),
                origin=origin_hash(self.request),
                acting_user=HOLDER,
            )
        except TooManyRequests as error:
            return too_many(self.request, error)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        return redirect(self.address("fair_remind_me_sent", fair=self.fair.slug))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(can_ask=visitors.can_be_asked_for(self.fair), **kwargs)


class SentView(FairPage, TemplateView):
    """Look into your mail: the same page for addresses known and unknown."""

    permission = "fairs.be_reminded"
    template_name = "fairs/remind_me_sent.html"


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ReminderView(PartnershipPage, TemplateView):
    """The page behind the link of a mail: confirms the reminder, or ends it. A dead link says so (404)."""

    permission = "fairs.browse"
    template_name = "fairs/reminder.html"

    def dispatch(self, request, *args, **kwargs):
        self.wish = visitors.find(request.partnership, kwargs["token"])
        if self.wish is None:
            response = render(request, "fairs/reminder_gone.html", {"section": "fairs"}, status=404)
        else:
            response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def post(self, request, *args, **kwargs):
        if "forget" in request.POST:
            fair = self.wish.fair
            visitors.forget_reminder(self.wish, acting_user=HOLDER)
            return render(request, "fairs/reminder_forgotten.html", {"fair": fair, "section": "fairs"})
        visitors.confirm_reminder(self.wish, acting_user=HOLDER)
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(wish=self.wish, fair=self.wish.fair, days=visitors.AHEAD.days, **kwargs)
