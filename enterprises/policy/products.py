"""Who may change what an organisation makes and offers. The object is the organisation."""

from core.policy import AllOf
from enterprises.policy.organisations import is_member, is_not_archived

PERMISSIONS = {
    "enterprises.manage_products": AllOf(is_member, is_not_archived),
}
