from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"

    def ready(self):
        from core import policy, reference
        from enterprises.actions import reference as load
        from enterprises.policy import PERMISSIONS

        policy.register(PERMISSIONS)
        reference.register("enterprises.LegalForm", load.load_legal_forms)
        reference.register("enterprises.OrganisationKind", load.load_organisation_kinds)
        reference.register("enterprises.NaceSection", load.load_nace_sections)
