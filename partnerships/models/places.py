from django.db import models

from core.tenancy.walls import Wall
from core.vocabulary import in_language


class Place(models.Model):
    wall = Wall.GLOBAL

    name_el = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def name(self):
        return in_language(self.name_el, self.name_en)


class Region(Place):
    """One of the 13 administrative regions (περιφέρειες)."""

    slug = models.SlugField(max_length=60, unique=True)
    nuts2 = models.CharField(max_length=4, unique=True)
    iso_3166_2 = models.CharField(max_length=6, unique=True)
    official_name_el = models.CharField(max_length=120)
    seat_el = models.CharField(max_length=60)
    seat_en = models.CharField(max_length=60)
    lat = models.FloatField()
    lng = models.FloatField()

    class Meta:
        ordering = ["nuts2"]


class RegionalUnit(Place):
    """One of the 74 regional units (περιφερειακές ενότητες)."""

    ypes_code = models.CharField(max_length=4, unique=True)
    nuts3 = models.CharField(max_length=5)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="units")

    class Meta:
        ordering = ["ypes_code"]


class Municipality(Place):
    """One of the 332 municipalities; `name_el` is not unique: two are called «Δήμος Ηρακλείου»."""

    slug = models.SlugField(max_length=80, unique=True)
    name_short_el = models.CharField(max_length=100)
    name_elot743 = models.CharField(max_length=120)
    unit = models.ForeignKey(RegionalUnit, on_delete=models.PROTECT, related_name="municipalities")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    lat = models.FloatField()
    lng = models.FloatField()
    coord_method = models.CharField(max_length=40)
    sort_key = models.CharField(max_length=120, db_index=True)

    class Meta:
        ordering = ["sort_key"]
        verbose_name_plural = "municipalities"
