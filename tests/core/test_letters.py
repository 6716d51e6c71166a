"""One letter, many readers."""

import pytest

from core.models import Message
from core.outbox import Copy, queue_copies, render_letter
from core.tenancy import TenancyError

TEMPLATE = "knowledge/mail/confirm"


def letter_of(partnership):
    return render_letter(TEMPLATE, partnership=partnership, context={}, blanks=("confirm_url",), language="en")


def copy_for(letter, to, url, key):
    return Copy(letter=letter, to=to, personal={"confirm_url": url}, headers={"X-Own": to}, dedupe_key=key)


def test_copies_carry_what_is_personal_escaped_in_html_alone(opened):
    letter = letter_of(opened)
    queue_copies(opened, [copy_for(letter, f"{n}@example.org", f"http://x/?a={n}&b", f"k{n}") for n in (1, 2)])
    for message, number in zip(Message.objects.order_by("pk"), (1, 2), strict=True):
        assert (message.to, message.headers) == (f"{number}@example.org", {"X-Own": f"{number}@example.org"})
        assert message.text.count(f"http://x/?a={number}&b\n") == 1
        assert message.html.count(f'href="http://x/?a={number}&amp;b"') == 1
        assert "BLANK" not in message.text + message.html + message.subject


def test_copy_is_queued_once_for_a_dedupe_key(opened):
    letter = letter_of(opened)
    for _time in range(2):
        queue_copies(opened, [copy_for(letter, "a@example.org", "x", "once")])
    assert Message.objects.count() == 1


def test_copies_need_their_partnership_open(opened, other_partnership):
    with pytest.raises(TenancyError):
        queue_copies(other_partnership, [])
