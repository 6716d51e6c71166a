"""Keeps secrets and personal data out of the log: addresses of mailboxes, and the tokens of links."""

import logging
import re

TOKEN = re.compile(r"(?=[\w.:=-]*[A-Z])(?=[\w.:=-]*\d)[\w.:=-]{30,}|[\w.:=]{30,}")
"""Addresses of pages are long as well, but of small letters and hyphens alone."""
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


class Discreet(logging.Filter):
    """Replace whatever looks like a token or a mail address in the finished line."""

    def filter(self, record):
        record.msg = redact(record.getMessage())
        record.args = ()
        return True


def redact(line):
    """Return the line with tokens (30 characters and more without a break) and mail addresses blanked out."""
    return TOKEN.sub("[token]", MAILBOX.sub("[address]", line))
