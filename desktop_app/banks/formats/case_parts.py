"""A case that a file holds as a description with its parts after it: put together again while the file is read.

Promises: the case is one entry, drafted whole or rejected with the place of the part that is wrong; what was noted of a
part is passed on. Must not know a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop_app.banks.formats.draft import Drafted, Event, Noted
from desktop_app.banks.formats.entry import rejected, settle
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.question import Question, Scenario
from desktop_app.tables.findings import Finding

MOST_PARTS = 200


class OpenCase:
    """A case whose parts are still to come: the ``count`` entries after its description."""

    def __init__(self, head: Scenario, where: str, count: int, rich: RichText, notes: Iterable[Noted] = ()) -> None:
        self._head = head
        self._where = where
        self._count = count
        self._rich = rich
        self._notes = tuple(notes)
        self._parts: list[Question] = []
        self._passed: list[Noted] = []
        self._broken: Finding | None = None
        self._met = 0

    @property
    def complete(self) -> bool:
        """Whether as many entries have come as the description announced."""
        return self._met == self._count

    def take(self, events: Iterable[Event]) -> None:
        """The events of the next entry, which is a part."""
        self._met += 1
        for event in events:
            if isinstance(event, Drafted):
                self._parts.append(event.question)
            elif isinstance(event, Noted):
                if event.fate == "warning":
                    self._passed.append(event)
                elif self._broken is None:
                    found = event.finding
                    self._broken = Finding(found.where, found.code, {**found.facts, "part": self._met})

    def end(self) -> Iterator[Event]:
        """The case, or why it is none."""
        if self._broken is not None:
            yield Noted("rejected", self._broken)
        elif not self.complete:
            yield rejected(self._where, "case_incomplete", parts=self._count, read=self._met)
        else:
            whole = replace(self._head, parts=tuple(self._parts))
            yield from settle(whole, self._where, self._rich, (), (*self._notes, *self._passed))
