"""The rules of the legal forms, held against numbers."""

import pytest
from django.utils import translation

from enterprises.models import FoundingStepKind, LegalForm
from enterprises.models.vocabularies import cited
from enterprises.queries.founding.rules import fit, forms_to_found, needed_from_groups

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "code, members, from_groups, mark, words",
    [
        ("koinsep_collective", 5, None, "yes", ["Οι αριθμοί ταιριάζουν."]),
        ("koinsep_collective", 4, None, "no", ["Τουλάχιστον 5 μέλη: λείπει 1."]),
        (
            "koinsep_integration_vulnerable",
            7,
            1,
            "no",
            ["7 μέλη, από τα οποία τουλάχιστον 3 από τις ομάδες: λείπουν 2."],
        ),
        ("koinsep_integration_vulnerable", 7, 3, "yes", ["Οι αριθμοί ταιριάζουν."]),
        (
            "koinsep_integration_special",
            5,
            0,
            "no",
            [
                "Τουλάχιστον 7 μέλη: λείπουν 2.",
                "7 μέλη, από τα οποία τουλάχιστον 4 από τις ομάδες: λείπουν 4.",
            ],
        ),
        ("workers_cooperative", None, None, "no", ["Δεν έχει δοθεί ο αριθμός των ιδρυτικών μελών."]),
        (
            "agricultural_cooperative",
            6,
            None,
            "attention",
            ["Λιγότερα από 20 μέλη μόνο κατ’ εξαίρεση: γυναικείοι συνεταιρισμοί: 5."],
        ),
        ("agricultural_cooperative", 4, None, "no", ["Τουλάχιστον 20 μέλη: λείπουν 16."]),
    ],
)
def test_numbers_fit_or_say_what_is_missing(form, code, members, from_groups, mark, words):
    found = fit(form(code), members, from_groups)
    assert (found.mark, list(found.words)) == (mark, words)


@pytest.mark.parametrize("members, needed", [(7, 3), (10, 3), (11, 4), (20, 6)])
def test_share_is_rounded_up(form, members, needed):
    assert needed_from_groups(form("koinsep_integration_vulnerable"), members) == needed


def test_seven_forms_can_be_founded_each_with_its_steps():
    codes = {form.pk for form in forms_to_found()}
    assert len(codes) == 7
    named = {code for kind in FoundingStepKind.objects.all() for code in kind.legal_forms}
    assert named == codes


def test_every_form_has_steps_before_the_filing_and_before_the_registration():
    for form in forms_to_found():
        kinds = FoundingStepKind.objects.filter(legal_forms__contains=[form.pk], is_optional=False)
        assert {kind.needed_for for kind in kinds} - {""} == {"file", "register"}


def test_rules_without_a_public_source_are_marked():
    unverified = LegalForm.objects.filter(may_be_founded=True, profit_verified=False).values_list("code", flat=True)
    assert sorted(unverified) == ["agricultural_cooperative", "koispe", "urban_cooperative", "workers_cooperative"]
    share = LegalForm.objects.get(pk="koinsep_integration_vulnerable")
    assert (share.min_members_verified, share.vulnerable_verified, share.profit_verified) == (True, False, True)


def test_every_rule_that_can_be_founded_names_its_law():
    for form in forms_to_found():
        assert form.min_members_source
        assert form.profit_source
        assert bool(form.vulnerable_source) == bool(form.vulnerable_share)


@pytest.mark.parametrize(
    "source, greek, english",
    [
        ("", [], []),
        ("4384/2016", ["Ν. 4384/2016"], ["Law 4384/2016"]),
        ("4430/2016:21", ["Ν. 4430/2016, άρθρο 21"], ["Law 4430/2016, article 21"]),
        (
            "1667/1986:1+; 4384/2016",
            ["Ν. 1667/1986, άρθρο 1 επ.", "Ν. 4384/2016"],
            ["Law 1667/1986, article 1 and following", "Law 4384/2016"],
        ),
    ],
)
def test_source_is_cited_in_both_languages(source, greek, english):
    assert cited(source) == greek
    with translation.override("en"):
        assert cited(source) == english
