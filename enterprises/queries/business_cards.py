"""The business card of an organisation: one for itself, and one for each person who chose to be shown."""

from datetime import UTC

from core import vcard
from core.ui.sharing import absolute

NOTE = 600
COUNTRY = {"el": "Ελλάδα", "en": "Greece"}


def business_cards(profile, version, language):
    """Return the vCard file of a Profile in a version of vCard, in the active language (a code such as "el")."""
    organisation = profile.organisation
    people = (vcard.written(version, _person(contact, organisation, version)) for contact in profile.contacts)
    return b"".join([vcard.written(version, _organisation(organisation, version, language)), *people])


def _organisation(organisation, version, language):
    page = absolute(organisation.get_absolute_url())
    lines = [
        vcard.address("UID", f"{page}#organisation") if version == "4.0" else vcard.text("UID", page),
        vcard.text("FN", organisation.title),
        # Version 3 demands a name in parts; an organisation has none.
        *_for(version, [vcard.text("KIND", "org")], [vcard.parts("N", "", "", "", "", "")]),
        vcard.parts("ORG", organisation.title),
        _address(organisation, language),
        *_telephone(organisation.phone, version),
        vcard.address("URL", organisation.website or page),
        *_position(organisation, version),
        vcard.text("REV", organisation.updated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")),
    ]
    if organisation.kind:
        lines.append(vcard.text("CATEGORIES", organisation.kind.short))
    if note := _note(organisation.text, page):
        lines.append(vcard.text("NOTE", note))
    if version == "4.0":
        lines.append(vcard.address("SOURCE", f"{page}card.vcf"))
    return lines


def _person(contact, organisation, version):
    lines = [
        vcard.text("FN", contact.name),
        *_for(version, [vcard.text("KIND", "individual")], [vcard.parts("N", contact.name, "", "", "", "")]),
        vcard.parts("ORG", organisation.title),
        *_telephone(contact.phone, version),
    ]
    if contact.role_in_words:
        lines.append(vcard.text("TITLE", contact.role_in_words))
    if contact.email:
        lines.append(vcard.text("EMAIL;TYPE=work" if version == "4.0" else "EMAIL;TYPE=INTERNET", contact.email))
    return lines


def _address(organisation, language):
    locality = str(organisation.municipality)
    return vcard.parts(
        "ADR;TYPE=work", "", "", organisation.address, locality, "", organisation.postcode, COUNTRY[language]
    )


def _telephone(number, version):
    if not number:
        return []
    if version == "4.0":
        return [vcard.address("TEL;VALUE=uri;TYPE=work", f"tel:{number}")]
    return [vcard.text("TEL;TYPE=WORK,VOICE", number)]


def _position(organisation, version):
    if organisation.lat is None:
        return []
    if version == "4.0":
        return [vcard.address("GEO", f"geo:{organisation.lat:.6f},{organisation.lng:.6f}")]
    return [vcard.parts("GEO", f"{organisation.lat:.6f}", f"{organisation.lng:.6f}")]


def _note(text, page):
    """What it does, as far as a telephone shows it, and where the rest is read."""
    short = text if len(text) <= NOTE else f"{text[: NOTE - 1].rstrip()}…"
    return f"{short}\n\n{page}" if short else page


def _for(version, newer, older):
    return newer if version == "4.0" else older
