from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from enterprises.models.organisations import Organisation
from enterprises.models.products import Product


class Photo(PublicModel):
    """A picture of an organisation or, with `product`, of something it makes.

    The files lie in the storage of photos as `<base>/<width>.webp` and `.jpg`, for each of `widths`.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="photos")
    product = models.ForeignKey(Product, null=True, blank=True, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    alt = models.CharField(_("what the photo shows"), max_length=200, blank=True)
    alt_en = models.CharField(_("what the photo shows, in English"), max_length=200, blank=True)
    base = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    widths = ArrayField(models.PositiveIntegerField(), default=list)
    added_at = models.DateTimeField(auto_now_add=True)
    # A copy of its product's or organisation's own flag, kept by the actions.
    owner_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(owner_is_public=True))

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text or str(self.organisation)

    def address(self, width, ending="webp"):
        """Return the address of one of its files; it changes with the content."""
        return reverse(
            "photo_file",
            kwargs={
                "partnership": self.organisation.partnership.slug,
                "pk": self.pk,
                "digest": self.digest[:12],
                "width": width,
                "ending": ending,
            },
        )

    @property
    def fallback(self):
        return self.address(self.widths[0], "jpg")

    @property
    def sources(self):
        """The value of `srcset`: each width with its address."""
        return ", ".join(f"{self.address(width)} {width}w" for width in self.widths)

    @property
    def text(self):
        return in_language(self.alt, self.alt_en)
