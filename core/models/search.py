from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from core.models.spans import SpansField
from core.tenancy.models import PublicModel
from core.tenancy.walls import ALWAYS
from core.vocabulary import in_language

DEEPEST_DICE = 4


def _sample(depth):
    """Return the index of the entries whose dice have gone so far."""
    return GinIndex(
        fields=["vector"],
        condition=models.Q(dice__gte=depth),
        name=f"search_entry_sample_{depth}",
        fastupdate=False,
    )


class SearchEntry(PublicModel):
    """The public face of one published thing, as the search box sees it.

    Row-level security keeps full-text operators from using indexes, so this table holds
    published text only and is readable by all. `vector` holds lexemes of our own making
    (`core.search.terms`), since PostgreSQL's dictionaries know no Greek.
    """

    published_when = ALWAYS

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    path = models.CharField(max_length=250)
    # Looked for by their marks in the vector, or with the kind: no index of their own is worth its upkeep.
    region = models.SlugField(max_length=60, blank=True, db_index=False)
    municipality = models.SlugField(max_length=80, blank=True, db_index=False)
    place = models.CharField(max_length=120, blank=True)
    place_en = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    sort_key = models.CharField(max_length=250, blank=True)
    # By what else it can be narrowed, as "name:code"; the vector has the same as marks (`core.search.marks`).
    facets = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    opens = SpansField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    # How far its dice went (`core.search.dice`): by them a few entries stand for all.
    dice = models.PositiveSmallIntegerField(default=0)
    vector = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        indexes = [
            # Without a list of pending rows every search costs the same, also right after an import.
            GinIndex(fields=["vector"], name="search_entry_vector", fastupdate=False),
            *(_sample(depth) for depth in range(1, DEEPEST_DICE + 1)),
            models.Index(fields=["sort_key", "id"], name="search_entry_by_name"),
            models.Index(fields=["kind", "region", "sort_key", "id"], name="search_entry_of_region"),
            models.Index(fields=["kind", "sort_key", "id"], name="search_entry_of_kind"),
            models.Index(fields=["kind", "-changed_at", "-id"], name="search_entry_newest"),
        ]

    def __str__(self):
        return self.shown_title

    @property
    def shown_title(self):
        return in_language(self.title, self.title_en)

    @property
    def shown_text(self):
        return in_language(self.text or self.text_en, self.text_en)

    @property
    def shown_place(self):
        return in_language(self.place, self.place_en)
