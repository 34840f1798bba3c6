"""What the readers of question files share: numbers as they are written, and one entry's way into the draft.

Promises: an entry is drafted sound or rejected by name; what was lost of it is a warning with its name; what nearly
every entry of a file loses alike is told once. Must not know a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from desktop_app.banks.formats.draft import Drafted, Event, Noted
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.question import Question, check
from desktop_app.base.errors import Fact
from desktop_app.tables.findings import Finding

_LONGEST_NUMBER = 60
_LARGEST_EXPONENT = 40
LONGEST_STEM = 100_000
"""Characters; images are not counted."""


@lru_cache(maxsize=4096)
def decimal_of(text: str) -> Decimal | None:
    """The number that a file writes; None where it is none, or one that no exam asks for (beyond 10^±40)."""
    text = text.strip()
    if len(text) > _LONGEST_NUMBER or "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or (number and abs(number.adjusted()) > _LARGEST_EXPONENT):
        return None
    return number if number else Decimal(0)


@lru_cache(maxsize=4096)
def share_of(percent: str) -> Decimal | None:
    """A percentage as a share of one: ``33.33333`` is 0.3333333."""
    number = decimal_of(percent)
    return None if number is None else trimmed(number.scaleb(-2))


@lru_cache(maxsize=4096)
def trimmed(number: Decimal) -> Decimal:
    """The number without zeros at its end: 1.0000000 is 1, and 100 stays 100."""
    short = number.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short


def rejected(where: str, code: str, **facts: Fact) -> Noted:
    """An entry that is not read, and why."""
    return Noted("rejected", Finding(where, code, facts))


def skipped(where: str, code: str, **facts: Fact) -> Noted:
    """An entry that is no question, or one that is there already."""
    return Noted("skipped", Finding(where, code, facts))


def warning(where: str, code: str, **facts: Fact) -> Noted:
    """Something to know about an entry that is read."""
    return Noted("warning", Finding(where, code, facts))


@dataclass(slots=True)
class Account:
    """What has been met in one file: identities, and losses that are told once for all entries."""

    ids: set[str] = field(default_factory=set)
    common: dict[str, tuple[int, str]] = field(default_factory=dict)
    entries: int = 0
    stored: dict[str, str] = field(default_factory=dict)
    """Where an entry that a package stores in several places was read."""

    def own_id(self, uid: str, where: str) -> tuple[str, tuple[Noted, ...]]:
        """The identity where it is the first of its kind; a second one of the same name is none, and said."""
        if not uid:
            return "", ()
        if uid in self.ids:
            return "", (warning(where, "id_repeated", id=uid),)
        self.ids.add(uid)
        return uid, ()

    def lose(self, feature: str, where: str) -> None:
        """Count a feature that many entries have and the model has not."""
        count, first = self.common.get(feature, (0, where))
        self.common[feature] = count + 1, first

    def end(self) -> Iterator[Event]:
        """The warnings that stand for the whole file."""
        if not self.entries:
            yield warning("", "no_entries")
        for feature, (count, first) in self.common.items():
            yield warning(first, "feature_left_out_often", feature=feature, count=count)


def settle(
    question: Question, where: str, rich: RichText | None = None, lost: Iterable[str] = (), notes: Iterable[Noted] = ()
) -> Iterator[Event]:
    """The events of one entry: it is drafted with its warnings, or rejected for the first thing that is wrong."""
    if len(question.stem) > LONGEST_STEM:
        yield rejected(where, "text_too_long", length=len(question.stem), most=LONGEST_STEM)
        return
    problems = check(question)
    if problems:
        yield Noted("rejected", Finding(where, problems[0].code, problems[0].facts))
        return
    yield from notes
    for feature in dict.fromkeys(lost):
        yield warning(where, "feature_left_out", feature=feature)
    if rich is not None:
        yield from text_warnings(rich, where)
    yield Drafted(question, where)


def text_warnings(rich: RichText, where: str) -> Iterator[Noted]:
    """What the texts of an entry lost."""
    if rich.lost:
        yield warning(where, "formatting_left_out", names=", ".join(rich.lost))
    for address in rich.missing:
        yield warning(where, "image_left_out", image=address)
    if rich.moved:
        yield warning(where, "image_moved", count=rich.moved)
