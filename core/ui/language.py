"""In which language is this text? For pages that show texts of members beside words of the platform."""

import re

from django.utils.html import strip_tags
from django.utils.translation import get_language

GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
LATIN = re.compile(r"[A-Za-z]")
A_SENTENCE = 40
"""Shorter Latin texts are mostly names, which belong to no language."""


def foreign_language(text):
    """Return "el" or "en" when a text is not in the page's language, else "" (WCAG 2.2, 3.1.2)."""
    text = strip_tags(str(text or ""))
    on_greek_page = (get_language() or "").startswith("el")
    if GREEK.search(text):
        return "" if on_greek_page else "el"
    if on_greek_page and len(text) >= A_SENTENCE and LATIN.search(text):
        return "en"
    return ""
