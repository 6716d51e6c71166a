from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Platform administrator")
    COORDINATOR = "coordinator", _("Coordinator")
    EDITOR = "editor", _("Editor")
    OBSERVER = "observer", _("Observer")
    OFFICER = "officer", _("Municipal officer")
    DEPUTY = "deputy", _("Deputy municipal officer")
    MANAGER = "manager", _("Organisation manager")
    CONTRIBUTOR = "contributor", _("Organisation contributor")
    STEWARD = "steward", _("Network steward")


NEEDS_SECOND_FACTOR = {Role.ADMINISTRATOR, Role.COORDINATOR, Role.OFFICER, Role.DEPUTY}
