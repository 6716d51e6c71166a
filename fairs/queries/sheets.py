"""What an application says, as plain values by name: what forms show, saves compare, and completeness asks."""

from decimal import Decimal

from fairs.models import FormQuestion

FIELDS = (
    "products_shown",
    "goods",
    "needs",
    "frontage",
    "power_watts",
    "needs_water",
    "needs_cold",
    "vehicle",
)
PRODUCTS = "products"


def field_of(question):
    """Return the name under which forms and errors speak of a question."""
    return f"question_{question.pk}"


def questions_of(fair_id):
    """Return the questions of a fair's call in their order."""
    return list(FormQuestion.objects.filter(fair=fair_id))


def sheet_of(application, questions):
    """Return {name: plain value} of FIELDS, the products by number, and the answers to these questions."""
    answers = dict(application.answers.values_list("question_id", "value"))
    return {
        **{name: plain(getattr(application, name)) for name in FIELDS},
        PRODUCTS: sorted(application.products.values_list("product_id", flat=True)),
        **{field_of(question): answers.get(question.pk) for question in questions},
    }


def plain(value):
    """Return a value as JSON keeps it: two that mean the same are equal, whoever wrote them."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value
