"""Forms that check shape and leave the row to an action."""

from django import forms

LONGEST_TEXT = 20_000
"""What one long answer may hold, unless its form says otherwise."""


class WholeTextMixin:
    """Keeps browsers from cutting a long text at `maxlength` without a word: the form says what is too long."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)


class ShapeForm(WholeTextMixin, forms.ModelForm):
    """Takes its fields from a model and stops there: it neither changes its instance nor asks the database's rules.

    The action does, and says what is wrong in words at the right field.
    """

    def _post_clean(self):
        pass
