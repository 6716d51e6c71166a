from django.utils.translation import gettext_lazy as _

EVENTS = {"user.edited": _("Account changed")}
