"""Applications of one's own organisations, below the partnership that holds the fair."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from core import policy
from enterprises.models import Document, Organisation
from fairs.actions import applications as actions
from fairs.actions import drafts, papers
from fairs.api.application_shapes import (
    ApplicationChange,
    ApplicationRowSerializer,
    ApplicationSerializer,
    HandedPaper,
    NewApplication,
    application_row,
)
from fairs.models import Application, Fair
from fairs.queries.participants import own_applications

TAGS = ["own applications"]


class OwnPages(APIView):
    """What these views share: nobody keeps a copy, and they are asked at a measured pace."""

    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "own"

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response


@extend_schema(tags=TAGS)
class OwnApplications(OwnPages, ListAPIView):
    """The applications of your organisations to fairs of this partnership, the latest first."""

    permission = "fairs.own_applications"
    serializer_class = ApplicationRowSerializer
    filter_backends: list = []
    keyset = ("-submitted_at", "-pk")

    def get_permission_object(self):
        return self.request.partnership

    def get_queryset(self):
        return own_applications(self.request.user, self.request.partnership).select_related("fair", "organisation")

    @extend_schema(tags=TAGS, request=NewApplication, responses={201: ApplicationSerializer})
    def post(self, request, *args, **kwargs):
        """Begin a draft for a fair of this partnership whose call is open."""
        data = _shaped(request, NewApplication)
        fair = get_object_or_404(
            Fair.objects.filter(partnership=request.partnership).visible_to(request.user), slug=data["fair"]
        )
        organisation = get_object_or_404(
            Organisation.objects.filter(partnership=request.partnership).visible_to(request.user),
            pk=data["organisation"],
        )
        draft = drafts.begin_application(fair, organisation, acting_user=request.user)
        return Response(application_row(draft), status=201)


class OwnApplicationView(OwnPages, APIView):
    """A view about one application; 404 where the person has no part in it."""

    permissions: dict[str, str] = {}

    @property
    def permission(self):
        return self.permissions.get(self.request.method, next(iter(self.permissions.values())))

    def get_permission_object(self):
        return self.application

    @cached_property
    def application(self):
        if not self.request.user.is_authenticated:
            raise NotAuthenticated
        readable = Application.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(readable.select_related("fair", "organisation"), pk=self.kwargs["pk"])

    def answer(self, application):
        """Return the answer with the application as it is now."""
        row = Application.objects.select_related("fair", "organisation").get(pk=application.pk)
        return Response(application_row(row))


class OwnApplication(OwnApplicationView):
    permissions = {
        "GET": "fairs.edit_application",
        "PATCH": "fairs.edit_application",
        "DELETE": "fairs.withdraw",
    }

    @extend_schema(tags=TAGS, responses=ApplicationSerializer, operation_id="own_application_retrieve")
    def get(self, request, *args, **kwargs):
        """One application with its answers, and what it still lacks before it can be submitted."""
        return self.answer(self.application)

    @extend_schema(tags=TAGS, request=ApplicationChange, responses=ApplicationSerializer)
    def patch(self, request, *args, **kwargs):
        """Change what `values` names, until the deadline.

        `seen` says, for the same names, what you had read. Where somebody else changed one meanwhile, nothing is
        saved and the answer is 409. A submitted application must stay complete.
        """
        data = _shaped(request, ApplicationChange)
        changed = drafts.edit_application(
            self.application, acting_user=request.user, values=data["values"], seen=data["seen"]
        )
        return self.answer(changed)

    @extend_schema(tags=TAGS, responses={204: None})
    def delete(self, request, *args, **kwargs):
        """Delete a draft for good; what was submitted can only be withdrawn."""
        actions.discard_draft(self.application, acting_user=request.user)
        return Response(status=204)


class SubmitApplication(OwnApplicationView):
    permissions = {"POST": "fairs.submit"}

    @extend_schema(tags=TAGS, request=None, responses=ApplicationSerializer)
    def post(self, request, *args, **kwargs):
        """Hand a draft in, or one that was returned for more. What is missing is named in the answer (422)."""
        return self.answer(actions.submit_application(self.application, acting_user=request.user))


class WithdrawApplication(OwnApplicationView):
    permissions = {"POST": "fairs.withdraw"}

    @extend_schema(tags=TAGS, request=None, responses=ApplicationSerializer)
    def post(self, request, *args, **kwargs):
        """Take a submitted application back until the fair begins."""
        return self.answer(actions.withdraw_application(self.application, acting_user=request.user))


class ApplicationPaper(OwnApplicationView):
    permissions = {"PUT": "fairs.edit_application", "DELETE": "fairs.edit_application"}

    @extend_schema(tags=TAGS, request=HandedPaper, responses=ApplicationSerializer)
    def put(self, request, *args, **kwargs):
        """Hand a paper of this kind over: `document` is its number in the organisation's documents."""
        data = _shaped(request, HandedPaper)
        organisation = self.application.organisation
        policy.enforce(request.user, "enterprises.read_documents", organisation)
        wallet = Document.objects.current().filter(organisation=organisation, kind=self.kwargs["kind"])
        document = get_object_or_404(wallet, pk=data["document"])
        papers.hand_over(self.application, document, acting_user=request.user)
        return self.answer(self.application)

    @extend_schema(tags=TAGS, responses={204: None})
    def delete(self, request, *args, **kwargs):
        """Take it back."""
        paper = self.application.documents.filter(kind=self.kwargs["kind"]).select_related("application").first()
        if paper is None:
            raise Http404
        papers.take_paper_back(paper, acting_user=request.user)
        return Response(status=204)


def _shaped(request, serializer_class):
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data
