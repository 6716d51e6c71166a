"""The municipality's authorisation for programs: the chain of a fair, what one is to answer, and each step."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from core.api.serializers import PaperField, RequestSerializer
from core.policy import authorise
from fairs.actions import authorisation_answers as answers
from fairs.actions import authorisations as actions
from fairs.api.offers import PrivateView
from fairs.models import AuthorisationStep, Fair
from fairs.models.authorisations import Body
from fairs.queries.authorisation_tasks import waiting_for
from fairs.states import AUTHORISATION_TRANSITIONS

TAGS = ["authorisations"]


class StepSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    fair = serializers.SlugField(source="fair.slug")
    position = serializers.IntegerField()
    body = serializers.ChoiceField(choices=Body.choices)
    name = serializers.CharField()
    state = serializers.CharField(help_text="planned, asked, granted or refused")
    due_on = serializers.DateField()
    asked_at = serializers.DateTimeField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    answered_name = serializers.CharField()
    answered_by_link = serializers.BooleanField()
    decided_on = serializers.DateField(allow_null=True)
    protocol_number = serializers.CharField()
    ada = serializers.CharField()
    terms = serializers.CharField()
    has_paper = serializers.BooleanField(source="path")


class AnswerRequest(RequestSerializer):
    protocol_number = serializers.CharField(max_length=40)
    ada = serializers.CharField(
        max_length=40, required=False, allow_blank=True, help_text="The council has to give it."
    )
    decided_on = serializers.DateField()
    terms = serializers.CharField(
        max_length=5000, required=False, allow_blank=True, help_text="A refusal has to give its reasons."
    )
    file = PaperField(required=False, help_text="The decision itself, as multipart.")

    def answer(self):
        """Return the valid data as the Answer that the actions take."""
        values = dict(self.validated_data)
        paper, file_name = values.pop("file", (None, ""))
        return answers.Answer(**values, paper=paper, file_name=file_name)


def _require_key(request):
    """Ask a visitor for a key before anything else: whether the thing is there is not theirs to know."""
    if not request.user.is_authenticated:
        raise NotAuthenticated


def _listed(steps):
    return Response({"next": None, "previous": None, "results": StepSerializer(steps, many=True).data})


class OwnSteps(PrivateView):
    permission = "fairs.own_authorisations"

    @extend_schema(tags=TAGS, responses=StepSerializer(many=True), operation_id="authorisation_steps_waiting")
    def get(self, request, *args, **kwargs):
        """What you are asked to answer, the most urgent first."""
        return _listed(waiting_for(request.user, request.partnership))


class Chain(PrivateView):
    """The chain of one fair; 404 where the person may not know of the fair."""

    permission = "fairs.see_authorisation"

    @cached_property
    def fair(self):
        readable = Fair.objects.filter(partnership=self.request.partnership).visible_to(self.request.user)
        return get_object_or_404(readable.select_related("partnership", "municipality"), slug=self.kwargs["fair"])

    def get_permission_object(self):
        _require_key(self.request)
        return self.fair

    @extend_schema(tags=TAGS, responses=StepSerializer(many=True), operation_id="authorisation_chain_retrieve")
    def get(self, request, *args, **kwargs):
        """The bodies in the order in which they are asked, with their answers."""
        return _listed(self.fair.authorisation_steps.select_related("fair").order_by("position"))

    @extend_schema(tags=TAGS, request=None, responses={201: StepSerializer(many=True)})
    def post(self, request, *args, **kwargs):
        """Start the chain by the route of the municipality: its first body is asked at once."""
        response = _listed(actions.start_chain(self.fair, acting_user=request.user))
        response.status_code = 201
        return response


class Step(PrivateView):
    """One step of one body: ask, grant, refuse or reopen."""

    parser_classes = [JSONParser, MultiPartParser]

    @property
    def permission(self):
        name = self.kwargs["step"]
        if name not in AUTHORISATION_TRANSITIONS:
            raise Http404("No such step")
        return AUTHORISATION_TRANSITIONS[name].permission

    @cached_property
    def row(self):
        steps = AuthorisationStep.objects.filter(partnership=self.request.partnership)
        row = get_object_or_404(steps.select_related("fair"), pk=self.kwargs["pk"])
        if not authorise(self.request.user, "fairs.read_authorisation", row):
            raise Http404("Not for this reader")
        return row

    def get_permission_object(self):
        _require_key(self.request)
        return self.row

    @extend_schema(tags=TAGS, request=AnswerRequest, responses=StepSerializer)
    def post(self, request, *args, step, **kwargs):
        """Take the step; `grant` and `refuse` need the answer of the body, the others nothing."""
        if step in ("ask", "reopen"):
            act = {"ask": actions.ask_body, "reopen": actions.reopen_step}[step]
            return Response(StepSerializer(act(self.row, acting_user=request.user)).data)
        request_serializer = AnswerRequest(data=request.data)
        request_serializer.is_valid(raise_exception=True)
        answer = {"grant": answers.grant, "refuse": answers.refuse}[step]
        return Response(StepSerializer(answer(self.row, request_serializer.answer(), acting_user=request.user)).data)
