"""Is it there already? Organisations that may be the same as the one at hand."""

from dataclasses import dataclass

from django.db.models import Q

from core.search import greek
from enterprises.models import Organisation
from enterprises.queries.distinct_pairs import told_apart_from

LEGAL_FORM_WORDS = frozenset(
    # Legal forms, written out and short.
    "κοινσεπ κοισπε αμκε συνπε σωματειο συνεταιρισμοσ συνεταιριστικη κοινωνικη επιχειρηση αστικη μη "  # noqa: SIM905
    "κερδοσκοπικη εταιρεια εταιρια συλλογικησ κοινωνικησ ωφελειασ koinsep koispe amke".split()
)
_LEAST_SHARED_WORDS = 2


@dataclass(frozen=True)
class Duplicate:
    """An organisation that may be the same, and whether its tax number or only its name says so."""

    organisation: Organisation
    by_afm: bool = False


def name_key(name):
    """Return the set of sounds of the words that make a name its own, without legal forms and articles."""
    words = [word for word in greek.tokens(name) if not greek.is_stop_word(word)]
    own = [word for word in words if word not in LEGAL_FORM_WORDS] or words
    return frozenset(greek.stem(greek.sounds(word)[0]) for word in own)


def sounds_the_same(one, other):
    """Tell whether two name keys are equal, or one of two words and more lies within the other."""
    if one == other:
        return bool(one)
    shared = one & other
    return len(shared) >= _LEAST_SHARED_WORDS and shared in (one, other)


def find_duplicates(partnership, *, name, municipality, afm="", exclude=None):
    """Return the Duplicates within a partnership: those of the same tax number first.

    Names are compared by sound, in Greek and Latin letters alike, within the same municipality.
    `exclude` is the organisation at hand. Archived ones don't count.
    """
    found = _candidates(partnership, municipality, afm, exclude)
    key = name_key(name)
    duplicates = [
        Duplicate(organisation, by_afm=_has_afm(organisation, afm))
        for organisation in found
        if _has_afm(organisation, afm)
        or sounds_the_same(key, name_key(organisation.name))
        or (organisation.name_en and sounds_the_same(key, name_key(organisation.name_en)))
    ]
    return sorted(duplicates, key=lambda duplicate: (not duplicate.by_afm, duplicate.organisation.sort_key))


def duplicates_of(organisation):
    """Return the Duplicates of a stored organisation, without those that a coordinator has told apart from it."""
    record = getattr(organisation, "record", None)
    apart = told_apart_from(organisation)
    found = find_duplicates(
        organisation.partnership,
        name=organisation.name,
        municipality=organisation.municipality,
        afm=record.afm if record else "",
        exclude=organisation,
    )
    return [duplicate for duplicate in found if duplicate.organisation.pk not in apart]


def with_number(organisation, typed):
    """Return the Duplicates of a stored organisation to which somebody gave a tax number, as they typed it."""
    return find_duplicates(
        organisation.partnership,
        name=organisation.name,
        municipality=organisation.municipality,
        afm="".join(filter(str.isdigit, typed or "")),
        exclude=organisation,
    )


def _candidates(partnership, municipality, afm, exclude):
    near = Q(municipality=municipality)
    if afm:
        near |= Q(record__afm=afm)
    found = Organisation.objects.filter(near, partnership=partnership).exclude(state=Organisation.State.ARCHIVED)
    if exclude is not None:
        found = found.exclude(pk=exclude.pk)
    return found.select_related("record", "municipality", "partnership")


def _has_afm(organisation, afm):
    record = getattr(organisation, "record", None)
    return bool(afm and record and record.afm == afm)
