"""The lines of a list gathered into entries: which line begins a question, and which only counts on within one.

Promises: every line is in one entry, in a heading, in the key or is furniture; the key's answers come to the entry of
their number, and one that finds none is kept as unused. Must not know what an entry means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop_app.banks.formats import answers, list_keys, list_lines, list_options
from desktop_app.banks.formats.list_lines import Heading, Line, Number
from desktop_app.banks.formats.styled import Styled, joined
from desktop_app.banks.question import Kind

_ENDED = re.compile(
    r"[（(【\[]\s*(?:[A-H]{1,8}|[√✓×✗xX]|对|错|正确|错误|[TF])\s*[)）】\]]\s*[。.]?\s*$"
    r"|答案\s*[】\]]?\s*[:：]?\s*(?:[A-H]{1,8}|√|×|对|错|正确|错误)\s*[。;；]?\s*$"
)
_SIMPLE = re.compile(
    r"^[（(]?\s*(?:[A-Ha-hＡ-Ｈ](?:[\s,，、;；]*[A-Ha-hＡ-Ｈ]){0,9}|[√✓×✗xX对错TFtf]|正确|错误)\s*[)）]?\s*[。.;；]?$"
)
_GAPPED = re.compile(r"_{2,}|＿{2,}|[（(]\s*[)）]")
_NUMBER_WITHIN = re.compile(r"(?<=[\s。）)；;A-H√×对错】\]\u4e00-\u9fff])(\d{1,4})\s*(?:[、．]|\.(?!\d))\s*(?=\S)")
_MATERIAL = re.compile(
    r"^[【\[（(]?\s*(?:案例(?:分析)?(?:材料)?|材料|资料|背景(?:资料|材料)?|情景|阅读材料)\s*[一二三四五六七八九十\d]{0,3}\s*"
    r"(?:[】\])）]\s*[:：]?|[:：])"
)
_SHARED = re.compile(
    r"共用(?:题干|备选)|根据(?:以下|下列|下面|上述)?(?:材料|资料|案例|情况).{0,20}(?:回答|完成)|阅读(?:以下|下列|下面).{0,4}(?:材料|资料|案例)"
)
_SHARED_RANGE = re.compile(r"\d{1,4}\s*[-~～—–至到]+\s*(\d{1,4})\s*(?:小)?题")
_CASES = (Kind.ESSAY, Kind.SCENARIO)  # what a heading over cases names; their questions tell their own
_MOST_AHEAD = 60


@dataclass(slots=True)
class Entry:
    """The lines of one entry. ``fields`` are what stood behind marks; ``parent`` is the material that it asks about."""

    where: str
    section: int
    number: int | None = None
    style: str = ""
    kind: Kind | None = None
    points: Decimal | None = None
    gap_points: Decimal | None = None
    headed: bool = False
    body: list[Styled] = field(default_factory=list)
    fields: dict[str, list[Styled]] = field(default_factory=dict)
    images: list[tuple[str, bytes]] = field(default_factory=list)
    hidden_images: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    at: str = ""
    counted: int = 0
    optioned: bool = False
    parent: Entry | None = None
    is_material: bool = False
    until: int = 0
    said_first: str = ""
    table: int | None = None
    keyed: str = ""

    def add(self, line: Styled) -> None:
        """One more line, parted at its marks."""
        for name, part in list_lines.marked(line):
            if name:
                self.at = "" if name == "stem" else name
                if self.at:
                    self.fields.setdefault(name, [])
            if not part.text:
                continue
            if self.at:
                self.fields[self.at].append(part)
                first = list_lines.number(part.text) if name else None
                if first is not None and first.value == 1:
                    self.counted = 1
            else:
                self.body.append(part)
                self.optioned = self.optioned or "A" in {list_options.letter_of(part.text), _inline(part.text)}

    def said(self, name: str) -> str:
        """What stood behind a mark."""
        return "\n".join(part.text for part in self.fields.get(name, ())).replace(list_lines.PICTURE, "").strip()

    @property
    def answered(self) -> bool:
        """Whether an answer was marked."""
        return "answer" in self.fields

    @property
    def simply_answered(self) -> bool:
        """Whether the answer is letters or a truth sign, and nothing has come after it."""
        return self.at == "answer" and _SIMPLE.match(self.said("answer")) is not None

    @property
    def ended(self) -> bool:
        """Whether the text ends in a key: ``（√）``."""
        return not self.optioned and bool(self.body) and _ENDED.search(self.body[-1].text) is not None

    @property
    def complete(self) -> bool:
        """Whether nothing need follow."""
        return self.optioned or self.answered or self.ended


def _inline(text: str) -> str:
    """A where options stand within the line, counting on from A."""
    return (
        "A"
        if len(text) > 6
        and "B" in text.upper() + "Ｂ" * ("Ｂ" in text)
        and list_options.part(Styled.plain(text)).options
        else ""
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not empty, and what it begins with."""

    line: Line
    styled: Styled
    paused: bool
    heading: Heading | None
    number: Number | None
    option: str
    mark: str

    @property
    def text(self) -> str:
        return self.styled.text


@dataclass(slots=True)
class KeyPart:
    """One answer of the key: the section that the key names for it, and how often the numbers began anew before it."""

    heading: Heading | None
    run: int
    number: int
    where: str
    entry: Entry


def rows_of(lines: Sequence[Line]) -> list[_Row]:
    """The lines that hold anything."""
    rows: list[_Row] = []
    paused = False
    shown = list_options.with_letters([line.styled for line in lines])
    for line, one in zip(lines, shown, strict=True):
        styled = list_options.without_box(one)
        if line.table is None and (
            (not styled.text and not (line.images or line.lost or line.missing)) or list_lines.is_page_mark(styled.text)
        ):
            paused = paused or not styled.text
            continue
        parts = list_lines.marked(styled)
        number = list_lines.number(styled.text)
        heading = None
        if number is None or not number.sure or len(styled.text) < 60:
            heading = list_lines.heading(styled.text)
        letter = list_options.letter_of(styled.text)
        rows.append(_Row(line, styled, paused, heading, number, letter, parts[0][0] if parts else ""))
        paused = False
    return rows


class Reading:
    """How far a list has been read: ``entries`` in their order, ``unused`` answers of the key."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.rows = rows_of(lines)
        self.entries: list[Entry] = []
        self.unused: list[KeyPart] = []
        self.titles: list[Line] = []
        self._heading: Heading | None = None
        self._section = 0
        self._headings: dict[int, Heading] = {}
        self._current: Entry | None = None
        self._material: Entry | None = None
        self._in_key = False
        self._key: list[KeyPart] = []
        self._key_heading: Heading | None = None
        self._key_style = False
        self._run = 0
        self._scope = 0

    def run(self) -> None:
        """Read all lines."""
        for n, row in enumerate(self.rows):
            self._row(n, row)
        self._settle_key()

    def _row(self, n: int, row: _Row) -> None:
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
                self._key_line(row)
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

    def _heads(self, row: _Row) -> bool:
        """A line such as 判断 within a model answer is no heading; one that is numbered or says what each is worth
        is."""
        assert row.heading is not None
        item = self._current
        bare = not row.heading.ordinal and row.heading.points is None and "题" not in row.text
        return not (bare and item is not None and item.number is not None and not item.complete)

    def _head(self, n: int, found: Heading) -> None:
        if self._in_key and self._key_goes_on(n, found):
            self._key_heading, self._run = replace(found), 0  # one of its own, though it reads the same
            return
        self._end_key()
        self._section += 1
        self._headings[self._section] = found
        self._heading, self._current, self._material = found, None, None

    def _key_goes_on(self, n: int, found: Heading) -> bool:
        """Whether a heading below the key parts the key, and does not begin further questions."""
        for row in self.rows[n + 1 : n + _MOST_AHEAD]:
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

    def _divides(self, row: _Row) -> bool:
        """Whether 二、… is a title between questions, and no point of an answer."""
        item = self._current
        if item is None:
            return True
        if item.at and item.kind in {Kind.ESSAY, None} and not item.optioned and not item.simply_answered:
            return False
        if row.mark or _GAPPED.search(row.text):
            return False
        if list_lines.is_chapter(row.text):
            return True
        return item.complete and (item.optioned or item.simply_answered or item.ended)

    # ------------------------------------------------------------ the key

    def _starts_key(self, n: int, row: _Row) -> bool:
        text = row.text
        if "答" in text and len(text) < 4000 and (inline := list_keys.led(text)) is not None:
            if not self.entries:
                return False
            self._open_key()
            name = list_lines.heading(inline[0]) or list_lines.heading(inline[0] + "题")
            if name is not None:
                self._key_heading, self._run = name, 0
            self._take_pairs(inline[1], row)
            return True
        if not row.option and list_keys.is_title(text) and self._is_key(n):
            self._open_key()
            name = list_lines.heading(re.split(r"[参标正]?[考准确]?答", text)[0].strip("【[（( 　"))
            if name is not None:
                self._key_heading, self._run = name, 0
            return True
        if not self._in_key and self.entries and list_keys.is_bare(text):
            self._open_key()
            self._take_pairs(list_keys.compact(text), row)
            return True
        return False

    def _open_key(self) -> None:
        if not self._in_key:
            self._in_key, self._key_heading, self._run = True, None, 0
        self._current, self._material = None, None

    def _is_key(self, n: int) -> bool:
        """A line 答案 alone also stands under single questions: the key at the end names numbers."""
        item = self._current
        if not self.entries:
            return False
        following = [one for one in self.rows[n + 1 : n + 6] if not _only_divides(one)][:3]
        if not following:
            return False
        first = following[0]
        if first.heading is not None or _ordinal_key(first.text) is not None or list_keys.is_title(first.text):
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
        waiting = [one for one in self.entries[self._scope :] if one.number is not None and not one.complete]
        if item is not None and not item.complete and item.number is not None and len(waiting) < 2:
            return False
        return item is None or item.complete or len(waiting) >= 2

    def _leaves_key(self, n: int, row: _Row) -> bool:
        """Whether a numbered line below the key begins a question: options follow it."""
        if list_keys.compact(row.text):
            return False
        if _MATERIAL.match(row.text):
            return True
        if row.number is None or row.mark or list_lines.marked(row.styled)[0][0]:
            return False
        worded = list_keys.worded(row.text)
        if worded and any(part.number == worded[0][0] for part in self._key[-1:]):
            return False
        after = next((one for one in self.rows[n + 1 : n + 2]), None)
        inline = list_options.part(row.styled).options
        return bool(inline) or (
            after is not None and after.option == "A" and after.number is None and self._counts_options(n + 1)
        )

    def _counts_options(self, n: int) -> bool:
        return list_options.letter_of(self.rows[n].text) == "A" and (
            bool(list_options.part(self.rows[n].styled).options)
            or (n + 1 < len(self.rows) and self.rows[n + 1].option in {"B", "C"})
        )

    def _key_line(self, row: _Row) -> None:
        text = row.text
        if (parted := _ordinal_key(text)) is not None:
            place, rest = parted
            self._key_heading, self._run = Heading(None, None, "", place), 0
            self._take_pairs(list_keys.compact(rest), row)
            return
        if pairs := list_keys.compact(text):
            self._take_pairs(pairs, row)
            return
        if (worded := list_keys.worded(text)) and self._is_next_key(worded[0][0], text):
            self._take(worded[0][0], row, row.styled.cut(len(text) - len(worded[0][1])))
            return
        if self._key and not list_lines.is_chapter(text):
            self._key[-1].entry.add(row.styled)
        else:
            self.titles.append(row.line)

    def _is_next_key(self, number: int, text: str) -> bool:
        """Whether a number counts the key on, and not the points of one answer."""
        style = text[:1] in "（("
        if self._key and self._key[-1].heading is self._key_heading and style != self._key_style:
            return False
        self._key_style = style
        if not self._key or self._key[-1].heading is not self._key_heading:
            return True
        last = self._key[-1].number
        if number == last + 1:
            return True
        known = {one.number for one in self.entries[self._scope :]}
        return last < number <= last + 20 and number in known

    def _take_pairs(self, pairs: Sequence[tuple[int, str]], row: _Row) -> None:
        for number, answer in pairs:
            self._take(number, row, Styled.plain(answer))

    def _take(self, number: int, row: _Row, answer: Styled) -> None:
        if self._key and self._key[-1].heading is self._key_heading and number <= self._key[-1].number:
            self._run += 1
        entry = Entry(row.line.where, 0, number)
        entry.at = "answer"
        entry.fields["answer"] = []
        entry.add(answer)
        self._key.append(KeyPart(self._key_heading, self._run, number, row.line.where, entry))

    def _end_key(self) -> None:
        if self._in_key:
            self._settle_key()
            self._in_key = False

    def _settle_key(self) -> None:
        """Bring the key's answers to their entries."""
        wanted = [one for one in self.entries[self._scope :] if one.number is not None and not one.is_material]
        sections = list(dict.fromkeys(one.section for one in wanted))
        headings = list(dict.fromkeys(id(part.heading) for part in self._key))
        for part in self._key:
            found = self._sought(part, wanted, sections, headings)
            if len(found) == 1:
                _unite(found[0], part.entry)
            else:
                self.unused.append(part)
        self._key = []
        self._scope = len(self.entries)

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
        runs = max((one.run for one in self._key if one.heading is None), default=0) + 1
        if runs == len(sections):
            return [one for one in of_number if one.section == sections[part.run]]
        open_ones = [one for one in of_number if not one.answered and not one.ended]
        return open_ones if runs == 1 else of_number

    def _alike(self, sections: Sequence[int]) -> bool:
        """Whether the key's sections and those of the questions name the same kinds in the same order."""
        named = {id(part.heading): part.heading.kind for part in self._key if part.heading}
        return [self._headings[n].kind if n in self._headings else None for n in sections] == list(named.values())

    # ------------------------------------------------------------ entries

    def _entry_line(self, n: int, row: _Row) -> None:
        styled = row.styled
        start = row.number
        if start is not None and not row.option and self._begins(n, start):
            self._begin(row, start)
            styled = styled.cut(start.end).strip()
        elif self._is_material(n, row):
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

    def _is_material(self, n: int, row: _Row) -> bool:
        """案例一：…, 材料：… with questions of its own below it."""
        text = row.text if row.number is None else row.text[row.number.end :]
        if not _MATERIAL.match(text) and not (_SHARED.search(text) and row.number is None):
            return False
        item = self._current
        if item is not None and item.number is not None and not item.complete and row.number is None:
            return False
        for m in range(n + 1, min(n + _MOST_AHEAD, len(self.rows))):
            one = self.rows[m]
            if one.heading is not None or one.mark == "answer":
                return False
            if one.number is not None and one.number.sure:
                return (one.number.value == 1 and self._part_stands(m)) or (
                    one.number.style != "paren" and self._stands(m)
                )
        return False

    def _open_material(self, entry: Entry) -> None:
        entry.is_material = True
        self._material = entry
        said = _SHARED_RANGE.search(entry.said_first or "")
        entry.until = int(said.group(1)) if said else 0

    def _part_stands(self, n: int) -> bool:
        """Whether (1) is a question of its own: options or a key come before (2)."""
        first = self.rows[n].number
        assert first is not None
        if list_options.part(self.rows[n].styled).options or _ENDED.search(self.rows[n].text):
            return True
        for row in self.rows[n + 1 : n + _MOST_AHEAD]:
            if row.heading is not None:
                return False
            if row.number is not None and row.number.sure:
                # (2) before any key: only parts of one question. A lone (1) is none.
                return False
            if row.option == "A" or row.mark == "answer":
                return self._second_follows(n, first)
        return False

    def _second_follows(self, n: int, first: Number) -> bool:
        """After the key of (1) comes (2) in the same style, and not the points of an answer to both."""
        seen_options = False
        for row in self.rows[n + 1 : n + 3 * _MOST_AHEAD]:
            seen_options = seen_options or row.option == "A"
            if row.heading is not None:
                return seen_options
            if row.number is not None and row.number.sure:
                if row.number.style == first.style:
                    return row.number.value == first.value + 1
                return seen_options
        return seen_options

    def _begins(self, n: int, number: Number) -> bool:
        """Whether a numbered line begins a question, and does not only go on counting within one."""
        item, value = self._current, number.value
        if not number.sure:
            last = item.number if item is not None and item.number is not None else 0
            return 0 < value - last <= 3 and (item is None or item.number is None or item.complete) and self._stands(n)
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
            if 0 < number.value - parent.number <= 3 or (item.complete and self._stands(n)):
                self._material = None
                return True
            return False
        if number.value == 1 and not item.at and not item.optioned and item.parent is None and self._part_stands(n):
            self._open_material(item)
            return True
        if parent is not None or not item.complete:
            return False
        if number.value == (item.number or 0) + 1 or (
            number.value == 1 and item.at in {"", "answer"} and (item.optioned or item.simply_answered)
        ):
            return self._stands(n)
        return False

    def _begins_after_body(self, n: int, item: Entry, value: int) -> bool:
        assert item.number is not None
        if item.complete:
            return 0 < value - item.number <= 3 or value == 1 or self._stands(n)
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
            return following or value == 1 or 0 < value - item.number <= 3 or self._stands(n)
        if value == item.counted + 1:
            if following:
                if self._claims(n):
                    return True
                item.counted = value
                return False
            if value == 1 and item.optioned and self._claims(n):
                return True
            item.counted = value
            return False
        if value == 1:
            if self._claims(n):
                return True
            item.counted = 1
            return False
        return following or (0 < value - item.number <= 3 and self._claims(n))

    def _stands(self, n: int) -> bool:
        """Whether options, a gap or a key belong to this numbered line."""
        row = self.rows[n]
        parts = list_lines.marked(row.styled)
        if (
            len(parts) > 1
            or _ENDED.search(row.text)
            or _GAPPED.search(row.text)
            or list_options.part(row.styled).options
        ):
            return True
        return self._claims(n)

    def _claims(self, n: int) -> bool:
        """Whether an option or an answer comes before the next numbered line."""
        row = self.rows[n]
        if any(name == "answer" for name, _ in list_lines.marked(row.styled)) or _ENDED.search(row.text):
            return True
        style = row.number.style if row.number else ""
        for one in self.rows[n + 1 : n + _MOST_AHEAD]:
            if one.heading is not None or one.line.table is not None:
                return False
            if one.option == "A" or one.mark == "answer":
                return True
            if one.number is not None and one.number.sure and one.number.style == style:
                return False
        return False

    def _is_next_stem(self, n: int, row: _Row) -> bool:
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
            return row.option == "A" and item.optioned and item.at == "answer" and self._counts_options(n)
        if item.is_material:
            return False
        if item.number is not None or item.parent is not None:
            return self._joined_here(n, item, row)
        if item.answered:
            return row.paused or (item.at == "answer" and (item.optioned or self._truth_here(n, row)))
        if item.ended:
            return True
        return (row.paused and not item.optioned) or (item.optioned and self._joined_here(n, item, row))

    def _joined_here(self, n: int, item: Entry, row: _Row) -> bool:
        """A question whose number is missing stands between this entry and the next: it has options of its own."""
        if not item.optioned or item.at not in {"", "answer"} or list_options.bare_letter_of(row.text):
            return item.simply_answered and not item.optioned and self._truth_here(n, row)
        for m in range(n + 1, min(n + 6, len(self.rows))):
            one = self.rows[m]
            if one.number is not None or one.heading is not None or one.mark:
                return False
            if one.option:
                return self._counts_options(m)
        return bool(list_options.part(row.styled).options) and row.text[:1] not in "ABCDEFGH"

    def _truth_here(self, n: int, row: _Row) -> bool:
        return _ENDED.search(row.text) is not None or (
            n + 1 < len(self.rows) and self.rows[n + 1].mark == "answer" and self.rows[n + 1].number is None
        )

    def _several(self, row: _Row, text: Styled) -> Styled:
        """Further questions on the same line, each with its key or options before the next number; gives back the
        last."""
        while self._current is not None and self._current.number is not None:
            following = self._current.number + 1
            for match in _NUMBER_WITHIN.finditer(text.text):
                if int(match.group(1)) != following:
                    continue
                before = text.text[: match.start()].rstrip()
                if _ENDED.search(before) or _full(before, text.text[match.end() :]):
                    self._current.add(text.cut(0, match.start()).strip())
                    self._current.raw.append(before)
                    self._begin(row, Number(following, self._current.style, 0))
                    text = text.cut(match.end()).strip()
                    break
            else:
                return text
        return text

    def _begin(self, row: _Row, number: Number | None) -> None:
        where = row.line.where
        if self.entries and where == self.entries[-1].where.partition(" (")[0]:
            where = f"{where} ({number.value if number else len(self.entries)})"
        head = self._heading
        before = next((one for one in reversed(self.entries) if one.section == self._section), None)
        begins_anew = (
            number is not None and number.value == 1 and self._material is None and before is not None
            and before.parent is None
            and any(one.number == 1 and one.section == self._section for one in self.entries[self._scope :])
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
    return len(list_options.part(Styled.plain(before)).options) >= 2 and bool(
        list_options.part(Styled.plain(after)).options
    )


def _only_divides(row: _Row) -> bool:
    return row.heading is None and list_lines.is_divider(row.text) and _ordinal_key(row.text) is None


def _ordinal_key(text: str) -> tuple[int, str] | None:
    """``一、1.A 2.B`` in a key: (1, the rest)."""
    match = re.match(
        r"^[（(]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．:：]?\s*([^\d（(]{0,12}?)[:：]?\s*(?=[（(]?\d)", text
    )
    if match is None or not list_keys.compact(text[match.end() :]):
        return None
    return list_lines.ordinal(text), text[match.end() :]


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


__all__ = ["Entry", "KeyPart", "Reading", "joined"]
