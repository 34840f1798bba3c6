"""What every file is put through, and what must hold of it whatever it holds."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from string import Formatter

from desktop_app import words
from desktop_app.banks import draft_editing, formats
from desktop_app.banks.formats.draft import NO_OPTIONS, Draft, gather
from desktop_app.banks.legible import legible
from desktop_app.banks.prepared import indexed, prepare
from desktop_app.banks.question import check
from desktop_app.base.errors import BranchExamError

SECONDS = 5
"""No file takes longer."""


@dataclass
class Tally:
    """What became of the files of one reader."""

    files: int = 0
    questions: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0

    def take(self, format_name: str, name: str, data: bytes) -> None:
        """One file more. Raises where anything but a draft or an error of ours comes of it."""
        self.files += 1
        began = time.perf_counter()
        try:
            self.questions += len(_read(format_name, name, data).questions)
        except BranchExamError as error:
            self.refused[error.code] += 1
            told(error)
        took = time.perf_counter() - began
        self.slowest_s = max(self.slowest_s, took)
        assert took < SECONDS, f"{took:.1f} s"


def _read(format_name: str, name: str, data: bytes) -> Draft:
    """As the reading child does it, and then as a row of the store."""
    try:
        formats.recognise(data, name)
    except BranchExamError as error:
        told(error)
    module = formats.named(format_name)
    draft = gather(legible(module.stream(data, NO_OPTIONS, name)), module.NAME)
    draft = draft_editing.with_lines(draft, data)
    places = [one.where for one in draft.questions]
    assert len(set(places)) == len(places), "two entries at one place"
    for one in draft.questions:
        assert not check(one.question), (one.where, check(one.question))
        indexed(prepare(one.question, one.where)).body.encode()
    for finding in (*draft.findings, *draft.skipped, *draft.warnings):
        told(finding)
        str(finding.where).encode()
    return draft


def told(what: words.Coded) -> None:
    """Both sentences can be said, nothing that they name is missing, and any terminal can show them."""
    absent = _wanted(what.code) - set(what.facts)
    assert not absent, (what.code, absent)
    words.say(what, "zh").encode()
    words.say(what, "en").encode()


@cache
def _wanted(code: str) -> frozenset[str]:
    return frozenset(
        name.partition(".")[0].partition("[")[0]
        for text in words.texts()[code]
        for _, name, _, _ in Formatter().parse(text)
        if name
    )
