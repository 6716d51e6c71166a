from partnerships.models.invitations import Invitation
from partnerships.models.partners import Partner
from partnerships.models.partnership import Partnership
from partnerships.models.places import Municipality, Region, RegionalUnit
from partnerships.models.roles import RoleAssignment
from partnerships.models.vocabularies import TargetGroup

__all__ = [
    "Invitation",
    "Municipality",
    "Partner",
    "Partnership",
    "Region",
    "RegionalUnit",
    "RoleAssignment",
    "TargetGroup",
]
