"""Words that the interface shows in Greek or English, and the model pieces that hold them."""

from django.db import models
from django.utils.translation import get_language

from core.tenancy.walls import Wall


def in_language(greek, english):
    """Return the text of the active language; Greek when the English one is missing."""
    return english if english and (get_language() or "").startswith("en") else greek


class Term(models.Model):
    """One entry of a vocabulary: a stable code and its labels."""

    wall = Wall.GLOBAL

    code = models.SlugField(max_length=60, primary_key=True)
    label_el = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self):
        return self.label

    @property
    def label(self):
        return in_language(self.label_el, self.label_en)
