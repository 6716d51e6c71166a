"""A paper that a call asks for: one of the wallet, or a new one."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ShapeForm
from core.uploads import PaperField
from enterprises.models import Document
from enterprises.states import DocumentKind
from fairs.forms.editions import day_field

UPLOAD_FIELDS = ("number", "control_body", "issued_on", "expires_on")


class PaperForm(ShapeForm):
    """Takes the `offer` of the wallet for one kind. The file comes last: browsers forget it on errors."""

    document = forms.ChoiceField(label=gettext_lazy("From your documents"), required=False, widget=forms.RadioSelect)
    issued_on = day_field(label=gettext_lazy("Issued on"), required=False)
    expires_on = day_field(label=gettext_lazy("Valid until"), required=False)
    file = PaperField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("A PDF, or a photo of the paper: JPEG, PNG or WebP. At most 20 MB."),
    )

    class Meta:
        model = Document
        fields = UPLOAD_FIELDS

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer = offer
        if offer.kind != DocumentKind.ORGANIC:
            del self.fields["control_body"]
        if not offer.documents:
            del self.fields["document"]
            return
        self.fields["document"].choices = [(str(paper.pk), _told(paper)) for paper in offer.documents]
        self.initial.setdefault("document", str(offer.best.pk))

    @property
    def chosen(self):
        """The paper of the wallet that was chosen, or None."""
        pk = self.cleaned_data.get("document")
        return next((paper for paper in self.offer.documents if str(paper.pk) == pk), None)

    @property
    def upload_values(self):
        """What add_document takes beside the file."""
        return {name: self.cleaned_data[name] for name in UPLOAD_FIELDS if name in self.fields}


def _told(paper):
    words = [str(paper), paper.number]
    if paper.expires_on:
        words.append(_("until %(day)s") % {"day": paper.expires_on.strftime("%d/%m/%Y")})
    return " · ".join(word for word in words if word)
