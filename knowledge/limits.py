"""How often the same address, or the same place on the network, may ask for a mail."""

import logging

from django.core.cache import cache
from django.utils.translation import gettext as _
from redis import RedisError

from core.errors import DomainError
from core.origin import salted_hash

logger = logging.getLogger(__name__)

HOUR = 60 * 60
ASKS_OF_AN_ADDRESS = 5
ASKS_OF_AN_ORIGIN = 60


class TooManyRequests(DomainError):
    """Asked too often; `retry_after` is in seconds."""

    status = 429

    def __init__(self):
        super().__init__(
            "too-many-requests", _("There were too many requests in a short time. Please try again in an hour.")
        )
        self.retry_after = HOUR


def count_ask(partnership, *, email, origin):
    """Count one wish to subscribe; raise TooManyRequests when its address or its origin asked too often this hour."""
    addressed = salted_hash("asks", email.lower())
    within = [
        _count(f"asks:{partnership.pk}:address:{addressed}", ASKS_OF_AN_ADDRESS),
        _count(f"asks:origin:{origin}", ASKS_OF_AN_ORIGIN),
    ]
    if not all(within):
        raise TooManyRequests


def _count(key, limit):
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key) <= limit
    except ValueError:
        # The hour ended between the two steps.
        return True
    except RedisError:
        logger.warning("Requests can't be counted while Redis is away.")
        return True
