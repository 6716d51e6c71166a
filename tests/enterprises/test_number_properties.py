"""Numbers as people write them: whatever stands between the digits, the same number is stored, and stays the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gr import vat

from core.errors import DomainError
from enterprises.actions import normalise
from enterprises.forms.points import split_pair

NOISE = st.text(" -./  –", max_size=2)
DIGITS = st.sampled_from("0123456789")


def numbers(length):
    return st.text(DIGITS, min_size=length, max_size=length)


@st.composite
def tax_numbers(draw):
    digits = draw(numbers(8).filter(lambda text: text.strip("0")))
    return digits + vat.calc_check_digit(digits)


def noisy(draw, number):
    return draw(NOISE) + "".join(digit + draw(NOISE) for digit in number)


@given(st.data(), tax_numbers(), st.sampled_from(["", "EL", "GR ", "el"]))
def test_tax_number_survives_noise_and_is_stable(data, number, prefix):
    stored = normalise.afm(prefix + noisy(data.draw, number))
    assert (stored, normalise.afm(stored)) == (number, number)


@given(tax_numbers(), st.integers(0, 8), st.integers(1, 9))
def test_tax_number_with_one_wrong_digit_is_refused(number, position, shift):
    # 10 counts as 0 in the check digit, which is why a slip between the two may pass.
    wrong = f"{number[:position]}{(int(number[position]) + shift) % 10}{number[position + 1 :]}"
    weighed = sum(int(digit) << (8 - place) for place, digit in enumerate(wrong[:8])) % 11
    if weighed % 10 == int(wrong[8]):
        assert normalise.afm(wrong) == wrong
        return
    with pytest.raises(DomainError) as refused:
        normalise.afm(wrong)
    assert (refused.value.code, refused.value.field) == ("afm-wrong", "afm")


@given(st.data(), numbers(12))
def test_gemi_number_survives_noise_and_is_stable(data, number):
    stored = normalise.gemi_number(noisy(data.draw, number))
    assert (stored, normalise.gemi_number(stored)) == (number, number)


@given(st.data(), st.integers(4, 15).flatmap(numbers))
def test_kalo_number_survives_noise_and_is_stable(data, number):
    stored = normalise.kalo_number(noisy(data.draw, number))
    assert (stored, normalise.kalo_number(stored)) == (number, number)


@given(st.text(max_size=30), st.sampled_from(sorted(normalise.NORMALISERS)))
def test_any_text_is_stored_in_a_stable_form_or_refused_at_its_field(text, name):
    outcome = stored_or_refused(name, text)
    if isinstance(outcome, DomainError):
        assert outcome.field == name
    else:
        assert stored_or_refused(name, outcome) == outcome


def stored_or_refused(name, text):
    try:
        return normalise.NORMALISERS[name](text)
    except DomainError as error:
        return error


@given(st.floats(34, 42), st.floats(19, 30), st.sampled_from([", ", " ", "; ", ","]))
def test_pasted_pair_is_split(lat, lng, between):
    texts = (f"{lat:.5f}", f"{lng:.5f}")
    assert split_pair(between.join(texts)) == texts
    assert split_pair(texts[0]) is None
