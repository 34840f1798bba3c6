"""Question lists as people write them: numbered stems, options ``A.``, and the key beside, within or at the end.

Promises: every line belongs to a question, a heading or the key, or is told as passed over; an entry without a key is
named. Must not know where the lines come from (text, Word).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.banks.formats.draft import Drafted, Event, Noted
from desktop_app.banks.formats.entry import settle, warning
from desktop_app.banks.formats.list_entries import Reading
from desktop_app.banks.formats.list_entry import Entry
from desktop_app.banks.formats.list_lines import Line
from desktop_app.banks.formats.list_question import MadeQuestion
from desktop_app.banks.formats.styled import joined
from desktop_app.banks.question import Question, Scenario

Tables = Callable[[int], Iterator[Event]]
_MOST_PLACES = 8


def no_tables(_number: int) -> Iterator[Event]:
    """The tables of a list that has none."""
    return iter(())


@dataclass(slots=True)
class _Account:
    """What is told once for the whole list."""

    passed: list[tuple[str, str]] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)
    questions: int = 0
    rejected: int = 0


def read(lines: Sequence[Line], tables: Tables = no_tables) -> Iterator[Event]:
    """The events of a list; ``tables`` gives those of a table that stands in it. What is no question is told together
    at the end."""
    reading = Reading(lines)
    reading.run()
    account = _Account(passed=[(line.where, line.text) for line in reading.titles if line.text.strip()])
    parts: dict[int, list[Entry]] = {}
    for entry in reading.entries:
        if entry.parent is not None:
            parts.setdefault(id(entry.parent), []).append(entry)
    numbered = _sections_with_questions(reading.entries)
    for entry in reading.entries:
        if entry.table is not None:
            for event in tables(entry.table):
                account.questions += isinstance(event, Drafted)
                account.rejected += isinstance(event, Noted) and event.fate == "rejected"
                yield event
        elif entry.is_material and id(entry) in parts:
            yield from _scenario(entry, parts[id(entry)], account)
        elif entry.parent is None:
            yield from _single(entry, account, numbered)
    yield from _at_the_end(reading, account)


def _sections_with_questions(entries: Iterable[Entry]) -> set[int]:
    """Sections in which some numbered entry has options or a key: the other numbered ones are questions too."""
    return {entry.section for entry in entries if entry.number is not None and entry.complete}


def _single(entry: Entry, account: _Account, sections: set[int]) -> Iterator[Event]:
    entry.headed = entry.headed or (entry.number is not None and entry.section in sections)
    made = MadeQuestion(entry)
    events = list(made.events())
    if not events:
        account.passed.append((entry.where, joined(entry.body, " ").text))
        return
    if made.by_look:
        account.looked.append(entry.where)
    for event in events:
        account.questions += isinstance(event, Drafted)
        account.rejected += isinstance(event, Noted) and event.fate == "rejected"
        yield event


def _scenario(material: Entry, parts: Sequence[Entry], account: _Account) -> Iterator[Event]:
    """A material and the questions about it. A part that cannot be read is told, and the others stay."""
    questions: list[Question] = []
    for part in parts:
        for event in _single(part, account, {part.section}):
            if isinstance(event, Drafted):
                questions.append(event.question)
            else:
                yield event
    if not questions:
        account.passed.append((material.where, joined(material.body, " ").text))
        return
    shell = MadeQuestion(material)
    account.questions -= len(questions) - 1
    made = shell.scenario(tuple(questions))
    assert isinstance(made, Scenario)
    yield from settle(made, material.where, shell.rich, material.lost)


def _at_the_end(reading: Reading, account: _Account) -> Iterator[Event]:
    if not account.questions and not account.rejected:
        yield warning(account.passed[0][0] if account.passed else "", "no_entries")
    elif account.passed:
        places = ", ".join(where for where, _ in account.passed[:_MOST_PLACES])
        more = " …" if len(account.passed) > _MOST_PLACES else ""
        yield warning(
            account.passed[0][0], "text_passed_over", count=len(account.passed), text=_shortened(account.passed[0][1]),
            places=places + more,
        )  # fmt: skip
    if account.looked:
        yield warning(account.looked[0], "list_key_by_look", count=len(account.looked))
    if reading.unused:
        numbers = ", ".join(str(part.number) for part in reading.unused[:_MOST_PLACES])
        more = " …" if len(reading.unused) > _MOST_PLACES else ""
        yield warning(reading.unused[0].where, "list_key_unused", count=len(reading.unused), numbers=numbers + more)


def _shortened(text: str) -> str:
    return " ".join(text.split())[:30]
