"""How many, where: for the map, the line of figures and the columns of new members."""

from django.db.models import Count

from enterprises.models import Organisation


def published_per_municipality(partnership=None):
    """Return {municipality slug: number of published organisations}, of one partnership or the country."""
    organisations = published_in(partnership).order_by().values_list("municipality__slug")
    return dict(organisations.annotate(number=Count("pk")))


def newest(partnership=None, limit=5):
    """Return the members that were published last, newest first; who is not claimed yet is no member."""
    members = published_in(partnership).filter(state=Organisation.State.ACTIVE)
    return members.with_card_data().order_by("-published_at")[:limit]


def published_in(partnership=None):
    """Return the published organisations of one partnership or of the country."""
    organisations = Organisation.objects.published()
    return organisations.filter(partnership=partnership) if partnership else organisations
