"""Form fields that take photos and documents."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.uploads.papers import prepare_paper
from core.uploads.pictures import prepare_picture


class _PreparedField(forms.FileField):
    """A file that is read and checked while the form is; `cleaned_data` holds what `prepare` made of it."""

    accept = ""
    prepare: Callable[[Any], Any]
    default_error_messages = {
        "required": _("Choose a file."),
        "empty": _("The file is empty. Choose another one."),
        "missing": _("Choose a file."),
    }

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": self.accept}

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload or upload is initial:
            return upload
        try:
            return type(self).prepare(upload)
        except DomainError as error:
            raise ValidationError(error.message, code=error.code) from error


class PictureField(_PreparedField):
    """A photo; its cleaned value is a core.uploads.Picture."""

    accept = "image/jpeg,image/png,image/webp,image/avif"
    prepare = staticmethod(prepare_picture)


class PaperField(_PreparedField):
    """A document; its cleaned value is a core.uploads.Paper. Its name is `form.files[...].name`."""

    accept = "application/pdf,image/jpeg,image/png,image/webp"
    prepare = staticmethod(prepare_paper)


def ask_for_files_again(form):
    """Say at each file of a form that is wrong elsewhere that it has to be chosen once more: no browser keeps it."""
    for name, field in form.fields.items():
        chosen = form.files.get(form.add_prefix(name)) if isinstance(field, forms.FileField) else None
        if chosen and form.errors and name not in form.errors:
            words = gettext(
                "Please choose “%(name)s” again: browsers do not keep a file while something else is put right."
            )
            form.add_error(name, words % {"name": chosen.name})
