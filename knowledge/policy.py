"""Who may do what in the knowledge base and with subscriptions."""

from core.policy import anyone, system
from partnerships.policy import is_coordinator, is_editor, is_staff

PERMISSIONS = {
    "knowledge.browse": anyone,
    "knowledge.oversee": is_staff,
    "knowledge.edit": is_editor,
    "knowledge.publish": is_editor,
    "knowledge.subscribe": anyone,
    "knowledge.send_digests": system,
    "knowledge.count_subscribers": is_staff,
    "knowledge.schedule_digests": is_coordinator,
}
