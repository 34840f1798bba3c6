"""Every error of the product has a sentence of its own, in both languages, that takes its facts."""

from __future__ import annotations

import string
from collections import Counter
from importlib import import_module
from pkgutil import iter_modules, walk_packages

import pytest

import desktop_app
from desktop_app import words
from desktop_app.base import errors
from desktop_app.base.errors import BranchExamError
from desktop_app.words import journal

KINDS = {errors.InputError, errors.MissingError, errors.RefusedError, errors.ConditionError}


def _leaves() -> list[type[BranchExamError]]:
    for module in walk_packages(desktop_app.__path__, "desktop_app."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found: list[type[BranchExamError]] = []
    waiting: list[type[BranchExamError]] = list(BranchExamError.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting.extend(one.__subclasses__())
        if one not in KINDS and one.__module__.startswith("desktop_app.") and one.code:
            found.append(one)
    return found


# ziamath opens its font as Python 3.11 and 3.12 would rather it did not; the window and paper import it guarded.
@pytest.mark.filterwarnings("ignore:path is deprecated:DeprecationWarning")
def test_every_error_has_a_code_of_its_own_and_a_text() -> None:
    leaves = _leaves()
    assert len(leaves) > 30
    codes = Counter(leaf.code for leaf in leaves)
    assert [code for code, count in codes.items() if count > 1] == []
    assert sorted(set(codes) - set(words.texts())) == []


def test_no_code_stands_in_two_rooms() -> None:
    seen: Counter[str] = Counter()
    for module in iter_modules(words.__path__):
        seen.update(import_module(f"desktop_app.words.{module.name}").TEXTS.keys())
    assert [code for code, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("code", sorted(words.texts()))
def test_both_languages_say_the_same_facts(code: str) -> None:
    chinese, english = words.texts()[code]
    assert chinese.strip()
    assert english.strip()
    assert _fields(chinese) == _fields(english)


def test_a_missing_fact_is_a_question_mark_and_no_crash() -> None:
    assert "?" in words.phrase("argument_file_missing", {"path": "x"}, "en")


def test_an_instant_is_told_in_the_branchs_time() -> None:
    facts = {"opens_at": "2026-12-01T16:00:00.000Z", "closes_at": "2026-12-01T15:59:59.000Z"}
    told = words.phrase("exam_window_empty", facts, "en")
    assert "2026-12-02 00:00:00" in told
    assert "2026-12-01 23:59:59" in told
    assert "Z" not in told


def test_another_branch_has_another_time() -> None:
    words.use_zone("Asia/Urumqi")
    try:
        assert words.instant("2026-12-01T16:00:00.000Z") == "2026-12-01 22:00:00"
    finally:
        words.use_zone("Asia/Shanghai")


def test_the_journals_details_tell_the_branchs_time_and_a_role_has_a_name() -> None:
    assert "2026-12-02 00:00:00" in journal.details({"closes_at": "2026-12-01T16:00:00.000Z"})
    assert "考官" in words.phrase("not_allowed", {"role": "examiner"}, "zh")
    assert "examiner" not in words.phrase("not_allowed", {"role": "examiner"}, "zh")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_code_among_the_facts_is_said_by_its_name() -> None:
    said = words.phrase("sitting_over", {"state": "submitted"}, "zh")
    assert "已交卷" in said
    assert "submitted" not in said
    assert "案例" in words.phrase("kind_not_in_format", {"kind": "scenario", "format": "GIFT"}, "zh")
    # What has no name of its own stands as it is.
    assert "nfs" in words.phrase("network_folder", {"kind": "nfs", "path": "/x"}, "zh")
