"""Which version of a fair's regulation counts."""

from django.utils import timezone


def versions_of(fair):
    """Return the versions of a fair's regulation, the latest first."""
    return fair.regulations.order_by("-number")


def in_force(fair, day=None):
    """Return the version of a fair's regulation that counts on a day (today), or None."""
    return versions_of(fair).filter(in_force_from__lte=day or timezone.localdate()).first()


def shown_version(fair):
    """Return the version that the page of a fair names, in force or else the first to come; None without any."""
    today = timezone.localdate()
    versions = list(versions_of(fair).only("number", "in_force_from"))
    return next(
        (version for version in versions if version.in_force_from <= today), versions[-1] if versions else None
    )
