"""Running text: pieces set into lines of a column by the rules of Chinese typesetting, and the rows that a page takes.

Promises: no line starts with closing punctuation or ends with an opening one (GB/T 15834, CLREQ 3.1); full lines are
justified, by less than what a reader of the file would take for a blank; nothing is wider than its column. Must not
know the page or what the text means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from desktop_app.pdf.fonts import REGULAR, font, font_of, printable
from desktop_app.pdf.page import BLACK, Colour, Sheet, Style
from desktop_app.pdf.text import NOT_AT_END, NOT_AT_START

Draw = Callable[[Sheet, float, float], None]
"""Draws something on a sheet at (left edge, baseline or top edge)."""

_MOST_STRETCH = 0.085
"""In ems between two characters: from a tenth on, readers of PDF text take the space for a blank."""
_APART = 0.085
"""What stands between Han and Latin, in ems (CLREQ 3.2.2: an eighth to a quarter; less, for the same reason)."""
_HALVED = frozenset("，。、；：！？）》〉」』】〕")
"""Marks whose right half is empty: at the end of a line they take half their width."""
_WORDS = re.compile(r"[（(][ 　]+[）)]|[（(][\d.]+ ?分[）)]|[A-Za-z0-9À-ɏΑ-ω'’&@/.,:%_+\-]+|[ 　]+|\n|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chars:
    """Text in one style. ``rise`` lifts it (negative: lowers it), in points."""

    text: str
    size: float
    font: str = REGULAR
    rise: float = 0.0
    under: bool = False
    ink: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Space:
    """An underlined space to be written on, ``wide`` points."""

    wide: float
    size: float


@dataclass(frozen=True, slots=True)
class Art:
    """Something drawn that stands in a line like a character: a formula, a picture. ``above`` and ``below`` the
    baseline, in points; ``draw`` gets its left edge and the baseline."""

    wide: float
    above: float
    below: float
    draw: Draw = field(compare=False)


Piece = Chars | Space | Art


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a column: its height, what it holds, how far right that reaches. ``stays``: no page ends after it."""

    tall: float
    draw: Draw = field(compare=False)
    wide: float = 0.0
    stays: bool = False


def cleaned(text: str) -> str:
    """``text`` as it can be printed: invisible characters dropped, tabs and other spaces as blanks, 〓 for what no font
    has."""
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if char == "\n":
            kept.append(char)
        elif char in "\t\xa0\v\f" or (category == "Zs" and char != "　"):
            kept.append(" ")
        elif category not in {"Cf", "Cc", "Cs"}:
            kept.append(char if font_of(char) else printable(char))
    return "".join(kept)


@cache
def _advance(char: str, name: str) -> float:
    drawn_by = font_of(char, name) or name
    return float(font(drawn_by).stringWidth(char, 1.0))


def measured(text: str, name: str, size: float) -> float:
    """How wide ``text`` is, in points."""
    return sum(_advance(char, name) for char in text) * size


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿" or "㐀" <= char <= "䶿" or ord(char) >= 0x20000


# ---------------------------------------------------------------- atoms: what a line can be broken between


@dataclass(slots=True)
class _Atom:
    piece: Piece
    wide: float
    blank: bool = False
    breaks: bool = False  # a line break that the text asks for
    tied: bool = False  # stays with the atom before
    apart: float = 0.0  # space before it, where it does not begin a line


def _atoms(pieces: Iterable[Piece], column: float) -> list[_Atom]:
    atoms: list[_Atom] = []
    for piece in pieces:
        if isinstance(piece, Chars):
            for word in _WORDS.findall(piece.text):
                atoms += _of_word(word, piece, column)
        else:
            atoms.append(_Atom(piece, min(piece.wide, column)))
    for before, blank, atom in zip(atoms, atoms[1:], atoms[2:], strict=False):
        if blank.blank and (_edge(atom, 0) in NOT_AT_START or _edge(before, -1) in NOT_AT_END):
            blank.tied = atom.tied = True
    for before, atom in pairwise(atoms):
        if before.blank or atom.blank or before.breaks or atom.breaks:
            continue
        last, first = _edge(before, -1), _edge(atom, 0)
        atom.tied = first in NOT_AT_START or last in NOT_AT_END or _is_empty_bracket(atom)
        mixed = (_is_han(last) and first.isascii() and first.isalnum()) or (
            last.isascii() and last.isalnum() and _is_han(first)
        )
        if mixed and isinstance(atom.piece, Chars):
            atom.apart = _APART * atom.piece.size
    return atoms


def _is_empty_bracket(atom: _Atom) -> bool:
    """A bracket for the answer stands behind what it belongs to, never on a line of its own."""
    return isinstance(atom.piece, Chars) and len(atom.piece.text) > 2 and not atom.piece.text.strip("（( 　）)")


def _edge(atom: _Atom, at: int) -> str:
    return atom.piece.text[at] if isinstance(atom.piece, Chars) and atom.piece.text else "一"


def _of_word(word: str, piece: Chars, column: float) -> list[_Atom]:
    def _made(text: str, **more: bool) -> _Atom:
        cut = replace(piece, text=text)
        return _Atom(cut, measured(text, piece.font, piece.size), **more)

    if word == "\n":
        return [_Atom(piece, 0.0, breaks=True)]
    if word.isspace():
        return [_made(word, blank=True)]
    whole = _made(word)
    if len(word) == 1 or whole.wide <= column / 2:
        return [whole]
    # A long word, an address or a formula in letters: broken after its marks, else anywhere.
    parts = re.findall(r"[^/\-_.,:&]*[/\-_.,:&]+|[^/\-_.,:&]+", word)
    made = []
    for part in parts:
        if measured(part, piece.font, piece.size) <= column / 2:
            made.append(_made(part))
        else:
            made += [_made(char) for char in part]
    return made


# ---------------------------------------------------------------- lines


@dataclass(frozen=True, slots=True)
class Line:
    """A line: pieces with their x and the space between their characters; its extent above and below the baseline."""

    placed: tuple[tuple[float, Piece, float], ...]
    wide: float
    above: float
    below: float

    def draw(self, sheet: Sheet, x: float, baseline: float) -> None:
        """Draw it with its left edge at ``x``."""
        for offset, piece, stretch in self.placed:
            if isinstance(piece, Chars):
                y = baseline + piece.rise
                style = Style(piece.size, piece.font, piece.ink, tracking=stretch / piece.size)
                sheet.text(x + offset, y, piece.text, style)
                if piece.under:
                    wide = measured(piece.text, piece.font, piece.size) + stretch * len(piece.text)
                    sheet.line(x + offset, y - 1.8, x + offset + wide, y - 1.8, 0.5, BLACK)
            elif isinstance(piece, Space):
                sheet.line(x + offset + 1, baseline - 2, x + offset + piece.wide - 1, baseline - 2, 0.6, BLACK)
            else:
                piece.draw(sheet, x + offset, baseline)


def lines(pieces: Iterable[Piece], column: float, *, justify: bool = True) -> tuple[Line, ...]:
    """The pieces as lines of a column ``column`` points wide. No pieces: no line."""
    made: list[Line] = []
    current: list[_Atom] = []
    used = 0.0
    atoms = _atoms(pieces, column)
    for chunk in _chunks(atoms, column):
        if chunk[0].breaks:
            made.append(_line(current, column, justify=False))
            current, used = [], 0.0
            continue
        wide = sum(atom.wide + atom.apart for atom in chunk)
        if current and not all(atom.blank for atom in chunk) and used + wide - _saved(chunk) > column + 0.01:
            made.append(_line(current, column, justify=justify))
            current, used = [], 0.0
        if not current and made:
            chunk[:] = _from_first_word(chunk)
            if not chunk:
                continue
            wide = sum(atom.wide + atom.apart for atom in chunk)
        current += chunk
        used += wide if len(current) > len(chunk) else wide - chunk[0].apart
    if current:
        made.append(_line(current, column, justify=False))
    return tuple(made)


def _chunks(atoms: Sequence[_Atom], column: float) -> list[list[_Atom]]:
    """Atoms that stay on one line; what is wider than the column is broken where the column ends."""
    chunks: list[list[_Atom]] = []
    wide = 0.0
    for atom in atoms:
        wide += atom.wide + atom.apart
        if atom.tied and chunks and wide <= column:
            chunks[-1].append(atom)
        else:
            chunks.append([atom])
            wide = atom.wide
    return chunks


def _from_first_word(chunk: Sequence[_Atom]) -> Sequence[_Atom]:
    """A chunk without the blanks that it begins with: a line does not."""
    return next((chunk[at:] for at, atom in enumerate(chunk) if not atom.blank), [])


def _saved(chunk: Sequence[_Atom]) -> float:
    last = chunk[-1].piece
    return last.size / 2 if isinstance(last, Chars) and last.text in _HALVED else 0.0


def _line(atoms: list[_Atom], column: float, *, justify: bool) -> Line:
    while atoms and atoms[-1].blank and not _underlined(atoms[-1]):
        atoms = atoms[:-1]
    if not atoms:
        return Line((), 0.0, 0.0, 0.0)
    natural = sum(atom.wide + (atom.apart if n else 0.0) for n, atom in enumerate(atoms))
    target = column + _saved(atoms)
    blank, stretch = _spread(atoms, target - natural) if justify else (0.0, 0.0)
    x, placed = 0.0, list[tuple[float, Piece, float]]()
    above = below = 0.0
    for n, atom in enumerate(atoms):
        apart = atom.apart if n else 0.0
        x += apart
        piece = atom.piece
        tracking = 0.0 if isinstance(piece, Chars) and len(piece.text) > 1 else stretch
        before = placed[-1] if placed else None
        if before and not apart and not blank and before[2] == tracking == stretch and _alike(before[1], piece):
            placed[-1] = (before[0], _joined(before[1], piece), tracking)
        else:
            placed.append((x, piece, tracking))
        x += atom.wide + stretch + (blank if atom.blank else 0.0)
        up, down = _extent(piece)
        above, below = max(above, up), max(below, down)
    return Line(tuple(placed), min(x - stretch, column), above, below)


def _underlined(atom: _Atom) -> bool:
    return isinstance(atom.piece, Chars) and atom.piece.under


def _spread(atoms: Sequence[_Atom], slack: float) -> tuple[float, float]:
    """What each blank and each gap between atoms takes of a line's slack; nothing where it would be too much."""
    size = max((atom.piece.size for atom in atoms if isinstance(atom.piece, Chars)), default=10.0)
    blanks = sum(1 for atom in atoms if atom.blank)
    # Where blanks part the words of a Latin text they take the slack; a few within Han take no more than their share.
    most = 0.45 if blanks * 3 >= len(atoms) else 0.12
    blank = min(slack / blanks, most * size) if blanks and slack > 0 else 0.0
    rest, gaps = slack - blank * blanks, len(atoms) - 1
    stretch = rest / gaps if gaps and rest > 0.01 else 0.0
    return (blank, stretch) if 0 <= stretch <= _MOST_STRETCH * size else (0.0, 0.0)


def _alike(before: Piece, piece: Piece) -> bool:
    """Whether two are drawn in one style."""
    return (
        isinstance(before, Chars)
        and isinstance(piece, Chars)
        and (before.size, before.font, before.rise, before.under, before.ink)
        == (piece.size, piece.font, piece.rise, piece.under, piece.ink)
    )


def _joined(before: Piece, piece: Piece) -> Piece:
    assert isinstance(before, Chars)
    assert isinstance(piece, Chars)
    return replace(before, text=before.text + piece.text)


def _extent(piece: Piece) -> tuple[float, float]:
    if isinstance(piece, Art):
        return piece.above, piece.below
    if isinstance(piece, Space):
        return piece.size, 3.0
    return piece.size * 0.92 + max(piece.rise, 0.0), piece.size * 0.2 - min(piece.rise, 0.0)


# ---------------------------------------------------------------- rows


def rows(
    pieces: Iterable[Piece],
    column: float,
    leading: float,
    *,
    indent: float = 0.0,
    first: float = 0.0,
    label: Sequence[Piece] = (),
    justify: bool = True,
) -> list[Row]:
    """A paragraph as rows ``leading`` points apart, or more where something in a line is higher.

    ``indent`` moves it right; ``label`` hangs to its left at ``first``. No page ends after its first line, or begins
    with its last one.
    """
    set_lines = lines(pieces, column - indent, justify=justify) or (Line((), 0.0, leading * 0.7, leading * 0.2),)
    head = lines(label, column) if label else ()
    made = []
    for n, line in enumerate(set_lines):
        extra = head[0] if head and n == 0 else None
        above = max(line.above, extra.above if extra else 0.0)
        below = max(line.below, extra.below if extra else 0.0)
        tall = max(leading, above + below + 2)
        stays = len(set_lines) > 1 and n in (0, len(set_lines) - 2)
        draw = _row_of(line, extra, indent, first, (tall - above - below) / 2 + above)
        made.append(Row(tall, draw, indent + line.wide, stays))
    return made


def _row_of(line: Line, label: Line | None, indent: float, first: float, down: float) -> Draw:
    def _draw(sheet: Sheet, x: float, top: float) -> None:
        if label is not None:
            label.draw(sheet, x + first, top - down)
        line.draw(sheet, x + indent, top - down)

    return _draw


def gap(tall: float) -> Row:
    """Empty space; at the top of a column it is left out."""
    return Row(tall, _nothing)


def _nothing(sheet: Sheet, x: float, top: float) -> None:
    pass


def is_gap(row: Row) -> bool:
    """Whether a row is empty space."""
    return row.draw is _nothing


def kept_together(block: Sequence[Row]) -> list[Row]:
    """The rows so that no page ends within them."""
    return [replace(row, stays=n < len(block) - 1) for n, row in enumerate(block)]


def side_by_side(cells: Sequence[Sequence[Row]], widths: Sequence[float]) -> Row:
    """Blocks beside each other as one row, their tops level; ``widths`` are the columns' widths."""
    tall = max((sum(row.tall for row in cell) for cell in cells), default=0.0)
    lefts = [sum(widths[:n]) for n in range(len(cells))]

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        for left, cell in zip(lefts, cells, strict=True):
            y = top
            for row in cell:
                row.draw(sheet, x + left, y)
                y -= row.tall

    wide = max((left + row.wide for left, cell in zip(lefts, cells, strict=True) for row in cell), default=0.0)
    return Row(tall, _draw, wide)
