"""Who may see and keep the papers of an organisation's wallet. The object is the organisation."""

from core.policy import AllOf, AnyOf
from enterprises.policy.organisations import is_member, is_not_archived
from partnerships.policy import is_coordinator

PERMISSIONS = {
    "enterprises.read_documents": AnyOf(is_member, is_coordinator),
    "enterprises.keep_documents": AllOf(is_member, is_not_archived),
}
