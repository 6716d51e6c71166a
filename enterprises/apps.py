from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnterprisesConfig(AppConfig):
    name = "enterprises"

    def ready(self):
        from core import events, policy
        from core.search.index import register_source
        from enterprises.actions import merge_followers
        from enterprises.events import EVENTS
        from enterprises.models import Facility, Organisation, Product
        from enterprises.policy import PERMISSIONS
        from enterprises.queries import facility_entries, files, product_entries, told
        from enterprises.queries.entries import indexed, to_entry
        from enterprises.queries.founding import named

        policy.register(PERMISSIONS)
        events.register(EVENTS)
        register_source(
            "organisation",
            Organisation,
            to_entry,
            label=_("Organisations"),
            one=_("Organisation"),
            queryset=indexed,
        )
        register_source(
            "product",
            Product,
            product_entries.to_entry,
            label=_("Products and services"),
            one=_("Product or service"),
            queryset=product_entries.indexed,
        )
        register_source(
            "facility",
            Facility,
            facility_entries.to_entry,
            label=_("Facilities"),
            one=_("Facility"),
            queryset=facility_entries.indexed,
        )
        self._register_words()
        told.register()
        named.register()
        files.register()
        merge_followers.register()
        self._register_reference()
        self._register_pages()

    def _register_words(self):
        from core.search.labels import register_labels
        from core.search.rows import register_details
        from enterprises.queries import details, labels

        register_details("organisation", details.of_organisations)
        register_details("product", details.of_products)
        register_details("facility", details.of_facilities)
        register_labels("kind", _("What it is"), labels.kinds)
        register_labels("legal_form", _("Legal form"), labels.legal_forms)
        register_labels("category", _("Category"), labels.categories)
        register_labels("target_group", _("Whom it serves"), labels.target_groups)

    def _register_reference(self):
        from core import reference
        from enterprises.actions import reference as load

        reference.register("enterprises.LegalForm", load.load_legal_forms)
        reference.register("enterprises.FoundingStepKind", load.load_founding_steps)
        reference.register("enterprises.OrganisationKind", load.load_organisation_kinds)
        reference.register("enterprises.NaceSection", load.load_nace_sections)
        reference.register("enterprises.ProductCategory", load.load_product_categories)
        reference.register("enterprises.ControlBody", load.load_control_bodies)

    def _register_pages(self):
        from core.search import sitemaps
        from core.ui import panels, registry
        from core.ui.purposes import register_purpose
        from enterprises import (
            claim_navigation,
            confirmation_navigation,
            facility_navigation,
            founding_navigation,
            import_navigation,
            navigation,
            purposes,
            wallet_navigation,
        )
        from enterprises.queries.counts import published_per_municipality
        from partnerships.states import Role
        from partnerships.subjects import register_subjects

        registry.register_section("organisations", _("Organisations"), navigation.directory, order=10)
        panels.home_panels.register("enterprises", navigation.new_members, order=30)
        panels.region_panels.register("enterprises", navigation.new_members_here, order=30)
        panels.home_figures.register("enterprises", navigation.number_of_organisations, order=10)
        panels.dot_weights.register("enterprises", published_per_municipality)
        panels.tasks.register("enterprises", navigation.tasks, order=20)
        panels.tools.register("enterprises", navigation.tools, order=20)
        panels.tasks.register("claims", claim_navigation.tasks, order=22)
        panels.tools.register("claims", claim_navigation.tools, order=22)
        panels.involvements.register("claims", claim_navigation.has_claims)
        panels.tasks.register("confirmations", confirmation_navigation.tasks, order=23)
        panels.tools.register("confirmations", confirmation_navigation.tools, order=23)
        panels.tasks.register("documents", wallet_navigation.tasks, order=25)
        panels.region_panels.register("facilities", facility_navigation.open_now, order=25)
        panels.region_panels.register("board", facility_navigation.on_the_board, order=27)
        registry.register_section("facilities", _("Facilities"), facility_navigation.section_address, order=15)
        sitemaps.register_pages(facility_navigation.public_pages)
        panels.tasks.register("board", facility_navigation.tasks, order=22)
        panels.tools.register("facilities", facility_navigation.tools, order=22)
        panels.tasks.register("founding", founding_navigation.tasks, order=27)
        panels.tools.register("founding", founding_navigation.tools, order=27)
        panels.involvements.register("founding", founding_navigation.takes_part)
        panels.tasks.register("imports", import_navigation.tasks, order=30)
        panels.tools.register("imports", import_navigation.tools, order=30)
        panels.platform_tools.register("imports", import_navigation.platform_tools, order=30)
        register_purpose("organisation_claim", purposes.claim)
        register_purpose("organisation_register", purposes.registration)
        register_purpose("founding_start", purposes.founding)
        register_subjects(Role.MANAGER, navigation.subjects)
        register_subjects(Role.CONTRIBUTOR, navigation.subjects)
