"""What a reviewer reads of an application: what it shows and asks for, without papers and personal data."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.vocabulary import in_language
from enterprises.models import Product
from fairs.models import Application


@dataclass(frozen=True)
class ReviewDossier:
    application: Application
    products: list[Product]
    answers: list


def dossier(application):
    """Return the ReviewDossier of an application of the open partnership."""
    organisation = application.organisation
    answers = application.answers.filter(question__is_personal=False).select_related("question")
    return ReviewDossier(
        application=application,
        products=list(Product.objects.published().filter(organisation=organisation).order_by("name", "pk")),
        answers=[(answer.question.title, told(answer)) for answer in answers.order_by("question__position", "pk")],
    )


def told(answer):
    """Return the words of an answer: those of its choices where it is one of a list."""
    labels = {
        option["code"]: in_language(option["label"], option.get("label_en", "")) for option in answer.question.options
    }
    if isinstance(answer.value, bool):
        return _("Yes") if answer.value else _("No")
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    return ", ".join(str(labels.get(value, value)) for value in values)
