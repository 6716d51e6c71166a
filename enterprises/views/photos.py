"""Photos: the files for everybody who may see them, and the page on which they are kept."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from core.errors import DomainError
from core.policy import authorise
from core.uploads import ask_for_files_again, serve_photo
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import photos as actions
from enterprises.forms import EmptyForm
from enterprises.forms.photos import AltForm, PhotoForm
from enterprises.models import Photo
from enterprises.models.products import MOST_PHOTOS
from enterprises.views.lookup import OrganisationMixin

AT_ONCE = 3
"""So many photos can be uploaded together."""

TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


class PhotoFileView(PolicyView, View):
    """One file of a photo: public with its owner, before that for the organisation's own people."""

    permission = "enterprises.browse"

    def get(self, request, *args, pk, digest, width, ending, **kwargs):
        photos = Photo.objects.filter(partnership=request.partnership, digest__startswith=digest)
        photo = get_object_or_404(photos.select_related("organisation"), pk=pk)
        may_see = photo.is_published or authorise(request.user, "enterprises.follow", photo.organisation)
        if not may_see or width not in photo.widths or ending not in TYPES:
            raise Http404
        return serve_photo(f"{photo.base}/{width}.{ending}", TYPES[ending])


class PhotosMixin(SignedInFirstMixin, OrganisationMixin):
    """The photos of an organisation, or of the product in the address."""

    permission = "enterprises.manage_products"

    @cached_property
    def owner(self):
        if "product" not in self.kwargs:
            return self.organisation
        products = self.organisation.products.select_related("organisation__partnership__region")
        return get_object_or_404(products, pk=self.kwargs["product"])

    @cached_property
    def photo(self):
        return get_object_or_404(
            self.organisation.photos.select_related("product", "organisation__partnership"), pk=self.kwargs["pk"]
        )

    def get_success_url(self):
        product = self.photo.product_id if "pk" in self.kwargs else self.kwargs.get("product")
        names = [self.organisation.partnership.slug, self.organisation.slug]
        return reverse("product_photos", args=[*names, product]) if product else reverse("photo_list", args=names)


class PhotosView(PhotosMixin, PolicyView, TemplateView):
    """All photos of one owner, and room for some more. What is right is kept, whatever is wrong beside it."""

    template_name = "enterprises/photos.html"

    def get(self, request, *args, **kwargs):
        return self._show()

    def post(self, request, *args, **kwargs):
        forms = PhotoForm.several(AT_ONCE, request.POST, request.FILES)
        filled = [form for form in forms if form.is_filled] or forms[:1]
        wrong = [form for form in filled if not self._saved(form)]
        if number := len(filled) - len(wrong):
            said = ngettext("The photo is saved.", "%(number)s photos are saved.", number)
            messages.success(request, said % {"number": number})
        if not wrong:
            return redirect(self.get_success_url())
        for form in wrong:
            ask_for_files_again(form)
        return self._show({form.number: form for form in wrong}, status=422)

    def _saved(self, form):
        """Add the photo of one form, and tell whether that was possible; what was wrong stands at its fields."""
        if not form.is_valid():
            return False
        data = form.cleaned_data
        try:
            actions.add_photo(
                self.owner, data["file"], acting_user=self.request.user, alt=data["alt"], alt_en=data["alt_en"]
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        return not form.errors

    def _show(self, wrong=None, status=200):
        """Show the photos and the rows for new ones; what is `wrong`, {number: form}, stays in its row."""
        photos = list(actions.photos_of(self.owner))
        wrong = wrong or {}
        blank = max(min(AT_ONCE, MOST_PHOTOS - len(photos)) - len(wrong), 0)
        free = [number for number in range(1, AT_ONCE + 1) if number not in wrong][:blank]
        rows = sorted([*wrong, *free])
        context = self.get_context_data(
            owner=self.owner,
            photos=photos,
            most=MOST_PHOTOS,
            forms=[wrong.get(number) or PhotoForm.row(number) for number in rows],
        )
        return self.render_to_response(context, status=status)


class DescribePhotoView(PhotosMixin, ActionFormView):
    template_name = "enterprises/photo.html"
    form_class = AltForm

    def get_initial(self):
        return {"alt": self.photo.alt, "alt_en": self.photo.alt_en}

    def perform(self, form):
        return actions.describe_photo(self.photo, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return _("Your changes are saved.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(photo=self.photo, back=self.get_success_url(), **kwargs)


class MovePhotoView(PhotosMixin, ActionView):
    def perform(self):
        return actions.move_photo_up(self.photo, acting_user=self.request.user)


class RemovePhotoView(PhotosMixin, ActionFormView):
    """Ask first: a removed photo does not come back."""

    template_name = "enterprises/photo_remove.html"
    form_class = EmptyForm

    def perform(self, form):
        self.back = self.get_success_url()
        return actions.remove_photo(self.photo, acting_user=self.request.user)

    def get_success_url(self):
        return getattr(self, "back", None) or super().get_success_url()

    def get_success_message(self):
        return _("The photo is gone.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(photo=self.photo, back=self.get_success_url(), **kwargs)
