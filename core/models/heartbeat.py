from django.db import models

from core.tenancy.walls import Wall


class Heartbeat(models.Model):
    """The last time that a background process was seen alive."""

    wall = Wall.GLOBAL

    name = models.CharField(max_length=20, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self):
        return self.name
