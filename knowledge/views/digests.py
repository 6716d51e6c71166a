"""The digest as the people who run a partnership see it: numbers and dates, never who."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.views import ActionFormView, PolicyView
from knowledge.actions.schedule import change_schedule, usual_schedule
from knowledge.forms import ScheduleForm
from knowledge.models import DigestSchedule, Topic
from knowledge.queries import counts, digests
from knowledge.queries.vocabularies import target_groups_by_class


class SubscribersView(PolicyView, TemplateView):
    """How many subscribers chose what, where five or more did."""

    permission = "knowledge.count_subscribers"
    template_name = "knowledge/subscribers.html"

    def get_context_data(self, **kwargs):
        partnership = self.request.partnership
        by_group = counts.counts_by_target_group(partnership)
        by_topic = counts.counts_by_topic(partnership)
        return super().get_context_data(
            total=counts.confirmed_count(partnership),
            smallest=counts.SMALLEST_COUNT,
            classes=[
                (heading, [(group, by_group.get(group.code)) for group in groups])
                for heading, groups in target_groups_by_class()
            ],
            topics=[(topic, by_topic.get(topic.code)) for topic in Topic.objects.all()],
            **kwargs,
        )


class DigestView(ActionFormView):
    """When the digest goes out, what would be in it now, and what went out before."""

    permission = "knowledge.schedule_digests"
    template_name = "knowledge/digest.html"
    form_class = ScheduleForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self._schedule()}

    def perform(self, form):
        return change_schedule(
            self.request.partnership,
            every_days=form.cleaned_data["every_days"],
            next_due_at=form.cleaned_data["next_due_at"],
            acting_user=self.request.user,
        )

    def get_success_message(self):
        return _("The rhythm of the digest is saved.")

    def get_success_url(self):
        return reverse("manage_digest", kwargs={"partnership": self.request.partnership.slug})

    def get_context_data(self, **kwargs):
        partnership = self.request.partnership
        recent = digests.recent_digests(partnership)
        return super().get_context_data(
            preview=digests.preview(partnership),
            recent=[(digest, counts.at_least_five(digest.sent)) for digest in recent],
            smallest=counts.SMALLEST_COUNT,
            **kwargs,
        )

    def _schedule(self):
        """The stored schedule, or an unsaved one with the usual rhythm: looking at the page writes nothing."""
        partnership = self.request.partnership
        stored = DigestSchedule.objects.filter(partnership=partnership).first()
        return stored or usual_schedule(partnership)
