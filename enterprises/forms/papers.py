"""A paper handed over in the course of a registration."""

from django.utils.translation import gettext_lazy as _

from enterprises.forms.documents import DocumentForm
from enterprises.states import DocumentKind


class OptionalDocumentForm(DocumentForm):
    """A paper for the wallet; left empty it adds none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *DocumentKind.choices]

    def is_left_empty(self):
        """Tell whether nothing was handed over: what people do who only want to go on."""
        typed = ("title", "number", "issued_on", "expires_on")
        return not self.files and not any(self.data.get(name, "").strip() for name in typed)
