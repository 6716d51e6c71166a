"""The shapes of applications in the API: plain values by name, as forms and saves know them."""

from rest_framework import serializers

from core.api.serializers import RequestSerializer
from core.forms import LONGEST_TEXT
from fairs.queries.missing import missing_in
from fairs.queries.scopes import BEFORE_SUBMITTING, scope_of
from fairs.queries.sheets import questions_of, sheet_of


class ApplicationRowSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    fair = serializers.CharField(source="fair.slug")
    organisation = serializers.IntegerField(source="organisation_id")
    organisation_name = serializers.CharField(source="organisation.name")
    state = serializers.CharField(help_text="A decision shows once it is released")
    version = serializers.IntegerField()
    submitted_at = serializers.DateTimeField(help_text="When it was begun, while it is a draft")
    edited_at = serializers.DateTimeField(allow_null=True)


class MissingSerializer(serializers.Serializer):
    field = serializers.CharField()
    words = serializers.CharField()


class ApplicationSerializer(ApplicationRowSerializer):
    values = serializers.DictField(
        help_text="By name: products_shown, goods, needs, frontage, power_watts, needs_water, needs_cold, vehicle, "
        "products (numbers), and question_<number> for each question of the call"
    )
    changeable = serializers.ListField(child=serializers.CharField(), help_text="The names that can be changed today")
    missing = MissingSerializer(many=True)
    documents = serializers.ListField(child=serializers.CharField(), help_text="Kinds that were handed over")


def application_row(application):
    """Return the whole representation of an application, for its own people."""
    row = dict(ApplicationRowSerializer(application).data)
    is_before = application.state in BEFORE_SUBMITTING
    missing = missing_in(application) if is_before else []
    return {
        **row,
        "values": sheet_of(application, questions_of(application.fair_id)),
        "changeable": sorted(scope_of(application).names),
        "missing": [{"field": thing.field, "words": thing.words} for thing in missing],
        "documents": [paper.kind for paper in application.documents.all()],
    }


class NewApplication(RequestSerializer):
    fair = serializers.SlugField(max_length=120)
    organisation = serializers.IntegerField()


class OwnFields(RequestSerializer):
    """The fields that every application has; answers stand beside them, by the number of their question."""

    products_shown = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, required=False)
    goods = serializers.CharField(max_length=8, required=False)
    needs = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, required=False)
    frontage = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True, required=False)
    power_watts = serializers.IntegerField(min_value=0, required=False)
    needs_water = serializers.BooleanField(required=False)
    needs_cold = serializers.BooleanField(required=False)
    vehicle = serializers.CharField(max_length=80, allow_blank=True, required=False)
    products = serializers.ListField(child=serializers.IntegerField(), max_length=500, required=False)


class ApplicationChange(RequestSerializer):
    values = serializers.DictField(allow_empty=False)
    seen = serializers.DictField(help_text="For the same names, what you had read")

    def validate_values(self, values):
        """Check the shape of the fields; what was answered, the action checks by its question."""
        answers = {name: value for name, value in values.items() if name.startswith("question_")}
        fields = OwnFields(data={name: value for name, value in values.items() if name not in answers})
        fields.is_valid(raise_exception=True)
        return {**fields.validated_data, **answers}

    def validate(self, data):
        unread = sorted(set(data["values"]) - set(data["seen"]))
        if unread:
            raise serializers.ValidationError({"seen": unread})
        return data


class HandedPaper(RequestSerializer):
    document = serializers.IntegerField()
