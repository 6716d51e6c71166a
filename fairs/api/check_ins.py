"""Who is at a fair, for the phones of those who look after it: read, and noted many at once after a while offline."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from core import tenancy
from core.errors import DomainError
from fairs.actions import check_ins
from fairs.models import Application, CheckIn, Fair
from fairs.queries import presence

MOST_NOTES = 200
UNDO = "undo"


class NoteSerializer(serializers.Serializer):
    """`id` is made by whoever notes, once for each note; with `seen` "undo" it names the note that is taken back."""

    id = serializers.UUIDField()
    application = serializers.IntegerField()
    seen = serializers.ChoiceField([presence.PRESENT, presence.ABSENT, UNDO])
    day = serializers.DateField()
    at = serializers.DateTimeField(required=False)


class NotesSerializer(serializers.Serializer):
    notes = NoteSerializer(many=True, max_length=MOST_NOTES)


class DaySerializer(serializers.Serializer):
    day = serializers.DateField(required=False)


class PlaceSerializer(serializers.Serializer):
    """`seen` is present, absent or waiting; `id`, `at` and `by` are of the note in force."""

    application = serializers.IntegerField(source="application.pk")
    organisation = serializers.CharField(source="organisation.name")
    stand = serializers.SerializerMethodField()
    seen = serializers.CharField(source="state")
    id = serializers.UUIDField(source="check_in.client_id", default=None)
    at = serializers.DateTimeField(source="check_in.seen_at", default=None)
    by = serializers.SerializerMethodField()

    def get_stand(self, place) -> str:
        return str(place.stand or "")

    def get_by(self, place) -> str:
        who = place.check_in and place.check_in.recorded_by
        return who.get_short_name() if who else ""


class OutcomeSerializer(serializers.Serializer):
    """`outcome` is noted, known (somebody had noted it, or saw something later), undone or refused."""

    id = serializers.UUIDField()
    outcome = serializers.CharField()
    message = serializers.CharField()


class CheckInsSerializer(serializers.Serializer):
    day = serializers.DateField()
    outcomes = OutcomeSerializer(many=True)
    places = PlaceSerializer(many=True)


class CheckIns(APIView):
    """Who is at a fair on one day. What is sent twice counts once; of two notes the one that was seen later counts."""

    permission = "fairs.attend_day"

    def dispatch(self, request, *args, pk, **kwargs):
        fair = Fair.objects.published().select_related("partnership").filter(pk=pk).first()
        if fair is None:
            raise Http404
        self.fair = fair
        # Who is on duty, who takes part and who came are private to the fair's partnership.
        with tenancy.activate(fair.partnership):
            return super().dispatch(request, *args, pk=pk, **kwargs)

    def get_permission_object(self):
        return self.fair

    @extend_schema(tags=["fairs"], parameters=[DaySerializer], responses=CheckInsSerializer)
    def get(self, request, pk):
        asked = DaySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return self._answer(asked.validated_data.get("day"), [])

    @extend_schema(tags=["fairs"], request=NotesSerializer, responses=CheckInsSerializer)
    def post(self, request, pk):
        sent = NotesSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        notes = sent.validated_data["notes"]
        outcomes = [{"id": sent_note["id"], **self._take(sent_note)} for sent_note in notes]
        return self._answer(notes[-1]["day"] if notes else None, outcomes)

    def _answer(self, asked, outcomes):
        day = presence.day_to_show(self.fair, asked)
        shown = {"day": day, "outcomes": outcomes, "places": presence.places(self.fair, day)}
        return Response(CheckInsSerializer(shown).data, headers={"Cache-Control": "private, no-store"})

    def _take(self, sent):
        try:
            return self._undo(sent) if sent["seen"] == UNDO else self._note(sent)
        except DomainError as error:
            return {"outcome": "refused", "message": str(error.message)}

    def _note(self, sent):
        application = Application.objects.filter(fair=self.fair, pk=sent["application"]).first()
        if application is None:
            raise check_ins.takes_no_part()
        noted = check_ins.note(
            application,
            acting_user=self.request.user,
            is_present=sent["seen"] == presence.PRESENT,
            day=sent["day"],
            client_id=sent["id"],
            seen_at=sent.get("at"),
        )
        message = presence.told(noted.check_in, counts=noted.counts)
        return {"outcome": "noted" if noted.counts else "known", "message": message}

    def _undo(self, sent):
        notes = CheckIn.objects.filter(application__fair=self.fair).select_related("application__organisation")
        check_in = notes.filter(client_id=sent["id"]).first()
        if check_in is None:
            # The note itself was never taken, so nothing is left to be taken back.
            return {"outcome": "undone", "message": ""}
        check_ins.undo(check_in, acting_user=self.request.user)
        return {"outcome": "undone", "message": presence.told_of_undoing(check_in)}
