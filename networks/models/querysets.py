from django.db import models


class NetworkQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def with_card_data(self):
        """Join the theme and count the members."""
        members = models.Count("memberships", filter=models.Q(memberships__is_published=True))
        return self.select_related("theme", "partnership").annotate(member_count=members)


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_published=True, organisation__is_published=True)
