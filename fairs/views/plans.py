"""The stand plan as everybody sees it."""

from django.http import Http404
from django.views.generic import TemplateView, View

from core.policy import authorise
from core.uploads import serve_photo
from fairs.queries.plans import drawn_plan, ground_of
from fairs.queries.standing import faces_of
from fairs.views.base import FairPage


class PlanView(FairPage, TemplateView):
    """The stands of a fair, and, once it is announced, who stands where."""

    permission = "fairs.view"
    template_name = "fairs/stands/plan.html"

    def get_context_data(self, **kwargs):
        faces = faces_of(self.fair, self.request.user)
        return super().get_context_data(
            plan=drawn_plan(self.fair, faces),
            shows_names=bool(faces),
            may_organise=authorise(self.request.user, "fairs.organise", self.fair),
            **kwargs,
        )


class PlanPictureView(FairPage, View):
    """The picture under the plan, in one of its sizes."""

    permission = "fairs.view"

    def get(self, request, *args, digest, width, **kwargs):
        ground = ground_of(self.fair)
        if not ground.base or not ground.digest.startswith(digest) or width not in ground.widths:
            raise Http404
        return serve_photo(f"{ground.base}/{width}.webp", "image/webp")
