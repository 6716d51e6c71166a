"""Texts that are too long are refused, never cut."""

import pytest
from django import forms

from core.forms import LONGEST_TEXT, WholeTextMixin


class NoteForm(WholeTextMixin, forms.Form):
    title = forms.CharField(max_length=10)
    text = forms.CharField(widget=forms.Textarea)


@pytest.mark.parametrize(
    "title, length, wrong",
    [("Γιορτή", LONGEST_TEXT, []), ("Γιορτή γης και νερού", LONGEST_TEXT + 1, ["title", "text"])],
)
def test_long_text_is_refused_with_everything_kept(title, length, wrong):
    form = NoteForm({"title": title, "text": "ν" * length})
    assert list(form.errors) == wrong
    assert ("maxlength" in form.as_p(), title in form.as_p(), "ν" * length in form.as_p()) == (False, True, True)
