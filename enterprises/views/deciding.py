"""What the pages have in common on which a coordinator decides one thing after the other."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.functional import Promise
from django.views.generic import ListView

from core.views import ActionFormView, PolicyView


@dataclass(frozen=True)
class Waiting:
    """One row of what waits: what it is about, where one decides it, and since when it waits in words."""

    title: str
    url: str
    kicker: str
    where: str
    since: str


class WaitingListView(PolicyView, ListView):
    """What waits for a coordinator, the oldest first. A subclass tells each in a row and what the page says."""

    permission = "enterprises.decide"
    template_name = "enterprises/queue.html"
    paginate_by = 25
    route = ""
    heading: str | Promise = ""
    crumb: str | Promise = ""
    nothing: str | Promise = ""
    hope: str | Promise = ""

    def tell(self, subject):
        """Return the Waiting of one of the list."""
        raise ImproperlyConfigured(f"{type(self).__name__} tells nothing.")

    def url_of(self, subject):
        """Return where one is decided."""
        return reverse(self.route, args=[self.request.partnership.slug, subject.pk])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"rows": [self.tell(subject) for subject in context["object_list"]], "queue": self}


class OneByOneView(ActionFormView):
    """One thing that waits, with all that its decision needs; the next one follows by itself.

    A subclass has `subject` as a cached property, `waiting()` returns what waits, the oldest first, and
    `get_outcome()` how it ended with the subject if it waits no longer.
    """

    permission = "enterprises.decide"
    route = ""
    route_of_list = ""

    def form_invalid(self, form):
        # Somebody else may have decided meanwhile: the page shows what is true now.
        self.__dict__.pop("subject", None)
        return super().form_invalid(form)

    def get_success_url(self):
        if following := self.waiting().first():
            return reverse(self.route, args=[self.request.partnership.slug, following.pk])
        return self.get_list_url()

    def get_list_url(self):
        """Return where one goes when nothing waits any more."""
        return reverse(self.route_of_list, args=[self.request.partnership.slug])

    def get_context_data(self, **kwargs):
        is_waiting = self.waiting().filter(pk=self.subject.pk).exists()
        return super().get_context_data(
            is_waiting=is_waiting,
            outcome=None if is_waiting else self.get_outcome(),
            back=self.get_list_url(),
            **kwargs,
        )
