"""Forms that check shape and leave the row to an action."""

from django import forms


class ShapeForm(forms.ModelForm):
    """Takes its fields from a model and stops there: it neither changes its instance nor asks the database's rules.

    The action does, and says what is wrong in words at the right field.
    """

    def _post_clean(self):
        pass
