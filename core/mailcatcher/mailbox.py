"""The reading side: the kept messages as a page needs them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from core.mailcatcher.server import SUFFIX

NAME = re.compile(r"[0-9]+-[0-9]+-[0-9]+")
SHOWN_FIRST = ("From", "To", "Subject", "Date")


@dataclass(frozen=True)
class CaughtMessage:
    """One kept message, read when it is first asked for something."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name.removesuffix(SUFFIX)

    @property
    def received(self) -> datetime:
        return datetime.fromtimestamp(int(self.name.partition("-")[0]) / 1e9, tz=UTC)

    @cached_property
    def raw(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def subject(self) -> str:
        # A long one begins on a line of its own, and the parser keeps the space before it.
        return str(self.mail["Subject"] or "").strip()

    @property
    def recipients(self) -> str:
        return str(self.mail["X-Envelope-To"] or self.mail["To"] or "")

    @property
    def sender(self) -> str:
        return str(self.mail["From"] or "")

    @property
    def headers(self) -> list[tuple[str, str]]:
        """All headers in their order, decoded; those that people look for come first."""
        found = [(name, str(value)) for name, value in self.mail.items()]
        return sorted(found, key=lambda header: SHOWN_FIRST.index(header[0]) if header[0] in SHOWN_FIRST else 99)

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def attachments(self) -> list[str]:
        return [part.get_filename() or part.get_content_type() for part in self.mail.iter_attachments()]

    def _part(self, kind: str) -> str:
        body = self.mail.get_body(preferencelist=(kind,))
        return "" if body is None else body.get_content().replace("\r\n", "\n")


def newest_first(folder: Path) -> list[CaughtMessage]:
    """Return the kept messages, none of them read yet; [] where no mail ever came."""
    paths = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.name, reverse=True)
    return [CaughtMessage(path) for path in paths if NAME.fullmatch(path.name.removesuffix(SUFFIX))]


def find(folder: Path, name: str) -> CaughtMessage | None:
    """Return the message of this name, or None; a name that could lead elsewhere is never followed."""
    if not NAME.fullmatch(name):
        return None
    path = folder / f"{name}{SUFFIX}"
    return CaughtMessage(path) if path.is_file() else None


def empty(folder: Path) -> int:
    """Delete all kept messages and return how many there were."""
    messages = newest_first(folder)
    for message in messages:
        message.path.unlink(missing_ok=True)
    return len(messages)
