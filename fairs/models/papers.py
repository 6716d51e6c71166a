"""A document or drawing that lies in the vault, as columns of the row it belongs to."""

from django.db import models


class PaperFields(models.Model):
    path = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True
