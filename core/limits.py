"""How often the same place on the network, or the same address, may do something: counted as hashes, in Redis."""

import logging

from django.core.cache import cache
from django.shortcuts import render
from django.utils.translation import gettext as _
from redis import RedisError

from core.errors import DomainError

logger = logging.getLogger(__name__)

HOUR = 60 * 60


class TooManyRequests(DomainError):
    """Asked too often; `retry_after` is in seconds."""

    status = 429

    def __init__(self):
        super().__init__(
            "too-many-requests", _("There were too many requests in a short time. Please try again in an hour.")
        )
        self.retry_after = HOUR


def count(key, limit):
    """Count one more of what `key` names; tell whether it is within the limit of an hour.

    Who asks names nobody in the key: an address or a place goes in as a hash (core.origin). While Redis is away all
    is within.
    """
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key) <= limit
    except ValueError:
        # The hour ended between the two steps.
        return True
    except RedisError:
        logger.warning("Requests can't be counted while Redis is away.")
        return True


def too_many(request, error):
    """Answer a request that came too often."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(error.retry_after)
    return response
