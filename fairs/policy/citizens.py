"""What citizens do with fairs."""

from fairs.policy.roles import is_published

PERMISSIONS: dict = {
    "fairs.be_reminded": is_published,
}
