"""Photos, and the words for those who don't see them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import WholeTextMixin
from core.uploads import PictureField


class AltForm(WholeTextMixin, forms.Form):
    alt = forms.CharField(
        label=_("What the photo shows"),
        help_text=_("For those who don't see it. Example: Jars of fir honey on a wooden table."),
        max_length=200,
    )
    alt_en = forms.CharField(label=_("What the photo shows, in English"), max_length=200, required=False)


class PhotoForm(AltForm):
    """A new photo: the file, and the words that go with it. `number` tells the rows of one page apart."""

    file = PictureField(label=_("File"), help_text=_("JPEG, PNG, WebP or AVIF, at most 15 MB."))
    field_order = ("file", "alt", "alt_en")

    def __init__(self, *args, number=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = number

    @property
    def title(self):
        """What the row is called on the page."""
        return _("Photo %(number)s") % {"number": self.number}

    @property
    def is_filled(self):
        """Whether somebody has chosen a file or written something."""
        typed = [self[name].data or "" for name in ("alt", "alt_en")]
        return bool(self.chosen or "".join(typed).strip())

    @property
    def chosen(self):
        """The file that was chosen, or None."""
        return self.files.get(self.add_prefix("file"))

    @classmethod
    def row(cls, number, data=None, files=None):
        """Return the form of one row of a page; the first is called as if it were alone."""
        return cls(data, files, prefix=None if number == 1 else str(number), number=number)

    @classmethod
    def several(cls, number, data=None, files=None):
        """Return the forms of so many rows."""
        return [cls.row(row, data, files) for row in range(1, number + 1)]
