"""What an application still lacks before it can be submitted."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.models import DocumentRequest
from fairs.queries.sheets import field_of, questions_of


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: the field of the form it belongs to, and the words that say so."""

    field: str
    words: str


def missing_in(application):
    """Return a Missing for each thing that the application must have and has not, in the order of the form."""
    return [*_words_missing(application), *_answers_missing(application), *_papers_missing(application)]


def document_field(kind):
    """Return the name under which forms and errors speak of a kind of paper."""
    return f"document_{kind}"


def _words_missing(application):
    if not application.products_shown.strip():
        yield Missing("products_shown", _("Say what you will show."))


def _answers_missing(application):
    """A question that may be answered after the call is not asked for before its day."""
    apply_by, today = application.fair.apply_by, timezone.localdate()
    answered = set(application.answers.values_list("question_id", flat=True))
    for question in questions_of(application.fair_id):
        if not question.is_required or question.pk in answered:
            continue
        if question.answer_by and question.answer_by > apply_by:
            continue
        if question.answer_by and question.answer_by < today:
            words = _("“%(question)s” could be answered until %(day)s. Please speak to the organiser.")
            values = {"question": question.title, "day": question.answer_by.strftime("%d/%m/%Y")}
        else:
            words, values = _("Please answer: “%(question)s”"), {"question": question.title}
        yield Missing(field_of(question), words % values)


def _papers_missing(application):
    handed = set(application.documents.values_list("kind", flat=True))
    for request in DocumentRequest.objects.filter(fair=application.fair_id, is_required=True):
        if request.kind not in handed:
            words = _("Please hand over: %(document)s") % {"document": request.get_kind_display()}
            yield Missing(document_field(request.kind), words)
