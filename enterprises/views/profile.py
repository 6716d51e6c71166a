"""The public page of an organisation, and what people take from it: a QR code, a business card, a picture."""

from django.http import Http404, HttpResponse
from django.template.defaultfilters import truncatechars
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core import vcard
from core.policy import authorise
from core.ui import preview, qr
from core.ui.panels import organisation_panels
from core.ui.sharing import Sharing, absolute, data_block
from core.views import PolicyView
from enterprises.queries.business_cards import business_cards
from enterprises.queries.linked_data import linked_data
from enterprises.queries.profile import is_gone, profile_of
from enterprises.views.lookup import OrganisationMixin

AN_HOUR = "public, max-age=3600"
LONGEST_TEXT = 200
OLDER = "3.0"


class ProfileView(OrganisationMixin, PolicyView, TemplateView):
    """One organisation as everybody sees it; its own people see it before it is public, too."""

    permission = "enterprises.view"
    template_name = "enterprises/profile.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            if is_gone(request.partnership, kwargs["organisation"]):
                return self.response_class(request, "enterprises/gone.html", self._frame(), status=410)
            raise

    def get_context_data(self, **kwargs):
        organisation = self.organisation
        profile = profile_of(organisation, page=self._page())
        return super().get_context_data(
            profile=profile,
            facts=profile,
            products=profile.products,
            photos=profile.photos,
            groups=profile.groups,
            panels=organisation_panels.ask(organisation),
            may_follow=authorise(self.request.user, "enterprises.follow", organisation),
            dots={organisation.municipality.slug: 1},
            sharing=self._sharing(),
            data_block=data_block(linked_data(profile)) if organisation.is_published else "",
            code=qr.qr_inline(absolute(organisation.get_absolute_url())),
            **kwargs,
        )

    def _page(self):
        """Return the page of products that is asked for; there is no page after the last."""
        asked = self.request.GET.get("products", "1")
        if not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 1000):
            raise Http404
        return int(asked)

    def _sharing(self):
        organisation = self.organisation
        picture = preview_of(organisation)
        return Sharing(
            title=organisation.title,
            text=truncatechars(" ".join(organisation.text.split()), LONGEST_TEXT),
            path=organisation.get_absolute_url(),
            image=f"{organisation.get_absolute_url()}preview.png?v={picture.digest}",
            image_text=", ".join(filter(None, [picture.title, picture.kicker, picture.place])),
        )

    def _frame(self):
        return {"partnership": self.request.partnership, "section": "organisations"}


class TakenAlongView(OrganisationMixin, PolicyView, View):
    """A file about an organisation. Whoever may see the page may take it; before it is public nobody keeps a copy."""

    permission = "enterprises.view"

    def answer(self, content, content_type):
        response = HttpResponse(content, content_type=content_type)
        response["Cache-Control"] = AN_HOUR if self.organisation.is_published else "private, no-store"
        return response


class QrView(TakenAlongView):
    """The QR code of the page, to be printed large or small."""

    def get(self, request, *args, ending, **kwargs):
        if ending not in ("svg", "png"):
            raise Http404
        address = absolute(self.organisation.get_absolute_url())
        if ending == "svg":
            response = self.answer(qr.qr_svg(address), "image/svg+xml")
        else:
            response = self.answer(qr.qr_png(address), "image/png")
        response["Content-Disposition"] = f'attachment; filename="{self.organisation.slug}-qr.{ending}"'
        return response


class CardView(TakenAlongView):
    """The business card; `?version=3.0` gives the one that every telephone reads."""

    def get(self, request, *args, **kwargs):
        version = request.GET.get("version", vcard.VERSIONS[0])
        if version not in vcard.VERSIONS:
            raise Http404
        content = business_cards(profile_of(self.organisation), version, get_language())
        response = self.answer(content, vcard.CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{self.organisation.slug}.vcf"'
        return response


class PreviewView(TakenAlongView):
    """The picture beside a link to the page; who has it already is told so before anything is drawn."""

    @cached_property
    def preview(self):
        return preview_of(self.organisation)

    def get(self, request, *args, **kwargs):
        tag = f'"{self.preview.digest}"'
        if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
            response = self.answer(b"", "image/png")
            response.status_code = 304
        else:
            response = self.answer(preview.drawn(self.preview), "image/png")
        response["ETag"] = tag
        return response


def preview_of(organisation):
    """Return what the picture of an organisation says in the active language."""
    region = organisation.partnership.region
    return preview.Preview(
        title=organisation.title,
        kicker=organisation.kind.short if organisation.kind else "",
        place=f"{organisation.municipality}, {region.name}",
        region=region.slug,
        lit=organisation.municipality.slug,
        language=get_language(),
        site=str(_("Sympraxis")),
    )
