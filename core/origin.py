"""Where a request came from, as far as we keep it: a salted hash that leads back to nobody."""

import hashlib
import hmac

from django.conf import settings


def origin_hash(request):
    """Return the hash of the visitor's network address: the same for the same address, and no more than that."""
    return salted_hash("origin", _address(request))


def salted_hash(purpose, text):
    """Return the HMAC of `text` under the platform's secret; the same text hashes differently for each purpose."""
    return hmac.new(f"{settings.SECRET_KEY}:{purpose}".encode(), text.encode(), hashlib.sha256).hexdigest()


def _address(request):
    # Only the proxy's own entry, the last one, can be believed; what stands before it the visitor may have written.
    if settings.SECURE_PROXY_SSL_HEADER and (passed_on := request.headers.get("X-Forwarded-For")):
        return passed_on.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")
