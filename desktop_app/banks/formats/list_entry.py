"""An entry of a list and the lines it is made of: what each line begins with, told once.

Must not know which line begins an entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.banks.formats import list_lines, list_options
from desktop_app.banks.formats.list_lines import Heading, Line, Number
from desktop_app.banks.formats.styled import Styled
from desktop_app.banks.question import Kind

ENDED = re.compile(
    r"[（(【\[]\s*(?:[A-H]{1,8}|[√✓×✗xX]|对|错|正确|错误|[TF])\s*[)）】\]]\s*[。.]?\s*$"
    r"|答案\s*[】\]]?\s*[:：]?\s*(?:[A-H]{1,8}|√|×|对|错|正确|错误)\s*[。;；]?\s*$"
)
SIMPLE = re.compile(
    r"^[（(]?\s*(?:[A-Ha-hＡ-Ｈ](?:[\s,，、;；]*[A-Ha-hＡ-Ｈ]){0,9}|[√✓×✗xX对错TFtf]|正确|错误)\s*[)）]?\s*[。.;；]?$"
)
GAPPED = re.compile(r"_{2,}|＿{2,}|[（(]\s*[)）]")


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
        return self.at == "answer" and SIMPLE.match(self.said("answer")) is not None

    @property
    def ended(self) -> bool:
        """Whether the text ends in a key: ``（√）``."""
        return not self.optioned and bool(self.body) and ENDED.search(self.body[-1].text) is not None

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
class Row:
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
        """The line's text."""
        return self.styled.text


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """The lines that hold anything."""
    rows: list[Row] = []
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
        rows.append(Row(line, styled, paused, heading, number, letter, parts[0][0] if parts else ""))
        paused = False
    return rows
