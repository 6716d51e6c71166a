"""What the next edition of a fair would take over from this one."""

from django.utils.translation import gettext as _

from fairs.models import AllocationPolicy, VenuePlan


def last_edition(series):
    """Return the edition of a series that was held or planned last, or None; a cancelled one counts as well."""
    return (
        series.editions.select_related("partnership", "municipality", "series").order_by("-starts_on", "-pk").first()
    )


def taken_over(fair):
    """Return [(what, how many)] of the parts that a copy of a fair takes over, those that there are."""
    ground = VenuePlan.objects.filter(fair=fair).first()
    parts = [
        (_("Days with hours"), fair.days.count()),
        (_("Regulation"), int(fair.regulations.exists())),
        (_("Questions of the application"), fair.questions.count()),
        (_("Documents that are asked for"), fair.document_requests.count()),
        (_("Criteria of the review"), fair.criteria.count()),
        (_("Rules by which stands are given"), AllocationPolicy.objects.filter(fair=fair).count()),
        (_("Stands on the plan"), fair.stands.count()),
        (_("Picture of the ground"), int(bool(ground and ground.base))),
        (_("Drawing of the venue"), int(bool(ground and ground.path))),
        (_("Lines of the budget, as planned"), fair.budget.count()),
    ]
    return [(label, number) for label, number in parts if number]
