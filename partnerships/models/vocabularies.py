from django.db import models

from core.vocabulary import Term


class TargetGroup(Term):
    """A group that content, organisations and subscriptions address; never an attribute of a user."""

    group_class = models.CharField(max_length=20)
    basis = models.CharField(max_length=120, blank=True)
