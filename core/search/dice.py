"""The dice that each entry throws once: by them a fair sample stands for very many entries.

Of each eight entries one reaches depth 1, of each of those eight one depth 2, and so on. Every depth has an index of
its own entries alone (`SearchEntry`), an eighth as large as the one before: so looking into a sample takes as much
less time as it holds fewer entries.
"""

from hashlib import blake2b

from core.models.search import DEEPEST_DICE as DEEPEST

_FACES = 8


def share(depth):
    """Return how many entries stand behind one that has reached this depth."""
    return _FACES**depth


def throw(kind, object_id):
    """Return the depth that an entry reaches: always the same for the same thing, whatever it says."""
    thrown = int.from_bytes(blake2b(f"{kind}:{object_id}".encode(), digest_size=4).digest())
    return next((depth for depth in range(DEEPEST) if thrown % _FACES ** (depth + 1)), DEEPEST)


def depth_for(number, most):
    """Return the least depth whose sample of so many entries has at most `most` of them; 0 is no sample, but all."""
    return next((depth for depth in range(DEEPEST) if number <= most * share(depth)), DEEPEST)
