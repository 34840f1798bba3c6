"""The key at the end of a list or section: its lines gathered, its answers brought to their entries.

Promises: an answer comes to one entry or is kept as ``unused``. Which section it belongs to is told by the key's
headings, by the numbers that begin anew, or by the number alone where only one entry has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.banks.formats import answers, list_keys, list_lines
from desktop_app.banks.formats.list_ahead import ordinal_key
from desktop_app.banks.formats.list_entry import Entry, Row
from desktop_app.banks.formats.list_lines import Heading, Line
from desktop_app.banks.formats.styled import Styled


@dataclass(slots=True)
class KeyPart:
    """One answer of the key: the section that the key names for it, and how often the numbers began anew before it."""

    heading: Heading | None
    run: int
    number: int
    where: str
    entry: Entry


class KeyBlock:
    """The key that is being read, for the entries since the one before. ``titles`` are lines that say nothing."""

    def __init__(self, entries: Sequence[Entry], headings: Mapping[int, Heading]) -> None:
        self._entries = entries
        self._headings = headings
        self._parts: list[KeyPart] = []
        self._style = False
        self._run = 0
        self.heading: Heading | None = None
        self.scope = 0
        self.unused: list[KeyPart] = []
        self.titles: list[Line] = []

    def under(self, heading: Heading | None) -> None:
        """What follows belongs to the section of that heading."""
        self.heading, self._run = heading, 0

    @property
    def last(self) -> int | None:
        """The number of the last answer."""
        return self._parts[-1].number if self._parts else None

    def line(self, row: Row) -> None:
        """A line of the key."""
        text = row.text
        if (parted := ordinal_key(text)) is not None:
            place, rest = parted
            self.heading, self._run = Heading(None, None, "", place), 0
            self.take(list_keys.compact(rest), row)
            return
        if pairs := list_keys.compact(text):
            self.take(pairs, row)
            return
        if (worded := list_keys.worded(text)) and self._is_next_key(worded[0][0], text):
            self._take(worded[0][0], row, row.styled.cut(len(text) - len(worded[0][1])))
            return
        if self._parts and not list_lines.is_chapter(text):
            self._parts[-1].entry.add(row.styled)
        else:
            self.titles.append(row.line)

    def _is_next_key(self, number: int, text: str) -> bool:
        """Whether a number counts the key on, and not the points of one answer."""
        style = text[:1] in "（("
        if self._parts and self._parts[-1].heading is self.heading and style != self._style:
            return False
        self._style = style
        if not self._parts or self._parts[-1].heading is not self.heading:
            return True
        last = self._parts[-1].number
        if number == last + 1:
            return True
        known = {one.number for one in self._entries[self.scope :]}
        return last < number <= last + 20 and number in known

    def take(self, pairs: Sequence[tuple[int, str]], row: Row) -> None:
        """Numbers and answers of one line."""
        for number, answer in pairs:
            self._take(number, row, Styled.plain(answer))

    def _take(self, number: int, row: Row, answer: Styled) -> None:
        if self._parts and self._parts[-1].heading is self.heading and number <= self._parts[-1].number:
            self._run += 1
        entry = Entry(row.line.where, 0, number)
        entry.at = "answer"
        entry.fields["answer"] = []
        entry.add(answer)
        self._parts.append(KeyPart(self.heading, self._run, number, row.line.where, entry))

    def settle(self) -> None:
        """Bring the key's answers to their entries."""
        wanted = [one for one in self._entries[self.scope :] if one.number is not None and not one.is_material]
        sections = list(dict.fromkeys(one.section for one in wanted))
        headings = list(dict.fromkeys(id(part.heading) for part in self._parts))
        for part in self._parts:
            found = self._sought(part, wanted, sections, headings)
            if len(found) == 1:
                _unite(found[0], part.entry)
            else:
                self.unused.append(part)
        self._parts = []
        self.scope = len(self._entries)

    def _sought(
        self, part: KeyPart, wanted: Sequence[Entry], sections: Sequence[int], headings: Sequence[int]
    ) -> list[Entry]:
        of_number = [one for one in wanted if one.number == part.number]
        if part.heading is not None:
            kind, place = part.heading.kind, part.heading.ordinal
            if len(sections) == len(headings) and self._alike(sections):
                return [one for one in of_number if one.section == sections[headings.index(id(part.heading))]]
            named = [n for n in sections if n in self._headings and kind is not None and self._headings[n].kind is kind]
            if len(named) > 1 and place:
                named = [n for n in named if self._headings[n].ordinal == place] or named
            if not named and place:
                named = [n for n in sections if n in self._headings and self._headings[n].ordinal == place]
            if not named and len(sections) == len(headings):
                named = [sections[headings.index(id(part.heading))]]
            if not named and len(sections) == 1:
                named = list(sections)
            return [one for one in of_number if one.section in named]
        if len(of_number) <= 1:
            return of_number
        runs = max((one.run for one in self._parts if one.heading is None), default=0) + 1
        if runs == len(sections):
            return [one for one in of_number if one.section == sections[part.run]]
        open_ones = [one for one in of_number if not one.answered and not one.ended]
        return open_ones if runs == 1 else of_number

    def _alike(self, sections: Sequence[int]) -> bool:
        """Whether the key's sections and those of the questions name the same kinds in the same order."""
        named = {id(part.heading): part.heading.kind for part in self._parts if part.heading}
        return [self._headings[n].kind if n in self._headings else None for n in sections] == list(named.values())


def _unite(entry: Entry, key: Entry) -> None:
    """What the key says comes to the entry; an answer of its own that says otherwise stays, and is told."""
    said = key.said("answer")
    own = entry.said("answer")
    if own and said and answers.folded(own) != answers.folded(said):
        entry.keyed = said
    for name, parts in key.fields.items():
        if not entry.said(name):
            entry.fields[name] = list(parts)
    entry.hidden_images += key.hidden_images
