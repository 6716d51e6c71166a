"""How often the same address, or the same place on the network, may ask for a mail."""

from core.limits import TooManyRequests, count
from core.origin import salted_hash

ASKS_OF_AN_ADDRESS = 5
ASKS_OF_AN_ORIGIN = 60


def count_ask(partnership, *, email, origin):
    """Count one wish to subscribe; raise TooManyRequests when its address or its origin asked too often this hour."""
    addressed = salted_hash("asks", email.lower())
    within = [
        count(f"asks:{partnership.pk}:address:{addressed}", ASKS_OF_AN_ADDRESS),
        count(f"asks:origin:{origin}", ASKS_OF_AN_ORIGIN),
    ]
    if not all(within):
        raise TooManyRequests
