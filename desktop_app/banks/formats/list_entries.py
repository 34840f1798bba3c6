"""The lines of a list gathered into entries: which line begins a question, and which only counts on within one.

Promises: every line is in one entry, in a heading, in the key or is furniture; the key's answers come to the entry of
their number, and one that finds none is kept as unused. Must not know what an entry means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.banks.formats import list_keys, list_lines, list_options
from desktop_app.banks.formats.list_ahead import MATERIAL, MOST_AHEAD, Ahead, only_divides, ordinal_key
from desktop_app.banks.formats.list_entry import ENDED, GAPPED, Entry, Row, rows_of
from desktop_app.banks.formats.list_key_block import KeyBlock, KeyPart
from desktop_app.banks.formats.list_lines import Heading, Line, Number
from desktop_app.banks.formats.styled import Styled
from desktop_app.banks.question import Kind

_NUMBER_WITHIN = re.compile(r"(?<=[\s。）)；;A-H√×对错】\]\u4e00-\u9fff])(\d{1,4})\s*(?:[、．]|\.(?!\d))\s*(?=\S)")
_SHARED_RANGE = re.compile(r"\d{1,4}\s*[-~～—–至到]+\s*(\d{1,4})\s*(?:小)?题")
_NEAR = 600  # characters
_MOST_TRIED = 400  # places on one line where another question may begin
_CASES = (Kind.ESSAY, Kind.SCENARIO)  # what a heading over cases names; their questions tell their own


class Reading:
    """How far a list has been read: ``entries`` in their order, ``unused`` answers of the key."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.rows = rows_of(lines)
        self.entries: list[Entry] = []
        self.titles: list[Line] = []
        self._ahead = Ahead(self.rows)
        self._heading: Heading | None = None
        self._section = 0
        self._headings: dict[int, Heading] = {}
        self._current: Entry | None = None
        self._material: Entry | None = None
        self._in_key = False
        self._key = KeyBlock(self.entries, self._headings)

    def run(self) -> None:
        """Read all lines."""
        for n, row in enumerate(self.rows):
            self._row(n, row)
        self._key.settle()
        self.titles += self._key.titles

    @property
    def unused(self) -> Sequence[KeyPart]:
        """Answers of keys that no entry took."""
        return self._key.unused

    def _row(self, n: int, row: Row) -> None:
        text = row.text
        if row.line.table is not None:
            self._end_key()
            self._current = None
            self.entries.append(Entry(row.line.where, self._section, table=row.line.table))
            return
        if row.heading is not None and not (self._current and self._current.at == "kind") and self._heads(row):
            self._head(n, row.heading)
            return
        if self._starts_key(n, row):
            return
        if self._in_key:
            if not self._leaves_key(n, row):
                self._key.line(row)
                return
            self._end_key()
            self._section += 1
        if list_lines.is_divider(text) and row.heading is None and self._divides(row):
            self._section += 1
            self._heading, self._current, self._material = None, None, None
            self.titles.append(row.line)
            return
        self._entry_line(n, row)

    # ------------------------------------------------------------ headings

    def _heads(self, row: Row) -> bool:
        """A line such as 判断 within a model answer is no heading; one that is numbered or says what each is worth
        is."""
        assert row.heading is not None
        item = self._current
        bare = not row.heading.ordinal and row.heading.points is None and "题" not in row.text
        return not (bare and item is not None and item.number is not None and not item.complete)

    def _head(self, n: int, found: Heading) -> None:
        if self._in_key and self._key_goes_on(n, found):
            self._key.under(replace(found))  # one of its own, though it reads the same
            return
        self._end_key()
        self._section += 1
        self._headings[self._section] = found
        self._heading, self._current, self._material = found, None, None

    def _key_goes_on(self, n: int, found: Heading) -> bool:
        """Whether a heading below the key parts the key, and does not begin further questions."""
        for row in self.rows[n + 1 : n + MOST_AHEAD]:
            if row.heading is not None and not list_keys.compact(row.text):
                break
            if row.option == "A" and row.number is None and not list_keys.compact(row.text):
                return False
            if list_keys.is_title(row.text):
                return False
        following = [row.text for row in self.rows[n + 1 : n + 3]]
        if following and list_keys.compact(following[0]):
            return True
        return any(head.kind is found.kind for head in self._headings.values())

    def _divides(self, row: Row) -> bool:
        """Whether 二、… is a title between questions, and no point of an answer."""
        item = self._current
        if item is None:
            return True
        if item.at and item.kind in {Kind.ESSAY, None} and not item.optioned and not item.simply_answered:
            return False
        if row.mark or GAPPED.search(row.text):
            return False
        if list_lines.is_chapter(row.text):
            return True
        return item.complete and (item.optioned or item.simply_answered or item.ended)

    # ------------------------------------------------------------ the key

    def _starts_key(self, n: int, row: Row) -> bool:
        text = row.text
        if "答" in text and len(text) < 4000 and (inline := list_keys.led(text)) is not None:
            if not self.entries:
                return False
            self._open_key()
            name = list_lines.heading(inline[0]) or list_lines.heading(inline[0] + "题")
            if name is not None:
                self._key.under(replace(name))
            self._key.take(inline[1], row)
            return True
        if not row.option and list_keys.is_title(text) and self._is_key(n):
            self._open_key()
            name = list_lines.heading(re.split(r"[参标正]?[考准确]?答", text)[0].strip("【[（( 　"))
            if name is not None:
                self._key.under(replace(name))
            return True
        if not self._in_key and self.entries and list_keys.is_bare(text):
            self._open_key()
            self._key.take(list_keys.compact(text), row)
            return True
        return False

    def _open_key(self) -> None:
        if not self._in_key:
            self._in_key = True
            self._key.under(None)
        self._current, self._material = None, None

    def _is_key(self, n: int) -> bool:
        """A line 答案 alone also stands under single questions: the key at the end names numbers."""
        item = self._current
        if not self.entries:
            return False
        following = [one for one in self.rows[n + 1 : n + 6] if not only_divides(one)][:3]
        if not following:
            return False
        first = following[0]
        if first.heading is not None or ordinal_key(first.text) is not None or list_keys.is_title(first.text):
            return True
        pairs = list_keys.compact(first.text)
        if len(pairs) >= 2 or (
            pairs
            and (
                len(following) < 2 or list_keys.compact(following[1].text) or following[1].heading or following[1].mark
            )
        ):
            return True
        if not list_keys.worded(first.text):
            return False
        waiting = [one for one in self.entries[self._key.scope :] if one.number is not None and not one.complete]
        if item is not None and not item.complete and item.number is not None and len(waiting) < 2:
            return False
        return item is None or item.complete or len(waiting) >= 2

    def _leaves_key(self, n: int, row: Row) -> bool:
        """Whether a numbered line below the key begins a question: options follow it."""
        if list_keys.compact(row.text):
            return False
        if MATERIAL.match(row.text):
            return True
        if row.number is None or row.mark or list_lines.marked(row.styled)[0][0]:
            return False
        worded = list_keys.worded(row.text)
        if worded and self._key.last == worded[0][0]:
            return False
        after = next((one for one in self.rows[n + 1 : n + 2]), None)
        inline = list_options.part(row.styled).options
        return bool(inline) or (
            after is not None and after.option == "A" and after.number is None and self._ahead.counts_options(n + 1)
        )

    def _end_key(self) -> None:
        if self._in_key:
            self._key.settle()
            self._in_key = False

    # ------------------------------------------------------------ entries

    def _entry_line(self, n: int, row: Row) -> None:
        styled = row.styled
        start = row.number
        if start is not None and not row.option and self._begins(n, start):
            self._begin(row, start)
            styled = styled.cut(start.end).strip()
        elif self._ahead.is_material(n, row, self._current):
            self._material = None
            self._begin(row, start if start is not None and start.sure else None)
            assert self._current is not None
            self._current.said_first = row.text
            self._open_material(self._current)
            styled = styled.cut(start.end).strip() if start is not None and start.sure else styled
        elif self._current is None or self._is_next_stem(n, row):
            self._begin(row, None)
        item = self._current
        assert item is not None
        if row.option == "A" and item.simply_answered and not item.optioned and not row.mark:
            item.at = ""  # the key stood before the options
        styled = self._several(row, styled)
        item = self._current
        assert item is not None
        if item.at or row.mark:
            item.hidden_images += [name for name, _ in row.line.images]
        else:
            item.images += row.line.images
        item.add(styled)
        item.lost += row.line.lost
        item.missing += row.line.missing
        item.raw.append(row.line.text)

    def _open_material(self, entry: Entry) -> None:
        entry.is_material = True
        self._material = entry
        said = _SHARED_RANGE.search(entry.said_first or "")
        entry.until = int(said.group(1)) if said else 0

    def _begins(self, n: int, number: Number) -> bool:
        """Whether a numbered line begins a question, and does not only go on counting within one."""
        item, value = self._current, number.value
        if not number.sure:
            last = item.number if item is not None and item.number is not None else 0
            return (
                0 < value - last <= 3
                and (item is None or item.number is None or item.complete)
                and self._ahead.stands(n)
            )
        if item is None:
            return True
        if item.is_material:
            return True
        if item.number is None:
            return not item.optioned or item.answered or value == 1
        if item.style != number.style:
            return self._other_style(n, item, number)
        if not item.at:
            return self._begins_after_body(n, item, value)
        return self._begins_after_field(n, item, value)

    def _other_style(self, n: int, item: Entry, number: Number) -> bool:
        """(1) within 1. is a part, or a point; 3、 after (2) a slip."""
        parent = item.parent
        if parent is not None and parent.style == number.style and parent.number is not None:
            # Back at the level of the material.
            if 0 < number.value - parent.number <= 3 or (item.complete and self._ahead.stands(n)):
                self._material = None
                return True
            return False
        if (
            number.value == 1
            and not item.at
            and not item.optioned
            and item.parent is None
            and self._ahead.part_stands(n)
        ):
            self._open_material(item)
            return True
        if parent is not None or not item.complete:
            return False
        if number.value == (item.number or 0) + 1 or (
            number.value == 1 and item.at in {"", "answer"} and (item.optioned or item.simply_answered)
        ):
            return self._ahead.stands(n)
        return False

    def _begins_after_body(self, n: int, item: Entry, value: int) -> bool:
        assert item.number is not None
        if item.complete:
            return 0 < value - item.number <= 3 or value == 1 or self._ahead.stands(n)
        if value == 1:
            item.counted = 1
            return False
        if item.counted and value == item.counted + 1:
            item.counted = value
            return False
        if 0 < value - item.number <= 3:
            return True
        return item.headed and item.number < value <= item.number + 50

    def _begins_after_field(self, n: int, item: Entry, value: int) -> bool:
        """Within a model answer or an explanation 1. 2. 3. may count its points."""
        assert item.number is not None
        following = value == item.number + 1
        if item.simply_answered:
            return following or value == 1 or 0 < value - item.number <= 3 or self._ahead.stands(n)
        if value == item.counted + 1:
            if following:
                if self._ahead.claims(n):
                    return True
                item.counted = value
                return False
            if value == 1 and item.optioned and self._ahead.claims(n):
                return True
            item.counted = value
            return False
        if value == 1:
            if self._ahead.claims(n):
                return True
            item.counted = 1
            return False
        return following or (0 < value - item.number <= 3 and self._ahead.claims(n))

    def _is_next_stem(self, n: int, row: Row) -> bool:
        """Whether a line without a number begins the next question."""
        item = self._current
        if item is None:
            return True
        if row.mark:
            return item.number is None and (
                (row.mark == "stem" and item.complete) or (row.mark == "kind" and next(iter(item.fields), "") == "kind")
            )
        if row.option:
            # A second A: the stem of another question is missing.
            return row.option == "A" and item.optioned and item.at == "answer" and self._ahead.counts_options(n)
        if item.is_material:
            return False
        if item.number is not None or item.parent is not None:
            return self._ahead.joined_here(n, item, row)
        if item.answered:
            return row.paused or (item.at == "answer" and (item.optioned or self._ahead.truth_here(n, row)))
        if item.ended:
            return True
        return (row.paused and not item.optioned) or (item.optioned and self._ahead.joined_here(n, item, row))

    def _several(self, row: Row, text: Styled) -> Styled:
        """Further questions on the same line, each with its key or options before the next number; gives back the
        last."""
        tried = 0
        while self._current is not None and self._current.number is not None:
            following = self._current.number + 1
            for match in _NUMBER_WITHIN.finditer(text.text):
                if int(match.group(1)) != following:
                    continue
                before = text.text[: match.start()].rstrip()
                if ENDED.search(before[-_NEAR:]) or _full(before, text.text[match.end() : match.end() + _NEAR]):
                    self._current.add(text.cut(0, match.start()).strip())
                    self._current.raw.append(before)
                    self._begin(row, Number(following, self._current.style, 0))
                    text = text.cut(match.end()).strip()
                    break
                tried += 1
                if tried > _MOST_TRIED:
                    return text
            else:
                return text
        return text

    def _begin(self, row: Row, number: Number | None) -> None:
        where = row.line.where
        if self.entries and where == self.entries[-1].where.partition(" (")[0]:
            where = f"{where} ({number.value if number else len(self.entries)})"
        head = self._heading
        before = next((one for one in reversed(self.entries) if one.section == self._section), None)
        begins_anew = (
            number is not None and number.value == 1 and self._material is None and before is not None
            and before.parent is None
            and any(one.number == 1 and one.section == self._section for one in self.entries[self._key.scope :])
        )  # fmt: skip
        if begins_anew:
            # Numbers begin anew below no heading: a part of its own, for the key.
            self._section += 1
            if head is not None:
                self._headings[self._section] = head
        until = self._material.until if self._material else 0
        if until and number and number.value > until:
            self._material = None
        self._current = Entry(
            where,
            self._section,
            number.value if number else None,
            number.style if number else "",
            None if head is None or (self._material and head.kind in _CASES) else head.kind,
            head.points if head else None,
            head.gap_points if head else None,
            head is not None,
            parent=self._material,
        )
        self.entries.append(self._current)


def _full(before: str, after: str) -> bool:
    """Whether options end before this number, and others follow it."""
    first = Styled.plain(after[:_NEAR])
    return (
        bool(list_options.part(first).options)
        and len(list_options.part(Styled.plain(before[-2 * _NEAR :])).options) >= 2
    )
