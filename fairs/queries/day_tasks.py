"""What waits on the day of a fair for those who look after it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.policy import authorise
from core.ui.panels import Task
from fairs.models import Fair
from fairs.states import FairState


def day_tasks(actor, partnership):
    """Yield a task for each fair of the open partnership that is on today and that the actor looks after."""
    today = timezone.localdate()
    on_today = Fair.objects.filter(partnership=partnership, starts_on__lte=today, ends_on__gte=today)
    for fair in on_today.filter(state__in=[FairState.PUBLISHED, FairState.LIVE]).order_by("starts_on", "pk"):
        if authorise(actor, "fairs.attend_day", fair):
            yield Task(
                title=_("%(fair)s is on today") % {"fair": fair.name},
                url=reverse("fair_day", kwargs={"partnership": partnership.slug, "fair": fair.slug}),
                button=_("Check-in"),
            )
