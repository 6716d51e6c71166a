"""The need and surplus board: for everybody to read, and for the facility's people to keep."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.views import ActionFormView, PolicyView, SignedInFirstMixin
from enterprises.actions import board as actions
from enterprises.facility_filters import BoardFilter
from enterprises.forms import EmptyForm
from enterprises.forms.board import BoardFilterForm, PostForm
from enterprises.queries.board import able_to_answer, answers_to, kept_posts, open_posts, visible_posts
from enterprises.queries.board_posting import posting_of
from enterprises.queries.facilities import place_counts
from enterprises.states import PostState
from enterprises.views.facilities import KeepFacilityMixin, on_paper


class BoardView(PolicyView, ListView):
    """Needs and surplus of a whole partnership, the most urgent first or the newest."""

    permission = "enterprises.browse_board"
    template_name = "enterprises/board.html"
    context_object_name = "posts"
    paginate_by = 25

    @cached_property
    def open_posts(self):
        return open_posts(self.request.partnership)

    def get_queryset(self):
        posts = BoardFilter(self.request.GET, queryset=self.open_posts).qs
        return posts.order_by("-posted_at", "-pk") if self.request.GET.get("order") == "newest" else posts

    def get_context_data(self, **kwargs):
        places = place_counts(self.open_posts, "facility__municipality")
        form = BoardFilterForm(self.request.GET or None, places=list(places))
        chosen = [name for name in form.fields if self.request.GET.get(name) and name != "order"]
        posting = posting_of(self.request.user, self.request.partnership)
        return super().get_context_data(
            section="facilities",
            form=form,
            chosen=chosen,
            posting=posting,
            **on_paper(self.request.path),
            **kwargs,
        )


class PostMixin:
    """`self.post_row` is the post in the address; 404 where the visitor may not know of it."""

    @cached_property
    def post_row(self):
        return get_object_or_404(visible_posts(self.request.user, self.request.partnership), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        rows = {"post": self.post_row, "facility": self.post_row.facility, "partnership": self.request.partnership}
        return super().get_context_data(**{**kwargs, **rows, "section": "facilities"})


class PostView(PostMixin, PolicyView, TemplateView):
    """One post; whose organisation may answer finds the way to do so."""

    permission = "enterprises.browse_board"
    template_name = "enterprises/board_post.html"

    def get_permission_object(self):
        return self.post_row

    def get_context_data(self, **kwargs):
        user, post = self.request.user, self.post_row
        return super().get_context_data(
            able=able_to_answer(user, post),
            own_answers=answers_to(post, user),
            may_keep=authorise(user, "enterprises.keep_board", post),
            **kwargs,
        )


class KeepBoardView(KeepFacilityMixin, PolicyView, TemplateView):
    """All posts of a facility with the answers to them."""

    permission = "enterprises.post_on_board"
    template_name = "enterprises/facility_board.html"

    def get_permission_object(self):
        return self.facility

    def get_context_data(self, **kwargs):
        posts = kept_posts(self.facility)
        return super().get_context_data(
            posts=posts, open_number=sum(post.state == PostState.OPEN for post in posts), **kwargs
        )


class AddPostView(KeepFacilityMixin, ActionFormView):
    permission = "enterprises.post_on_board"
    template_name = "enterprises/board_form.html"
    form_class = PostForm

    def get_permission_object(self):
        return self.facility

    def perform(self, form):
        return actions.add_post(self.facility, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("“%(what)s” is on the board. You get a mail when somebody answers.") % {"what": self.result}

    def get_success_url(self):
        return self.address("facility_board")


class KeepPostMixin(SignedInFirstMixin, PostMixin):
    """What the pages share on which a post is kept."""

    permission = "enterprises.keep_board"

    def get_permission_object(self):
        return self.post_row

    def get_success_url(self):
        return board_of(self.post_row)


class EditPostView(KeepPostMixin, ActionFormView):
    template_name = "enterprises/board_form.html"
    form_class = PostForm

    def get_form_kwargs(self):
        if not self.is_possible():
            raise Http404
        return {**super().get_form_kwargs(), "instance": self.post_row}

    def is_possible(self):
        """Tell whether the post is in a state in which this page has a meaning."""
        return self.post_row.state == PostState.OPEN

    def perform(self, form):
        return actions.edit_post(self.post_row, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your changes are saved.")


class ReopenPostView(EditPostView):
    """Back on the board: what is still right can stay, what is not is written anew."""

    def is_possible(self):
        return self.post_row.state != PostState.OPEN

    def perform(self, form):
        return actions.reopen_post(self.post_row, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("“%(what)s” is on the board again.") % {"what": self.result}

    def get_context_data(self, **kwargs):
        return super().get_context_data(reopens=True, **kwargs)


CLOSING = {"settle": actions.settle_post, "withdraw": actions.withdraw_post}


class ClosePostView(KeepPostMixin, ActionFormView):
    """Ask first, since answers that wait are told; then settle a post or withdraw it."""

    template_name = "enterprises/board_close.html"
    form_class = EmptyForm
    step = ""

    def perform(self, form):
        return CLOSING[self.step](self.post_row, acting_user=self.request.user)

    def get_success_message(self):
        return _("“%(what)s” is off the board. You can put it back.") % {"what": self.result}

    def get_context_data(self, **kwargs):
        waiting = self.post_row.answers.filter(state="offered").count()
        return super().get_context_data(step=self.step, waiting=waiting, back=self.get_success_url(), **kwargs)


def board_of(post):
    """Return the address of the page on which a post is kept, at the post."""
    return f"{reverse('facility_board', args=[post.partnership.slug, post.facility.slug])}#post-{post.pk}"
