"""Who may do what in the knowledge base and with subscriptions."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, anyone, predicate, system
from knowledge.states import ArticleState
from partnerships.policy import is_coordinator, is_editor, is_staff


@predicate(_("This article is not public."))
def is_published(actor, article):
    return article.state == ArticleState.PUBLISHED


PERMISSIONS = {
    "knowledge.browse": anyone,
    "knowledge.view": AnyOf(is_published, is_staff),
    "knowledge.oversee": is_staff,
    "knowledge.edit": is_editor,
    "knowledge.publish": is_editor,
    "knowledge.subscribe": anyone,
    "knowledge.send_digests": system,
    "knowledge.count_subscribers": is_staff,
    "knowledge.schedule_digests": is_coordinator,
}
