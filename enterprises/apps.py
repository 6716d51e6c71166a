from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnterprisesConfig(AppConfig):
    name = "enterprises"

    def ready(self):
        from core import policy
        from core.search.index import register_source
        from enterprises.models import Organisation
        from enterprises.policy import PERMISSIONS
        from enterprises.queries.entries import indexed, to_entry

        policy.register(PERMISSIONS)
        register_source("organisation", Organisation, to_entry, label=_("Organisations"), queryset=indexed)
        self._register_reference()

    def _register_reference(self):
        from core import reference
        from enterprises.actions import reference as load

        reference.register("enterprises.LegalForm", load.load_legal_forms)
        reference.register("enterprises.OrganisationKind", load.load_organisation_kinds)
        reference.register("enterprises.NaceSection", load.load_nace_sections)
