"""What happens to a person's account."""

from django.db import transaction

from accounts.models import User
from core import audit, policy


@transaction.atomic
def edit_profile(user, *, name, language, acting_user):
    """Change name and language of an account; only its owner may."""
    policy.enforce(acting_user, "accounts.edit_profile", user)
    row = User.objects.select_for_update().get(pk=user.pk)
    before = {"language": row.language}
    row.name = name
    row.language = language
    row.save(update_fields=["name", "language"])
    audit.record("user.edited", row, acting_user=acting_user, before=before, after={"language": language})
    return row
