"""What a registration still lacks before it can be submitted."""

from django.utils.translation import gettext as _

WITHOUT_TAX_NUMBER = {"other"}
"""Legal forms that may be informal: a movement or a neighbourhood group has no tax number."""


def missing(organisation):
    """Return [(field name, what is missing in words)] in the order of the form; empty when all is there."""
    record = getattr(organisation, "record", None)
    wanted = [
        ("kind", organisation.kind_id, _("what the organisation is")),
        ("contact_email", record and record.contact_email, _("an e-mail address for the partnership")),
        ("afm", _has_tax_number(organisation, record), _("the tax number (AFM)")),
        ("description", organisation.description, _("a description for the public page")),
    ]
    return [(field, words) for field, value, words in wanted if not value]


def _has_tax_number(organisation, record):
    return organisation.legal_form_id in WITHOUT_TAX_NUMBER or (record and record.afm)
