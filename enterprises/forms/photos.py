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
    """A new photo; the file comes last, since a browser forgets it when something else is wrong."""

    file = PictureField(label=_("Photo"), help_text=_("JPEG, PNG, WebP or AVIF, at most 15 MB."))

    @property
    def is_filled(self):
        """Whether somebody has chosen a file or written something."""
        return bool(self.files.get(self.add_prefix("file")) or (self["alt"].data or "").strip())

    @classmethod
    def several(cls, number, data=None, files=None):
        """Return so many forms for one page; the first is called as if it were alone."""
        prefixes = [None, *map(str, range(2, number + 1))][:number]
        return [cls(data, files, prefix=prefix) for prefix in prefixes]
