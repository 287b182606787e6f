"""A new password: any characters, ten of them or more, and not what anybody would try first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.passwords import LONGEST, SHORTEST, password_faults

CHLOE = ("Chloe Marsden", "chloe.marsden@example.org", "Northgate Training")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "another long password",
        "Chloe likes marmalade",
        "tea at four o'clock",
        "пароль из трёх слов",
        "密码密码密码密码长一点点就好",
        "🐢🦊🐝🐬 turtle fox bee",
        "a" * 40 + " quite different",
        "839201847563",
    ],
)
def test_a_password_that_is_long_and_unexpected_is_taken_whatever_its_characters(password):
    assert password_faults(password, CHLOE) == []


@pytest.mark.parametrize(
    "password",
    [
        "Password123!",
        "touchmark2026",
        "chloemarsden",
        "Chloe.Marsden1",
        "NorthgateTraining",
        "apprentice-portfolio",
        "marsden chloe 2003",
        "aaaaaaaaaaaa",
        "ababababababab",
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "poiuytrewq",
        "Welcome-Welcome",
    ],
)
def test_what_anybody_would_try_first_is_refused_with_what_to_do(password):
    (fault,) = password_faults(password, CHLOE)
    assert fault.path == "password"
    assert "unrelated words" in fault.sentence


@pytest.mark.parametrize(("length", "taken"), [(9, False), (10, True), (64, True), (200, True), (201, False)])
def test_ten_to_two_hundred_characters(length, taken):
    password = ("marmalade tortoise " * 12)[:length]
    assert (password_faults(password, CHLOE) == []) is taken


@given(st.text(max_size=LONGEST + 20), st.lists(st.text(max_size=30), max_size=3))
def test_there_is_at_most_one_fault_and_it_is_a_sentence(password, known):
    faults = password_faults(password, known)
    assert len(faults) <= 1
    assert all(fault.sentence.endswith(".") for fault in faults)
    assert faults or SHORTEST <= len(password) <= LONGEST
