"""A whole application as its readers see it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.dates import day_in_words
from core.policy import authorise
from core.vocabulary import in_language
from fairs.models.calls import QuestionKind


@dataclass(frozen=True)
class Whole:
    """The parts of an application: `answers` are (question, words), `papers` None where the reader may not open them.

    `is_withheld`: there are answers about persons that the reader may not see.
    """

    answers: list
    is_withheld: bool
    products: list
    neighbours: list
    papers: list | None


def whole_of(application, actor):
    """Return the Whole of an application for this reader."""
    may_see_personal = bool(authorise(actor, "fairs.view_personal", application))
    answers = list(application.answers.select_related("question").order_by("question__position", "question_id"))
    shown = [answer for answer in answers if may_see_personal or not answer.question.is_personal]
    return Whole(
        answers=[(answer.question, in_words(answer.question, answer.value)) for answer in shown],
        is_withheld=len(shown) < len(answers),
        products=[row.product for row in application.products.select_related("product").order_by("product__name")],
        neighbours=[
            wish.organisation
            for wish in application.neighbour_wishes.select_related("organisation").order_by("organisation__sort_key")
        ],
        papers=list(application.documents.all()) if may_see_personal else None,
    )


def in_words(question, value):
    """Return a kept answer in words."""
    if question.kind == QuestionKind.YES_NO:
        return _("Yes") if value else _("No")
    if question.kind == QuestionKind.DATE:
        return day_in_words(date.fromisoformat(value))
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        chosen = value if isinstance(value, list) else [value]
        options = [option for option in question.options if option["code"] in chosen]
        return ", ".join(in_language(option["label"], option["label_en"]) for option in options)
    return str(value)
