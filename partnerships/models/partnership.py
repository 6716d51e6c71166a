from django.db import models

from core.tenancy.walls import Wall
from core.vocabulary import in_language
from partnerships.models.places import Region


class PartnershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True).select_related("region")


class Partnership(models.Model):
    """A Social Development Partnership: the tenant, a permanent institution of one region."""

    wall = Wall.GLOBAL

    slug = models.SlugField(max_length=60, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="partnerships")
    name_el = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    about_el = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return in_language(self.name_el, self.name_en)

    @property
    def about(self):
        return in_language(self.about_el, self.about_en)
