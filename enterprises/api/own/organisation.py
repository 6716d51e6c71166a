"""The organisation itself: read, changed, handed in."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from core import transitions
from core.api.preconditions import require_match, tag_of
from enterprises.actions import organisations as actions
from enterprises.api.own.base import OwnView
from enterprises.api.own.representations import OwnOrganisationSerializer, organisation_row
from enterprises.api.own.requests import OrganisationChange

TAGS = ["own organisation"]
JOINS = ("record", "municipality", "partnership__region")


def answer(organisation):
    """Return the answer with an organisation and the tag of its present state."""
    row = organisation_row(organisation)
    return Response(row, headers={"ETag": tag_of(row)})


def fresh(organisation):
    """Return the organisation as it stands in the database now."""
    return type(organisation).objects.select_related(*JOINS).get(pk=organisation.pk)


class OwnOrganisation(OwnView):
    permissions = {"GET": "enterprises.follow", "PATCH": "enterprises.edit"}

    @extend_schema(tags=TAGS, responses=OwnOrganisationSerializer, operation_id="own_organisation_retrieve")
    def get(self, request, *args, **kwargs):
        """Read the organisation with what only its people and the partnership know of it."""
        return answer(fresh(self.organisation))

    @extend_schema(tags=TAGS, request=OrganisationChange, responses=OwnOrganisationSerializer)
    def patch(self, request, *args, **kwargs):
        """Change what is named in the body. With `If-Match` the change is refused (412) when somebody was faster."""
        data = self.shaped(OrganisationChange, partial=True)
        row = transitions.lock(self.organisation, *JOINS)
        require_match(request, organisation_row(row))
        return answer(fresh(actions.edit_organisation(row, acting_user=request.user, **data)))


class SubmitOrganisation(OwnView):
    permissions = {"POST": "enterprises.submit"}

    @extend_schema(tags=TAGS, request=None, responses=OwnOrganisationSerializer)
    def post(self, request, *args, **kwargs):
        """Hand a draft to the partnership's coordinators."""
        return answer(fresh(actions.submit_organisation(self.organisation, acting_user=request.user)))


class WithdrawSubmission(OwnView):
    permissions = {"POST": "enterprises.submit"}

    @extend_schema(tags=TAGS, request=None, responses=OwnOrganisationSerializer)
    def post(self, request, *args, **kwargs):
        """Take a registration back before it is decided; it is a draft again."""
        return answer(fresh(actions.withdraw_submission(self.organisation, acting_user=request.user)))
