"""What the head of our mails says: who sends them, and how to be rid of them."""

from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings


def headers(partnership):
    """Return the headers of every mail to a subscriber: sent in the partnership's name, by a machine."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    own = {"From": formataddr((partnership.name, address)), "Auto-Submitted": "auto-generated"}
    return own | ({"Reply-To": partnership.contact_email} if partnership.contact_email else {})


def list_headers(partnership, unsubscribe_url):
    """Return the headers of a digest: besides, a list to leave with one click (RFC 2369, 2919, 8058)."""
    return headers(partnership) | {
        "List-Id": f"<digest.{partnership.slug}.{urlsplit(settings.SITE_URL).hostname}>",
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
