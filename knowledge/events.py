from django.utils.translation import gettext_lazy as _

EVENTS = {
    "article.archive": _("Article archived"),
    "article.changed": _("Article changed"),
    "article.publish": _("Article published"),
    "article.written": _("Article written"),
    "digest.built": _("Digest built"),
    "digest.opened": _("Digest begun"),
    "digest_schedule.changed": _("Rhythm of the digest changed"),
    "subscription.asked": _("Subscription asked for"),
    "subscription.changed": _("Subscription changed"),
    "subscription.confirmed": _("Subscription confirmed"),
    "subscription.ended": _("Subscription ended"),
    "subscription.erased": _("Subscription erased"),
}
