import logging

import pytest

from core.logs import Discreet, redact


@pytest.mark.parametrize(
    "line, kept",
    [
        (
            "Not Found: /thessaly/unsubscribe/6af9774b73b34c37987ea59076fff58b.gzXRAmcD7KKtSv_2o4OLSICS/",
            "Not Found: /thessaly/unsubscribe/[token]/",
        ),
        (
            "Not Found: /invitations/J9xk-3fQ0aZr7-bYw2LmTQe8-h4sVnC1pUd6-oXg5iR/",
            "Not Found: /invitations/[token]/",
        ),
        (
            "Not Found: /thessaly/fairs/to-the-square-social-economy-fair-of-larissa-2026/",
            "Not Found: /thessaly/fairs/to-the-square-social-economy-fair-of-larissa-2026/",
        ),
        ("refused for maria@example.org", "refused for [address]"),
        ("Not Found: /thessaly/organisations/nobody/", "Not Found: /thessaly/organisations/nobody/"),
    ],
)
def test_redact_blanks_what_is_secret_or_personal(line, kept):
    assert redact(line) == kept


def test_every_handler_of_the_platform_is_discreet(settings):
    for handler in settings.LOGGING["handlers"].values():
        assert handler["filters"] == ["discreet"]
    record = logging.LogRecord("x", logging.INFO, "", 0, "to %s", ("a@example.org",), None)
    Discreet().filter(record)
    assert record.getMessage() == "to [address]"
