"""Telephones, postcodes and numbers of registers, brought into their stored form while the form is checked."""

from core.errors import DomainError
from enterprises.actions.normalise import NORMALISERS


class NormalisedMixin:
    """Says what is wrong with each of them at its field, all at once; the actions would stop at the first."""

    def clean(self):
        super().clean()
        for name, normalise in NORMALISERS.items():
            if name not in self.cleaned_data:
                continue
            try:
                self.cleaned_data[name] = normalise(self.cleaned_data[name])
            except DomainError as error:
                self.add_error(name, error.message)
        return self.cleaned_data
