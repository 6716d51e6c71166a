from django.utils.translation import gettext_lazy as _

EVENTS = {
    "photo.added": _("Photo added"),
    "photo.described": _("Words of a photo changed"),
    "photo.moved": _("Photo moved"),
    "photo.removed": _("Photo removed"),
    "product.removed": _("Product removed"),
}
