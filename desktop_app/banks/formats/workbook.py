"""Question workbooks: .xlsx, .xls, .ods and .csv, with whatever headings and order their authors chose.

Promises: every data row becomes exactly one question, one rejection or one skip, each with its cell; what cannot be
known is asked. Writing is in ``workbook_write``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from desktop_app.banks.formats import aiken, answers, headings
from desktop_app.banks.formats.draft import (
    MOST_RAW,
    NO_OPTIONS,
    About,
    Ask,
    Draft,
    Drafted,
    Event,
    Noted,
    ReadOptions,
    Shape,
    gather,
)
from desktop_app.banks.formats.headings import Columns
from desktop_app.banks.formats.workbook_case import Cases, PartUnread
from desktop_app.banks.formats.workbook_pictures import illustrated, left_out
from desktop_app.banks.formats.workbook_row import CodeUnknown, Context, ExampleRow, RowReader, Unread
from desktop_app.banks.question import Kind, Question
from desktop_app.base.errors import Fact
from desktop_app.tables import markup_table, spreadsheet, text_table
from desktop_app.tables.findings import Finding
from desktop_app.tables.headings import plain
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.sheet import NotATable, Picture, Sheet

NAME = "workbook"
SUFFIXES = (".xlsx", ".xls", ".csv", ".et", ".xlsm", ".tsv", ".ods", ".ots")
NOTES_SHEETS = (
    "说明",
    "填写",
    "检查结果",  # what a review lists on a sheet of its own
    "findings",
    "须知",
    "模板说明",
    "字典",
    "下拉",
    "目录",
    "封面",
    "readme",
    "help",
    "instructions",
    "notes",
)
"""Sheets with such names and no headings hold no questions."""
_DIVIDER = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十]+[)）、.．]|第[一二三四五六七八九十\d]+[章节部分篇])")
_CELL = re.compile(r"!([A-Z]+)(\d+)$")
_CONTEXT_FIELDS = (
    "kind",
    "topic",
    "tags",
    "source",
    "issuer",
    "number",
    "article",
    "difficulty",
    "points",
    "effective_on",
    "repealed_on",
)


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are a workbook; or text with a row of headings, whatever its name; or under the name of a csv,
    where it is no list of questions."""
    kind = spreadsheet.sniff(data)
    if kind:
        return kind in {"xlsx", "xls", "ods"}
    if markup_table.sniff(data):
        return name.lower().endswith(SUFFIXES) or any(_heads(sheet) for sheet in markup_table.read_markup(data))
    rows = text_table.first_rows(data)
    if headings.heading_row(rows) is not None:
        return True
    narrow = all(len([cell for cell in row if cell.strip()]) < 3 for row in rows)
    return name.lower().endswith((".csv", ".tsv")) and not (narrow and aiken.sniff(data, ""))


def _heads(sheet: Sheet) -> bool:
    return headings.heading_row(sheet.rows) is not None


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a workbook. Raises ``tables.sheet.TABLE_UNREADABLE``; run it in a child (``importing.preview``)."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    sheets = read_sheets(data, name)
    if options.sheets:
        sheets = tuple(sheet for sheet in sheets if sheet.name in options.sheets)
    sheets = tuple(sheet for sheet in sheets if any(any(row) for row in sheet.rows))
    if not sheets:
        raise NotATable(found="no cells")
    yield from of_sheets(sheets, options)


def of_sheets(sheets: Sequence[Sheet], options: ReadOptions = NO_OPTIONS) -> Iterator[Event]:
    """The events of sheets, each of which holds something: those of a file, or tables of a document."""
    shape = headings.shape_key([_first_row(sheet) for sheet in sheets])
    yield Shape(shape)
    yield About(entries=sum(len(sheet.rows) for sheet in sheets))
    if shape in options.remembered:
        options = options.over(ReadOptions.from_data(options.remembered[shape]))
        yield Noted("warning", Finding(sheets[0].where(0), "mapping_remembered"))
    found = [(sheet, _heading(sheet, options)) for sheet in sheets]
    some = any(row is not None for _, row in found)
    positions = _ids_are_positions([(sheet, row) for sheet, row in found if row is not None], options)
    asked: set[tuple[str, str]] = set()
    for sheet, row in found:
        if row is not None:
            if sheet.hidden:
                yield Noted("warning", Finding(sheet.name, "sheet_hidden", {"rows": sum(map(any, sheet.rows))}))
            yield from _SheetReader(sheet, row, options, positions).events(asked)
        elif any(name.startswith("#") for name in options.columns):
            yield from _SheetReader(sheet, -1, options, positions).events(asked)
        elif some and (sheet.hidden or any(word in sheet.name.lower() for word in NOTES_SHEETS)):
            rows = sum(1 for cells in sheet.rows if any(cells))
            yield Noted("warning", Finding(sheet.name, "sheet_passed_over", {"rows": rows}))
        else:
            yield from _without_headings(sheet)


def _first_row(sheet: Sheet) -> Sequence[str]:
    """The headings as far as aliases know them, else the first row that holds anything."""
    row = headings.heading_row(sheet.rows)
    return sheet.rows[row] if row is not None else next(cells for cells in sheet.rows if any(cells))


def _width(sheet: Sheet) -> int:
    return max(len(row) for row in sheet.rows)


def _heading(sheet: Sheet, options: ReadOptions) -> int | None:
    row = headings.heading_row(sheet.rows)
    if row is not None or not options.columns:
        return row
    # The person has named headings that no alias knows.
    said = {plain(name) for name in options.columns if not name.startswith("#")}
    for number, cells in enumerate(sheet.rows[: headings.SEARCHED_ROWS]):
        if said and sum(1 for cell in cells if plain(cell) in said) >= min(2, len(said)):
            return number
    return None


def _without_headings(sheet: Sheet) -> Iterator[Event]:
    """Nothing says what the columns are: ask, and reject each row."""
    filled = [number for number, row in enumerate(sheet.rows) if any(cell.strip() for cell in row)]
    for column in range(_width(sheet)):
        examples = tuple(
            sheet.rows[number][column].strip()[:60] for number in filled[:4] if column < len(sheet.rows[number])
        )
        if any(examples):
            yield Ask("heading", f"#{column + 1}", sheet.where(filled[0], column), examples)
    for number in filled:
        yield Noted("rejected", Finding(sheet.where(number), "headings_missing"))


def _ids_are_positions(found: Sequence[tuple[Sheet, int]], options: ReadOptions) -> bool:
    """Whether what stands under 编号 restarts (1, 2, 3 … again on the next sheet or below the next divider): a
    position then."""
    seen: Counter[str] = Counter()
    rows = 0
    for sheet, row in found:
        columns = headings.columns_of(sheet.rows[row], options.columns)
        place, case = columns.first("id"), columns.first("case")
        if place is None:
            continue
        for cells in sheet.rows[row + 1 :]:
            value = cells[place].strip() if place < len(cells) else ""
            if not value or (case is not None and case < len(cells) and cells[case].strip()):
                continue  # the parts of each case are numbered afresh
            if not value.isascii() or not value.isdigit() or len(value) > 6:
                return False
            seen[value] += 1
            rows += 1
    repeated = sum(1 for times in seen.values() if times > 1)
    return repeated >= 2 and repeated * 5 >= len(seen) and "1" in seen and seen["1"] > 1


class _SheetReader:
    """Reads one sheet beneath its headings (row -1: columns were named by number)."""

    def __init__(self, sheet: Sheet, heading: int, options: ReadOptions, ids_are_positions: bool) -> None:
        self.sheet = sheet
        self.heading = heading
        self.options = options
        self.ids_are_positions = ids_are_positions
        self.row = heading
        self.kept = 0
        self.said: list[Event] = []
        self.notes = self._notes_by_row()
        self.pictures: dict[int, list[Picture]] = {}
        for picture in sheet.pictures:
            self.pictures.setdefault(picture.row, []).append(picture)
        self.context = Context(self._sheet_kind(), options)
        self._take_headings(heading)

    def _take_headings(self, number: int) -> None:
        if number >= 0:
            cells, self.last = headings.joined(self.sheet.rows, number, self.sheet.merged)
        else:
            cells, self.last = ("",) * _width(self.sheet), number
        self.columns = headings.columns_of(cells, self.options.columns)
        if self.ids_are_positions and "id" in self.columns.fields:
            fields = {name: places for name, places in self.columns.fields.items() if name != "id"}
            self.columns = Columns(
                fields, self.columns.options, self.columns.rights, self.columns.unknown, self.columns.repeated
            )
        self.reader = RowReader(self.columns, self._say)
        below = (self.sheet.rows, self.last + 1, self.columns, self.reader, self._turn)
        self.cases = Cases(*below) if "case" in self.columns.fields else None
        self.merged = self._merged_above()
        stem = self.columns.first("stem")
        self.stem = -1 if stem is None else stem
        self.headings = cells
        self.stem_headings = {cells[self.stem].strip()} if number >= 0 and stem is not None else set()
        self.used = {place for places in self.columns.fields.values() for place in places} | {
            place for _, place in self.columns.options
        }

        self.days = {self.columns.first(name) for name in ("effective_on", "repealed_on")}

    def _turn(self, number: int) -> None:
        self.row = number

    def _sheet_kind(self) -> Kind | None:
        """The kind that the sheet's name tells, or a title above the headings."""
        if (kind := answers.kind_of(self.sheet.name)) is not None:
            return kind
        for row in self.sheet.rows[: max(self.heading, 0)]:
            for cell in row:
                if cell.strip() and (kind := answers.kind_of(cell)) is not None:
                    return kind
        return None

    def _notes_by_row(self) -> Mapping[int, list[tuple[int, Finding]]]:
        found: dict[int, list[tuple[int, Finding]]] = {}
        for note in self.sheet.notes:
            if place := _CELL.search(note.where):
                column = 0
                for letter in place.group(1):
                    column = column * 26 + ord(letter) - 64
                found.setdefault(int(place.group(2)) - 1, []).append((column - 1, note))
        return found

    def _merged_above(self) -> Mapping[int, Mapping[int, str]]:
        """Row → column → the text of the cell above that it is merged with, for columns that tell what rows have in
        common."""
        wanted = {self.columns.first(name) for name in _CONTEXT_FIELDS}
        found: dict[int, dict[int, str]] = {}
        for top, left, bottom, _right in self.sheet.merged:
            if (
                left in wanted
                and top > self.heading
                and top < len(self.sheet.rows)
                and left < len(self.sheet.rows[top])
            ):
                for row in range(top + 1, min(bottom + 1, len(self.sheet.rows))):
                    found.setdefault(row, {})[left] = self.sheet.rows[top][left]
        return found

    def _say(self, code: str, column: int | None, facts: dict[str, Fact]) -> None:
        self.said.append(Noted("warning", Finding(self.sheet.where(self.row, column), code, facts)))

    def events(self, asked: set[tuple[str, str]]) -> Iterator[Event]:
        """Everything the sheet yields. ``asked`` remembers what earlier sheets asked."""
        yield from self._about_headings(asked)
        rejecting = self.stem < 0
        for number in range(self.last + 1, len(self.sheet.rows)):
            if number <= self.last:  # the lower half of headings that came again
                continue
            row = self.sheet.rows[number]
            filled = sum(map(bool, row))
            if not filled or (filled < 9 and not any(cell.strip() for cell in row)):
                if number in self.notes:
                    yield from self._emptied(number)
                continue
            self.row = number
            if rejecting:
                yield Noted("rejected", Finding(self.sheet.where(number), "stem_heading_missing"))
                continue
            if number in self.merged:
                row = _filled_in(row, self.merged[number])
            if self._heads_again(number, row):
                yield Noted("warning", Finding(self.sheet.where(number), "headings_again"))
                continue
            if filled < 9 and (divider := self._divider(number, row)) is not None:
                yield divider
                continue
            if number in self.pictures:
                yield from self._illustrated(number, row, asked)
            else:
                yield from self._entry(number, row, asked)
        for pictures in self.pictures.values():
            yield from (left_out(self.sheet, picture) for picture in pictures)

    def _illustrated(self, number: int, row: Sequence[str], asked: set[tuple[str, str]]) -> Iterator[Event]:
        made = illustrated(row, self.pictures.pop(number), self.columns)
        for event in self._entry(number, made.cells, asked):
            if isinstance(event, Drafted):
                yield from made.warnings(self.sheet)
                yield Drafted(made.onto(event.question), event.where)
            else:
                yield event

    def _emptied(self, number: int) -> Iterator[Event]:
        """A row of which nothing is left: told, for a person sees something there."""
        notes = [note for column, note in self.notes[number] if column in self.used]
        if notes and all(note.code == "cell_text_struck" for note in notes):
            yield Noted("skipped", Finding(self.sheet.where(number), "row_struck_out"))
        else:
            yield from (Noted("warning", note) for note in notes)

    def _about_headings(self, asked: set[tuple[str, str]]) -> Iterator[Event]:
        sheet, columns = self.sheet, self.columns
        yield from (Noted("warning", note) for note in sheet.notes if note.where == sheet.name)
        above = sum(1 for row in sheet.rows[: max(self.heading, 0)] if any(cell.strip() for cell in row))
        if above:
            yield Noted("warning", Finding(sheet.where(self.heading), "rows_above_headings", {"rows": above}))
        if self.ids_are_positions:
            yield Noted("warning", Finding(sheet.where(max(self.heading, 0)), "ids_restart"))
        for column, heading in columns.repeated:
            yield Noted("warning", Finding(sheet.where(self.heading, column), "heading_repeated", {"heading": heading}))
        missing = "stem" not in columns.fields
        for column, heading in columns.unknown:
            where = sheet.where(self.heading, column)
            yield Noted("warning", Finding(where, "heading_unknown", {"heading": heading}))
            if ("heading", heading) not in asked:
                asked.add(("heading", heading))
                yield Ask("heading", heading, where, self._examples(column), needed=missing)
        yield from self._unheaded(missing)

    def _unheaded(self, missing: bool) -> Iterator[Event]:
        """Columns without a heading: numbers alone are positions, anything else is asked about."""
        taken = self.used | {place for place, _ in self.columns.unknown} | set(self.columns.rights.values())
        headed = {column for column, heading in enumerate(self.headings) if heading.strip()}
        for column in range(_width(self.sheet)):
            if column in taken or column in headed or f"#{column + 1}" in self.options.columns:
                continue
            examples = self._examples(column)
            if examples and not all(example.rstrip(".、").isdigit() for example in examples):
                where = self.sheet.where(max(self.heading, 0), column)
                yield Noted("warning", Finding(where, "heading_empty", {"value": examples[0][:40]}))
                yield Ask("heading", f"#{column + 1}", where, examples, needed=missing)

    def _examples(self, column: int) -> tuple[str, ...]:
        cells = (row[column].strip() for row in self.sheet.rows[self.last + 1 :] if column < len(row))
        found = []
        for cell in cells:
            if cell:
                found.append(cell[:60])
            if len(found) == 4:
                break
        return tuple(found)

    def _heads_again(self, number: int, row: Sequence[str]) -> bool:
        """A second row of headings further down takes over, other columns included."""
        stem = row[self.stem].strip() if self.stem < len(row) else ""
        if len(stem) > 12 or not (stem in self.stem_headings or headings.field_of(stem) == "stem"):
            return False
        if not headings.looks_like_headings(row):
            return False
        self._take_headings(number)
        return True

    def _divider(self, number: int, row: Sequence[str]) -> Noted | None:
        """A row that holds one text and is no question: 二、多选题（每题2分）. The kind it names holds below it."""
        if len({cell for cell in row if cell and not cell.isspace()}) != 1:
            return None
        filled = [(column, cell.strip()) for column, cell in enumerate(row) if cell.strip()]
        column, text = filled[0]
        kind = answers.kind_of(text)
        if (
            kind is None
            and (len(text) > 60 or not _DIVIDER.match(text))
            and column in self.used - {self.columns.first("position")}
        ):
            return None
        if kind is not None and column == self.columns.first("kind") and answers.is_kind_name(text):
            return None  # a row that has lost all but its kind
        if kind is not None:
            self.context = Context(kind, self.options)
        return Noted("warning", Finding(self.sheet.where(number, column), "row_not_a_question", {"text": text[:40]}))

    def _raw(self, row: Sequence[str]) -> Mapping[str, str] | None:
        """The texts of a rejected row by field, as far as they are kept."""
        if self.kept >= MOST_RAW:
            return None
        self.kept += 1
        return self.reader.texts(row, self.context)

    def _entry(self, number: int, row: Sequence[str], asked: set[tuple[str, str]]) -> Iterator[Event]:
        try:
            if self.cases is None:
                question: Question | None = self.reader.read(row, self.context)
            else:
                question = self.cases.question(number, row, self.context)
        except Unread as unread:
            self.said.clear()
            if isinstance(unread, CodeUnknown) and (unread.ask, unread.about) not in asked:
                asked.add((unread.ask, unread.about))
                yield Ask(
                    unread.ask, unread.about, self.sheet.where(number, unread.column), (row[self.stem].strip()[:60],)
                )
            at = unread.row if isinstance(unread, PartUnread) else number
            finding = Finding(self.sheet.where(at, unread.column), unread.code, unread.facts)
            if isinstance(unread, ExampleRow):
                yield Noted("skipped", finding)
            else:
                yield Noted("rejected", finding, self._raw(row) if at == number else None)
        else:
            if question is not None:
                yield Drafted(question, self.sheet.where(number))
        if number in self.notes:
            for column, note in self.notes[number]:
                # A day is a day, however the system's format shows it.
                if column in self.used and not (note.code == "cell_format_unclear" and column in self.days):
                    yield Noted("warning", note)
        if self.said:
            yield from self.said
            self.said.clear()


def _filled_in(row: Sequence[str], above: Mapping[int, str]) -> tuple[str, ...]:
    """A row with the text of the cells above that its empty ones are merged with; it may end before them."""
    cells = list(row)
    for column, text in above.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cells[column] or text
    return tuple(cells)
