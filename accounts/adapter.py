"""How allauth meets the rest of the house: its mails leave through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

from core.outbox import queue_platform_mail


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix, email, context):
        message = self.render_mail(template_prefix, email, context)
        queue_platform_mail(
            "accounts/mail/notice",
            to=email,
            context={"notice_subject": message.subject, "notice_text": message.body},
            language=get_language(),
        )
