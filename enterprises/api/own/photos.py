"""Photos of the organisation and of its products: added, described, taken away."""

from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from enterprises.actions import photos as actions
from enterprises.api.own.base import OwnView, whole
from enterprises.api.own.requests import NewPhoto, PhotoWords
from enterprises.api.photos import PhotoSerializer, photo_row

TAGS = ["own photos"]
MULTIPART = {"multipart/form-data": NewPhoto}


class OwnPhotos(OwnView):
    """The photos of the organisation itself or, below a product's address, of that product."""

    permissions = {"GET": "enterprises.follow", "POST": "enterprises.manage_products"}
    parser_classes = [MultiPartParser]

    @cached_property
    def owner(self):
        if "product" not in self.kwargs:
            return self.organisation
        return self.found(self.organisation.products.select_related("organisation__partnership"), "product")

    @extend_schema(tags=TAGS, responses=PhotoSerializer(many=True))
    def get(self, request, *args, **kwargs):
        """The photos in their order."""
        return whole(photo_row(photo) for photo in actions.photos_of(self.owner))

    @extend_schema(tags=TAGS, request=MULTIPART, responses={201: PhotoSerializer})
    def post(self, request, *args, **kwargs):
        """Add a photo (JPEG, PNG, WebP or AVIF, up to 15 MB) with words for those who don't see it."""
        owner = self.owner
        data = dict(self.shaped(NewPhoto))
        photo = actions.add_photo(owner, data.pop("file"), acting_user=request.user, **data)
        return Response(photo_row(actions.photos_of(owner).get(pk=photo.pk)), status=201)


class OwnPhoto(OwnView):
    permissions = {"PATCH": "enterprises.manage_products", "DELETE": "enterprises.manage_products"}

    @property
    def photo(self):
        return self.found(self.organisation.photos.select_related("product", "organisation__partnership"))

    @extend_schema(tags=TAGS, request=PhotoWords, responses=PhotoSerializer)
    def patch(self, request, *args, **kwargs):
        """Change what is said about the photo."""
        photo = self.photo
        data = {"alt": photo.alt, "alt_en": photo.alt_en} | self.shaped(PhotoWords, partial=True)
        actions.describe_photo(photo, acting_user=request.user, **data)
        return Response(photo_row(self.photo))

    @extend_schema(tags=TAGS, responses={204: None})
    def delete(self, request, *args, **kwargs):
        """Take the photo away for good."""
        actions.remove_photo(self.photo, acting_user=request.user)
        return Response(status=204)
