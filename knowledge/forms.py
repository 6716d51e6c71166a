"""The shape of what people send: subscriptions, articles, the rhythm of the digest."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.forms import ShapeForm, WholeTextMixin
from knowledge.actions.schedule import refuse_date
from knowledge.actions.subscriptions import Choices
from knowledge.models import DigestSchedule, Topic
from knowledge.models.digests import MOST_DAYS
from knowledge.queries.vocabularies import target_groups_by_class

LONGEST_BODY = 100_000


@dataclass(frozen=True)
class Section:
    """The boxes of one class of target groups."""

    heading: str
    boxes: list

    @property
    def chosen(self):
        """Return how many of the boxes are ticked."""
        return sum(box.data["selected"] for box in self.boxes)


class AudienceFields(forms.Form):
    """Target groups and topics as boxes to tick."""

    target_groups = forms.MultipleChoiceField(
        label=_("Target groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._classes = target_groups_by_class()
        self.fields["target_groups"].choices = [
            (group.code, group.label) for _heading, groups in self._classes for group in groups
        ]
        self.fields["topics"].choices = [(topic.code, topic.label) for topic in Topic.objects.all()]

    def target_group_sections(self):
        """Return a Section for each class of target groups, to show each under its own heading."""
        boxes = iter(self["target_groups"])
        return [Section(heading, [next(boxes) for _group in groups]) for heading, groups in self._classes]


class PreferencesForm(AudienceFields):
    """What a subscriber may choose."""

    language = forms.ChoiceField(label=_("Language of the mails"), widget=forms.RadioSelect)

    field_order = ["language", "topics", "target_groups"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, _own_name(code)) for code, _name in settings.LANGUAGES]
        self.fields["language"].initial = get_language()

    def choices(self):
        """Return the Choices of a valid form."""
        data = self.cleaned_data
        return Choices(data["language"], tuple(data["target_groups"]), tuple(data["topics"]))


def _own_name(code):
    """Return the name of a language in that language, marked as such for screen readers."""
    return format_html('<span lang="{}">{}</span>', code, get_language_info(code)["name_local"])


class SubscribeForm(PreferencesForm):
    """An address, and what it wants to be told."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send you a link there. Nothing begins before you confirm it."),
    )

    field_order = ["email", *PreferencesForm.field_order]


class ArticleForm(WholeTextMixin, AudienceFields):
    """The texts of an article in two languages, and whom they concern."""

    title = forms.CharField(label=_("Title"), max_length=160)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two sentences: what is new, and for whom. They stand in the digest."),
    )
    body = forms.CharField(
        label=pgettext_lazy("of an article", "Text"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Plain text. A blank line begins a new paragraph; addresses become links."),
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    summary_en = forms.CharField(
        label=_("Summary in English"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    body_en = forms.CharField(
        label=_("Text in English"), max_length=LONGEST_BODY, required=False, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, *args, article=None, **kwargs):
        if article is not None:
            kwargs["initial"] = {name: getattr(article, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        for name in ("title", "summary", "body"):
            self.fields[name].widget.attrs["lang"] = "el"
            self.fields[f"{name}_en"].widget.attrs["lang"] = "en"


class ScheduleForm(ShapeForm):
    """How often the digest goes out, and when next."""

    every_days = forms.IntegerField(
        label=_("Days between two digests"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("7 is once a week, 90 is the most. Who has nothing new gets no mail."),
    )

    class Meta:
        model = DigestSchedule
        fields = ["every_days", "next_due_at"]
        widgets = {"next_due_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        labels = {"next_due_at": _("Next digest")}
        help_texts = {"next_due_at": _("Day and hour in Greece, within a year from now.")}

    def clean_next_due_at(self):
        wanted = self.cleaned_data["next_due_at"]
        try:
            refuse_date(wanted, self.instance.next_due_at)
        except DomainError as error:
            raise ValidationError(error.message, code=error.code) from error
        return wanted
