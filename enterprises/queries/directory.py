"""What the directory shows beside its rows: how many there would be behind each choice."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, TextField, Value
from django.db.models.functions import Cast

from core.search.greek import sort_key
from core.vocabulary import in_language
from enterprises.models import LegalForm, OrganisationKind
from partnerships.models import Municipality, TargetGroup

VOCABULARIES = {
    "municipality": (Municipality, "slug"),
    "kind": (OrganisationKind, "code"),
    "legal_form": (LegalForm, "code"),
    "target_group": (TargetGroup, "code"),
}
"""Where the values of a facet have their labels, and by which field a filter names them."""

FACETS = (*VOCABULARIES, "organic")


@dataclass(frozen=True)
class Choice:
    """One value of a filter: its code, its label, and how many organisations it would leave."""

    code: str
    label: str
    count: int


class _Unnest(Func):
    function = "unnest"
    set_returning = True
    output_field = CharField()


def facets(without: Callable, chosen: dict):
    """Return {facet: [Choice]} in the order of their labels, in two statements.

    `without(name)` returns the organisations that all filters but this one let through: so each
    list says what choosing another value instead would bring. What is `chosen` {facet: code} is
    always among the choices, with 0 where it leaves nothing.
    """
    rows = _rows(without)
    groups = _target_group_labels({row["code"] for row in rows if row["facet"] == "target_group"})
    found: dict[str, list[Choice]] = {name: [] for name in FACETS}
    for row in rows:
        label = groups.get(row["code"]) or in_language(row["el"], row["en"])
        found[row["facet"]].append(Choice(row["code"], label, row["number"]))
    for name in VOCABULARIES:
        code = chosen.get(name)
        if code and code not in {choice.code for choice in found[name]}:
            found[name].append(Choice(code, _label_of(name, code), 0))
    for choices in found.values():
        choices.sort(key=lambda choice: sort_key(choice.label))
    return found


def target_groups_of(organisation):
    """Return the TargetGroups that an organisation serves."""
    return TargetGroup.objects.filter(code__in=organisation.target_groups) if organisation.target_groups else []


def places_of(slugs):
    """Return the Municipalities of these slugs."""
    return list(Municipality.objects.filter(slug__in=slugs)) if slugs else []


def _rows(without):
    """Return {facet, code, el, en, number} for every value that is there."""
    first, *others = (
        _counted(without("municipality"), "municipality", F("municipality__slug"), "municipality__name"),
        _counted(without("kind").exclude(kind=None), "kind", F("kind_id"), "kind__label"),
        _counted(without("legal_form"), "legal_form", F("legal_form_id"), "legal_form__label"),
        _counted(without("target_group"), "target_group", _Unnest("target_groups")),
        _counted(without("organic").filter(is_organic=True), "organic", Cast("is_organic", TextField())),
    )
    return first.union(*others, all=True)


def _label_of(facet, code):
    """Return the label of a value that no organisation has here; a code that nobody knows stands for itself."""
    model, field = VOCABULARIES[facet]
    return str(model._default_manager.filter(**{field: code}).first() or code)


def _counted(organisations, facet, code, label=""):
    el, en = (F(f"{label}_el"), F(f"{label}_en")) if label else (_text(""), _text(""))
    values = organisations.order_by().values(facet=_text(facet), code=Cast(code, TextField()), el=el, en=en)
    return values.annotate(number=Count("pk"))


def _text(text):
    return Value(text, output_field=TextField())


def _target_group_labels(codes):
    return {group.code: group.label for group in TargetGroup.objects.filter(code__in=codes)} if codes else {}
