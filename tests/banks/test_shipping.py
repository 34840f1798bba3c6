"""The shipped banks: whole, sound, no two questions alike."""

from __future__ import annotations

from collections import Counter

import pytest

from desktop_app.banks.bank import UnknownBank, bank, banks
from desktop_app.banks.formats.toml_text import TextBank
from desktop_app.banks.question import check, stem_key
from desktop_app.banks.shipping import ship, shipped, shipped_banks
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor
from desktop_app.store import Store

CODES = ("procedures", "products", "regulations", "service")
BANKS = {text.code: text for text in shipped_banks()}


def held(code: str) -> TextBank:
    return BANKS[code]


def test_all_four_are_there() -> None:
    assert tuple(sorted(BANKS)) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_bank_is_whole_and_sound(code: str) -> None:
    text = held(code)
    assert text.title
    assert text.description
    assert text.draft.findings == ()
    questions = [item.question for item in text.draft.questions]
    assert len(questions) == 60
    assert all(question.uid and question.explanation and not check(question) for question in questions)
    assert [uid for uid, times in Counter(question.uid for question in questions).items() if times > 1] == []


def test_no_two_questions_have_the_same_stem() -> None:
    stems = Counter(stem_key(item.question.stem) for text in BANKS.values() for item in text.draft.questions)
    assert max(stems.values()) == 1


def test_shipping_twice_changes_nothing(store: Store, examiner: Actor, reading: Reading) -> None:
    codes = ship(store, examiner, reading)
    assert tuple(sorted(codes)) == CODES
    assert all(info.shipped and info.questions == 60 and info.revision == 1 for info in banks(store))
    assert bank(store, "products").title == held("products").title
    ship(store, examiner, reading)
    assert {info.revision for info in banks(store)} == {1}
    assert len(shipped("service")) == 60
    with pytest.raises(UnknownBank):
        shipped("none")
