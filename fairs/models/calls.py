from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from enterprises.states import DocumentKind
from fairs.models.fairs import Fair


class CallPart(PublicModel):
    """A part of a fair's call: read by everybody once the call is public.

    `call_is_public` is a copy of the fair's own flag, kept by the actions.
    """

    call_is_public = models.BooleanField(default=False)
    is_published = published_column(models.Q(call_is_public=True))

    class Meta:
        abstract = True


class QuestionKind(models.TextChoices):
    TEXT = "text", _("A few words")
    LONG_TEXT = "long_text", _("Longer text")
    NUMBER = "number", _("A number")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of a list")
    CHOICES = "choices", _("Several of a list")
    DATE = "date", _("A date")


class FormQuestion(CallPart):
    """A question that the organiser asks in the application form.

    `options` are the choices as [{"code", "label", "label_en"}]; the code stays when the words change.
    """

    Kind = QuestionKind

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(_("kind of answer"), max_length=9, choices=QuestionKind, default=QuestionKind.TEXT)
    label = models.CharField(_("question"), max_length=200)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    help = models.CharField(_("help"), max_length=300, blank=True)
    help_en = models.CharField(_("help in English"), max_length=300, blank=True)
    options = models.JSONField(_("choices"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    is_personal = models.BooleanField(_("personal data"), default=False)
    answer_by = models.DateField(_("can be answered until"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_language(self.label, self.label_en)

    @property
    def help_text(self):
        return in_language(self.help, self.help_en)

    @property
    def choices(self):
        """The words of the options in the reader's language."""
        return [in_language(option["label"], option["label_en"]) for option in self.options]


class DocumentRequest(CallPart):
    """A kind of paper that the call asks for; applicants take it from their wallet."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="document_requests")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(_("kind of document"), max_length=20, choices=DocumentKind)
    is_required = models.BooleanField(_("must be handed in"), default=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    note_en = models.CharField(_("note in English"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["fair", "kind"], name="document_request_once")]

    def __str__(self):
        return str(self.get_kind_display())

    @property
    def words(self):
        return in_language(self.note, self.note_en)
