"""The mail about a merge, to all people of the organisation that is kept."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.outbox import queue_mail
from partnerships.queries.people import people_with
from partnerships.states import Role


def tell(kept, gone):
    """Queue a mail to each manager and contributor, those who came with `gone` included."""
    partnership = kept.partnership
    for user in people_with(Role.MANAGER, Role.CONTRIBUTOR, partnership_id=kept.partnership_id, subject_id=kept.pk):
        with override(user.language):
            address = settings.SITE_URL + reverse("organisation_desk", args=[partnership.slug, kept.slug])
        queue_mail(
            "enterprises/mail/merged",
            partnership=partnership,
            to=user.email,
            context={"organisation": kept, "gone": gone, "address": address},
            language=user.language,
        )
