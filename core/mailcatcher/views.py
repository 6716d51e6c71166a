"""The pages of the mail catcher."""

import re

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.mailcatcher import mailbox
from core.views import PolicyView

PER_PAGE = 25
SANDBOX = ["allow-top-navigation-by-user-activation", "allow-popups", "allow-popups-to-escape-sandbox"]
MESSAGE_CSP = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "form-action": [NONE],
    "sandbox": SANDBOX,
}
"""A message may bring its own styles, but loads, runs and sends nothing; a click on a link leads out."""
HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)


class MailCatcherView(PolicyView):
    permission = "core.mailcatcher.view"

    @property
    def folder(self):
        return settings.LOCAL.mail_dir

    def find_message(self):
        message = mailbox.find(self.folder, self.kwargs["name"])
        if message is None:
            raise Http404("No such message")
        return message


class MessageList(MailCatcherView):
    def get(self, request):
        page = Paginator(mailbox.newest_first(self.folder), PER_PAGE).get_page(request.GET.get("page"))
        return render(request, "mailcatcher/list.html", {"page": page})


class MessageDetail(MailCatcherView):
    def get(self, request, name):
        message = self.find_message()
        context = {"message": message, "heading": message.subject or _("(no subject)"), "sandbox": SANDBOX}
        return render(request, "mailcatcher/message.html", context)


@method_decorator(csp(MESSAGE_CSP), name="dispatch")
class MessageHtml(MailCatcherView):
    """The HTML part alone, for the frame; its links open in the whole window."""

    def get(self, request, name):
        html = self.find_message().html
        if not html:
            raise Http404("This message has no HTML part")
        return HttpResponse(_with_links_outwards(html))


class MessageRaw(MailCatcherView):
    def get(self, request, name):
        message = self.find_message()
        headers = {"Content-Disposition": f'attachment; filename="{message.path.name}"'}
        return HttpResponse(message.raw, content_type="message/rfc822", headers=headers)


class EmptyMailbox(MailCatcherView):
    http_method_names = ["post"]

    def post(self, request):
        count = mailbox.empty(self.folder)
        text = ngettext("%(count)d message was deleted.", "%(count)d messages were deleted.", count)
        messages.success(request, text % {"count": count})
        return redirect("mailcatcher:list")


def _with_links_outwards(html):
    base = '<base target="_top">'
    if HEAD.search(html):
        return HEAD.sub(lambda head: head.group() + base, html, count=1)
    return base + html
