"""A person makes two keys at the same moment, over connections of their own."""

import threading

from django.db import connections

from accounts.actions import MOST_TOKENS, create_token
from core.errors import DomainError
from tests.accounts.test_tokens import PAGE
from tests.factories.accounts import AccessTokenFactory, UserFactory


def test_end_to_keys_holds_for_two_at_once(committed):
    user = UserFactory()
    AccessTokenFactory.create_batch(MOST_TOKENS - 1, user=user)
    start, outcomes = threading.Barrier(2), []

    def run():
        start.wait(timeout=10)
        try:
            create_token(user, name="Ίδιο", days=30, path=PAGE, acting_user=user)
            outcomes.append("made")
        except DomainError as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["made", "too-many-tokens"]
