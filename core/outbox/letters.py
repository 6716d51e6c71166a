"""The same mail to many: rendered once, with blanks that are filled in for each reader.

Rendering a template costs milliseconds, filling in a blank microseconds. What differs between the
readers, such as the link to unsubscribe, is a blank.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

from core import tenancy
from core.jobs import wake
from core.models import Message
from core.outbox.queue import message_id, render


@dataclass(frozen=True)
class Letter:
    """A rendered mail with blanks in its text and its HTML; the subject has none."""

    language: str
    subject: str
    text: str
    html: str

    def filled(self, personal):
        """Return (text, html) with the values of {blank: value} in their places, escaped in the HTML."""
        text, html = self.text, self.html
        for name, value in personal.items():
            text = text.replace(_blank(name), value)
            html = html.replace(_blank(name), escape(value))
        return text, html


@dataclass(frozen=True)
class Copy:
    """A letter for one reader; `personal` fills its blanks."""

    letter: Letter
    to: str
    personal: dict
    headers: dict
    dedupe_key: str


def render_letter(template, *, partnership, context, blanks, language=settings.LANGUAGE_CODE):
    """Render a template as `queue_mail` does and return the Letter; in the template a blank is a variable."""
    places = {name: _blank(name) for name in blanks}
    content = render(template, {**context, **places, "partnership": partnership}, language)
    return Letter(language=language, **content)


def queue_copies(partnership, copies):
    """Queue all copies in one statement and wake one worker; a copy whose dedupe key was used before is left out.

    Raises TenancyError unless `partnership` is the open tenant.
    """
    tenancy.require(partnership.pk)
    now = timezone.now()
    Message.objects.bulk_create([_message(partnership, copy, now) for copy in copies], ignore_conflicts=True)
    wake("core.tasks.deliver_messages", partnership.pk)


def _message(partnership, copy, now):
    text, html = copy.letter.filled(copy.personal)
    return Message(
        partnership=partnership,
        to=copy.to,
        language=copy.letter.language,
        dedupe_key=copy.dedupe_key,
        headers=copy.headers,
        message_id=message_id(),
        not_before=now,
        subject=copy.letter.subject,
        text=text,
        html=html,
    )


def _blank(name):
    # Letters and digits alone: no template, line wrapper or escaping changes them.
    return f"BLANK{name.encode().hex()}KNALB"
