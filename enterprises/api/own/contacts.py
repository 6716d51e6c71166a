"""The people who speak for the organisation."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from enterprises.actions import contacts as actions
from enterprises.api.own.base import OwnView, whole
from enterprises.api.own.representations import OwnContactSerializer, contact_row
from enterprises.api.own.requests import ContactChange, NewContact

TAGS = ["own contacts"]


class OwnContacts(OwnView):
    permissions = {"GET": "enterprises.follow", "POST": "enterprises.edit"}

    @extend_schema(tags=TAGS, responses=OwnContactSerializer(many=True))
    def get(self, request, *args, **kwargs):
        """All of them in their order, those included whom visitors don't see."""
        return whole(contact_row(contact) for contact in self.organisation.contacts.all())

    @extend_schema(tags=TAGS, request=NewContact, responses={201: OwnContactSerializer})
    def post(self, request, *args, **kwargs):
        """Add somebody; visitors see them only with `is_shown`."""
        data = self.shaped(NewContact)
        return Response(
            contact_row(actions.add_contact(self.organisation, acting_user=request.user, **data)), status=201
        )


class OwnContact(OwnView):
    permissions = {"PATCH": "enterprises.edit", "DELETE": "enterprises.edit"}

    @extend_schema(tags=TAGS, request=ContactChange, responses=OwnContactSerializer)
    def patch(self, request, *args, **kwargs):
        """Change what is named in the body."""
        contact = self.found(self.organisation.contacts)
        data = self.shaped(ContactChange, partial=True)
        return Response(contact_row(actions.edit_contact(contact, acting_user=request.user, **data)))

    @extend_schema(tags=TAGS, responses={204: None})
    def delete(self, request, *args, **kwargs):
        """Delete what is known of somebody, for good."""
        actions.remove_contact(self.found(self.organisation.contacts), acting_user=request.user)
        return Response(status=204)
