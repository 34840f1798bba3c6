"""Marking the cells of a workbook, and listing findings in a new one. Runs in a child process.

Must not know where the findings come from. The user's own cells are written as they are; a text of ours that a
spreadsheet could take for a formula is defused.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string

from desktop_app.banks.formats.headings import SEARCHED_ROWS, heading_row
from desktop_app.banks.review_marks import Fate, Labels, Mark, Marked
from desktop_app.tables.headings import plain
from desktop_app.tables.limits import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_MB
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.safe_text import defuse
from desktop_app.tables.sheet import Sheet, UnpacksTooLarge
from desktop_app.tables.spreadsheet import sniff

MOST_CELLS = 1_500_000
"""A workbook with more filled or styled cells is too large for openpyxl's memory; its text is written anew."""
MOST_COMMENTS = 5_000
"""Comments in a workbook: each is a shape to draw, and opening it would take minutes. The column holds everything."""
_COLOURS: Mapping[Fate, str] = {"rejected": "FFC7CE", "skipped": "D9D9D9", "warning": "FFEB9C"}
_PLACE = re.compile(r"^(?P<sheet>.*)!(?P<column>[A-Z]{1,3})?(?P<row>\d{1,7})$", re.DOTALL)
_LINE = re.compile(r"^line (\d+)$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_000  # characters of a cell
_WIDTH = 60
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 120  # points


class _Placed(NamedTuple):
    """Marks by sheet and row (from 1), each with its column (from 1) where it has one; and those of no row."""

    rows: Mapping[str, Mapping[int, list[tuple[int | None, Mark]]]]
    rest: list[Mark]


def _placed(marks: Iterable[Mark], names: Sequence[str], lines: Mapping[int, int] | None = None) -> _Placed:
    rows: dict[str, dict[int, list[tuple[int | None, Mark]]]] = {name: defaultdict(list) for name in names}
    rest = []
    for mark in marks:
        place, line = _PLACE.match(mark.where), _LINE.match(mark.where)
        if place and place["sheet"] in rows and 0 < int(place["row"]) <= MAX_ROWS:
            column = column_index_from_string(place["column"]) if place["column"] else None
            rows[place["sheet"]][int(place["row"])].append((column, mark))
        elif line and lines and int(line.group(1)) in lines:
            rows[names[0]][lines[int(line.group(1))]].append((None, mark))
        else:
            rest.append(mark)
    return _Placed(rows, rest)


def _said(marks: Iterable[Mark], labels: Labels) -> str:
    """Our text in a cell: each finding on a line of its own, harmless."""
    lines = [f"{getattr(labels, mark.fate)}: {mark.text}" for mark in marks]
    return defuse(_CONTROL.sub("", "\n".join(lines)))[:_LONGEST]


def _gravest(marks: Iterable[Mark]) -> Fate:
    order: tuple[Fate, ...] = ("rejected", "skipped", "warning")
    return min((mark.fate for mark in marks), key=order.index)


# ---------------------------------------------------------------- an .xlsx, as it was


def marked(data: bytes, marks: Sequence[Mark], labels: Labels) -> Marked | None:
    """The same workbook with its rows marked; None where it is no .xlsx or has too many cells for this. Raises
    ``UnpacksTooLarge``."""
    if sniff(data) != "xlsx":
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(info.file_size for info in archive.infolist()) >> 20
        if unpacked > MAX_UNPACKED_MB:
            raise UnpacksTooLarge(megabytes=unpacked)
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if sum(archive.read(name).count(b"<c ") for name in sheets) > MOST_CELLS:
            return None
    with warnings.catch_warnings():
        # openpyxl warns of what it drops, in its own words; the packages are compared below.
        warnings.simplefilter("ignore")
        book: Any = openpyxl.load_workbook(io.BytesIO(data), rich_text=True, keep_links=True)
        placed = _placed(marks, [sheet.title for sheet in book.worksheets])
        room = [MOST_COMMENTS]
        unplaced = list(placed.rest)
        for sheet in list(book.worksheets):
            unplaced += _mark_sheet(sheet, placed.rows[sheet.title], labels, room)
        if unplaced:
            _list_on(book, unplaced, labels)
        out = io.BytesIO()
        book.save(out)
    made = out.getvalue()
    return Marked(made, _lost(_contents(data), _contents(made)))


def _mark_sheet(
    sheet: Any, rows: Mapping[int, list[tuple[int | None, Mark]]], labels: Labels, room: list[int]
) -> list[Mark]:
    """Mark one sheet; gives what has no place on it."""
    # Its cells as they are kept: asking for a range would make cells of 2.7 million empty ones.
    cells = [cell for cell in sheet._cells.values() if cell.value is not None]
    top: list[list[str]] = [[] for _ in range(SEARCHED_ROWS)]
    for cell in sorted(cells, key=lambda one: one.column):
        if cell.row <= SEARCHED_ROWS:
            row = top[cell.row - 1]
            row += [""] * (cell.column - 1 - len(row)) + [str(cell.value)]
    heading = (heading_row(top) or 0) + 1
    last = max((cell.column for cell in cells), default=0)
    if last and last <= len(top[heading - 1]) and plain(top[heading - 1][last - 1]) == plain(labels.findings):
        # Reviewed before: the old findings make room for the new ones.
        for cell in cells:
            if cell.column == last and not isinstance(cell, MergedCell):
                cell.value = None
    else:
        last += 1
    if last > MAX_COLUMNS:
        return [mark for found in rows.values() for _, mark in found]
    if not cells and not rows:
        return []
    _write(sheet.cell(heading, last), labels.findings, None).font = Font(bold=True)
    letters = sheet.cell(heading, last).column_letter
    sheet.column_dimensions[letters].width = _WIDTH
    sheet.column_dimensions[letters].hidden = False
    for number, found in sorted(rows.items()):
        gathered = [mark for _, mark in found]
        if number == heading:
            # The heading stays one, or the file would not come in again as it did.
            _mark_cell(sheet, sheet.cell(number, last), gathered, labels, room)
        else:
            _write(sheet.cell(number, last), _said(gathered, labels), _gravest(gathered))
        by_column: dict[int, list[Mark]] = defaultdict(list)
        for column, mark in found:
            if column is not None and column <= MAX_COLUMNS:
                by_column[column].append(mark)
        for column, here in by_column.items():
            _mark_cell(sheet, sheet.cell(number, column), here, labels, room)
    return []


def _write(cell: Any, text: str, fate: Fate | None) -> Any:
    cell.value = text
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if fate is not None:
        cell.fill = _fill(fate)
    return cell


def _fill(fate: Fate) -> PatternFill:
    return PatternFill("solid", start_color=_COLOURS[fate], end_color=_COLOURS[fate])


def _mark_cell(sheet: Any, cell: Any, marks: Sequence[Mark], labels: Labels, room: list[int]) -> None:
    if isinstance(cell, MergedCell):
        # What a person sees of a merged range is its first cell.
        ranges = (one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        first = next(ranges, None)
        if first is None:
            return
        cell = sheet.cell(first.min_row, first.min_col)
    cell.fill = _fill(_gravest(marks))
    if room[0] > 0:
        room[0] -= 1
        own = f"{cell.comment.text}\n\n" if cell.comment is not None else ""
        cell.comment = Comment(
            (own + _said(marks, labels))[:_LONGEST], "Branch Exam", height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH
        )


def _list_on(book: Any, marks: Sequence[Mark], labels: Labels) -> None:
    """A last sheet for what belongs to no row."""
    sheet = book.create_sheet(labels.findings)
    for number, row in enumerate(_list_rows(marks, labels), 1):
        for column, text in enumerate(row, 1):
            _write(sheet.cell(number, column), text, None)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = _WIDTH / 3
    sheet.column_dimensions["C"].width = _WIDTH * 2


# What a workbook can hold, by the parts of its package or by what stands in them. Counted before and after.
_PARTS = {
    "macros": re.compile(r"^xl/vbaProject\.bin$"),
    "charts": re.compile(r"^xl/charts/chart[^/]*\.xml$"),
    "images": re.compile(r"^xl/media/"),
    "cell_images": re.compile(r"^xl/cellimages\.xml$"),
    "pivots": re.compile(r"^xl/pivotTables/"),
    "slicers": re.compile(r"^xl/(?:slicers|timelines)/"),
    "controls": re.compile(r"^xl/(?:ctrlProps|activeX)/[^/]*\.xml$"),
    "objects": re.compile(r"^xl/embeddings/"),
    "threads": re.compile(r"^xl/threadedComments/"),
    "connections": re.compile(r"^xl/(?:connections\.xml|queryTables/)"),
    "links": re.compile(r"^xl/externalLinks/externalLink[^/]*\.xml$"),
    "signature": re.compile(r"^_xmlsignatures/[^/]*\.xml$"),
    "custom_xml": re.compile(r"^customXml/item\d+\.xml$"),
}
_NEW_RULES = re.compile(rb"<x14:(?:cfRule|dataValidation|sparkline)[ >]")
_TEXTS = {
    "shapes": (re.compile(r"^xl/drawings/drawing[^/]*\.xml$"), re.compile(rb"<xdr:(?:sp|grpSp|cxnSp)[ >]")),
    "new_rules": (re.compile(r"^xl/worksheets/[^/]*\.xml$"), _NEW_RULES),
    "phonetics": (re.compile(r"^xl/sharedStrings\.xml$"), re.compile(rb"<rPh[ >]")),
    "results": (re.compile(r"^xl/worksheets/[^/]*\.xml$"), re.compile(rb"(?:</f>|<f [^>]*/>)\s*<v>[^<]")),
}  # fmt: skip


def _contents(data: bytes) -> Counter[str]:
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            found.update(what for what, pattern in _PARTS.items() if pattern.search(name))
            for what, (pattern, text) in _TEXTS.items():
                if pattern.search(name):
                    found[what] += sum(1 for _ in text.finditer(archive.read(name)))
    return found


def _lost(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    return {what: before[what] - after[what] for what in (*_PARTS, *_TEXTS) if before[what] > after[what]}


# ---------------------------------------------------------------- a new one


def rebuilt(data: bytes, name: str, marks: Sequence[Mark], labels: Labels) -> Marked:
    """A new workbook with the same cells as text, marked. Raises what ``read_sheets`` raises."""
    sheets = read_sheets(data, name)
    lost = Counter({"look": 1} if sniff(data) else {})
    out = io.BytesIO()
    book = _new_book(out)
    titles = _titles([sheet.name for sheet in sheets])
    lines = {line: row for row, line in enumerate(sheets[0].lines, 1)} if len(sheets) == 1 else None
    placed = _placed(marks, [sheet.name for sheet in sheets], lines)
    formats = _Formats(book)
    unplaced = list(placed.rest)
    room = [MOST_COMMENTS]
    for sheet, title in zip(sheets, titles, strict=True):
        made = book.add_worksheet(title)
        if sheet.hidden and sheet is not sheets[0]:
            made.hide()
        unplaced += _write_sheet(made, sheet, placed.rows[sheet.name], labels, formats, room, lost)
    if unplaced or not sheets:
        _write_list(book, _titles([*titles, labels.findings])[-1], unplaced, labels, formats)
    book.close()
    return Marked(out.getvalue(), {what: count for what, count in lost.items() if count})


def listed(marks: Sequence[Mark], labels: Labels) -> Marked:
    """A workbook with one row a finding."""
    out = io.BytesIO()
    book = _new_book(out)
    _write_list(book, _titles([labels.findings])[0], marks, labels, _Formats(book))
    book.close()
    return Marked(out.getvalue(), {})


def _new_book(out: io.BytesIO) -> Any:
    # In memory: questions do not belong into the system's folder for temporary files.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(out, options)


class _Formats:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.by_fate = {
            fate: book.add_format({"bg_color": f"#{colour}", "text_wrap": True, "valign": "top"})
            for fate, colour in _COLOURS.items()
        }


def _titles(names: Sequence[str]) -> list[str]:
    """Names that a sheet may have in an .xlsx, no two alike."""
    made: list[str] = []
    taken: set[str] = set()
    for name in names:
        base = _CONTROL.sub("", re.sub(r"[\[\]:*?/\\]", "_", name)).strip("'")[:31] or "Sheet"
        title, n = base, 1
        while title.casefold() in taken or title.casefold() == "history":
            n += 1
            title = f"{base[:27]}_{n}"
        taken.add(title.casefold())
        made.append(title)
    return made


def _write_sheet(
    made: Any,
    sheet: Sheet,
    rows: Mapping[int, list[tuple[int | None, Mark]]],
    labels: Labels,
    formats: _Formats,
    room: list[int],
    lost: Counter[str],
) -> list[Mark]:
    lost["far_cells"] += max(0, len(sheet.rows) - MAX_ROWS)
    heading = heading_row(sheet.rows) or 0
    width = max((len(row) for row in sheet.rows), default=0)
    last = min(width, MAX_COLUMNS - 1)
    for number, cells in enumerate(sheet.rows[:MAX_ROWS]):
        found = rows.get(number + 1, [])
        by_column = {column: [mark for at, mark in found if at == column] for column, _ in found if column is not None}
        lost["far_cells"] += sum(1 for text in cells[last:] if text)
        for column in range(max(min(len(cells), last), max(by_column, default=0))):
            text = cells[column] if column < len(cells) else ""
            marks = by_column.get(column + 1, [])
            lost["long_cells"] += len(text) > _LONGEST
            if text:
                style = [formats.by_fate[_gravest(marks)]] if marks else []
                made.write_string(number, column, _CONTROL.sub("", text)[:_LONGEST], *style)
            elif marks:
                made.write_blank(number, column, None, formats.by_fate[_gravest(marks)])
            if marks and room[0] > 0:
                room[0] -= 1
                made.write_comment(number, column, _said(marks, labels), {"author": "Branch Exam", "x_scale": 3})
        if not found:
            continue
        gathered = [mark for _, mark in found]
        if number != heading:
            made.write_string(number, last, _said(gathered, labels), formats.by_fate[_gravest(gathered)])
        elif room[0] > 0:
            room[0] -= 1
            made.write_comment(number, last, _said(gathered, labels), {"author": "Branch Exam", "x_scale": 3})
    made.write_string(heading, last, labels.findings, formats.head)
    made.set_column(last, last, _WIDTH)
    return [mark for number, found in rows.items() if number > len(sheet.rows) for _, mark in found]


def _list_rows(marks: Sequence[Mark], labels: Labels) -> list[tuple[str, str, str]]:
    rows = [(labels.where, labels.outcome, labels.what)]
    rows += [(_clean(mark.where), getattr(labels, mark.fate), _clean(mark.text)) for mark in marks]
    return rows if marks else [*rows, ("", "", labels.nothing)]


def _clean(text: str) -> str:
    return defuse(_CONTROL.sub("", text))[:_LONGEST]


def _write_list(book: Any, title: str, marks: Sequence[Mark], labels: Labels, formats: _Formats) -> None:
    sheet = book.add_worksheet(title)
    for number, row in enumerate(_list_rows(marks, labels)[:MAX_ROWS]):
        style = formats.text if number else formats.head
        fate = formats.by_fate[marks[number - 1].fate] if 0 < number <= len(marks) else style
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, fate if column == 1 else style)
    sheet.set_column(0, 1, _WIDTH / 3)
    sheet.set_column(2, 2, _WIDTH * 2)
    sheet.freeze_panes(1, 0)
