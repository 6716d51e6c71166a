"""The wallet: papers in, out, back in, and the files themselves."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from core.uploads import serve_paper
from enterprises.actions import documents as actions
from enterprises.api.own.base import OwnView, whole
from enterprises.api.own.representations import OwnDocumentSerializer, document_row
from enterprises.api.own.requests import NewDocument
from enterprises.queries.documents import wallet

TAGS = ["own documents"]
MULTIPART = {"multipart/form-data": NewDocument}


class OwnDocuments(OwnView):
    permissions = {"GET": "enterprises.read_documents", "POST": "enterprises.keep_documents"}
    parser_classes = [MultiPartParser]

    @extend_schema(tags=TAGS, responses=OwnDocumentSerializer(many=True))
    def get(self, request, *args, **kwargs):
        """The papers that count today: neither withdrawn nor replaced."""
        return whole(document_row(document, self.organisation) for document in wallet(self.organisation))

    @extend_schema(tags=TAGS, request=MULTIPART, responses={201: OwnDocumentSerializer})
    def post(self, request, *args, **kwargs):
        """Put a paper (PDF, or a photo of it, up to 20 MB) into the wallet."""
        data = dict(self.shaped(NewDocument))
        paper, file_name = data.pop("file")
        document = actions.add_document(
            self.organisation, paper, acting_user=request.user, file_name=file_name, **data
        )
        return Response(document_row(document, self.organisation), status=201)


class OwnDocument(OwnView):
    permissions = {"GET": "enterprises.read_documents"}

    @extend_schema(tags=TAGS, responses=OwnDocumentSerializer)
    def get(self, request, *args, **kwargs):
        """What is known of one paper, also of one that was withdrawn or replaced."""
        return Response(document_row(self.found(self.organisation.documents), self.organisation))


class DocumentFile(OwnView):
    permissions = {"GET": "enterprises.read_documents"}

    @extend_schema(tags=TAGS, responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request, *args, **kwargs):
        """The file itself; the history keeps who opened it."""
        document = self.found(self.organisation.documents)
        response = serve_paper(document.path, document.content_type, document.file_name)
        actions.note_reading(document, acting_user=request.user)
        return response


class WithdrawDocument(OwnView):
    permissions = {"POST": "enterprises.keep_documents"}

    @extend_schema(tags=TAGS, request=None, responses=OwnDocumentSerializer)
    def post(self, request, *args, **kwargs):
        """Take it out of the wallet; it is offered nowhere any more."""
        document = actions.withdraw_document(self.found(self.organisation.documents), acting_user=request.user)
        return Response(document_row(document, self.organisation))


class BringBackDocument(OwnView):
    permissions = {"POST": "enterprises.keep_documents"}

    @extend_schema(tags=TAGS, request=None, responses=OwnDocumentSerializer)
    def post(self, request, *args, **kwargs):
        """Put a withdrawn paper back into the wallet."""
        document = actions.bring_back_document(self.found(self.organisation.documents), acting_user=request.user)
        return Response(document_row(document, self.organisation))
