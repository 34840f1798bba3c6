"""Cases in a workbook: a row of the kind 案例题 and, anywhere on the same sheet, a row for each of its parts.

Promises: a part belongs to the case whose name stands in its cell 所属案例; the case is one entry, sound as a whole or
rejected with the cell that is wrong. Must not know files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.banks.formats import answers
from desktop_app.banks.formats.headings import Columns
from desktop_app.banks.formats.workbook_row import Context, RowReader, Unread
from desktop_app.banks.question import Kind, Question, Scenario, check

Row = Sequence[str]


class PartUnread(Unread):
    """A part that cannot be read, and with it its case; ``row`` is the part's."""

    def __init__(self, row: int, unread: Unread) -> None:
        super().__init__(unread.code, unread.column, **unread.facts)
        self.row = row


def case_of(
    reader: RowReader, head: Row, parts: Sequence[tuple[int, Row]], context: Context, turn: Callable[[int], object]
) -> Scenario:
    """The case of a row and the rows of its parts, each with its number, which ``turn`` is told before it is read.

    Raises ``Unread`` about the case's row, ``PartUnread`` about a part's.
    """
    stem, common = reader.case(head)
    made: list[Question] = []
    for number, row in parts:
        turn(number)
        try:
            made.append(reader.read(row, context))
        except Unread as unread:
            raise PartUnread(number, unread) from None
    case = Scenario(stem=stem, parts=tuple(made), **common)
    for problem in check(case):
        raise Unread(problem.code, reader.column("stem"), **problem.facts)
    return case


class Cases:
    """The cases among the rows of one sheet beneath its headings."""

    def __init__(
        self, rows: Sequence[Row], first: int, columns: Columns, reader: RowReader, turn: Callable[[int], object]
    ) -> None:
        """``rows`` are the sheet's, ``first`` is the number of the first beneath the headings."""
        self._rows = rows
        self._columns = columns
        self._reader = reader
        self._turn = turn
        self._heads: dict[str, int] = {}
        self._parts: dict[str, list[int]] = {}
        for number in range(first, len(rows)):
            name = self._name(rows[number])
            if not name:
                continue
            if self._is_head(rows[number]):
                self._heads.setdefault(name, number)
            else:
                self._parts.setdefault(name, []).append(number)

    def _cell(self, row: Row, field: str) -> str:
        place = self._columns.first(field)
        return row[place].strip() if place is not None and place < len(row) else ""

    def _is_head(self, row: Row) -> bool:
        return answers.kind_of(self._cell(row, "kind")) is Kind.SCENARIO

    def _name(self, row: Row) -> str:
        return self._cell(row, "case") or (self._cell(row, "id") if self._is_head(row) else "")

    def question(self, number: int, row: Row, context: Context) -> Question | None:
        """The question of a row: the whole case of a case's row, None for a part that is read with its case.

        Raises ``Unread``.
        """
        name = self._name(row)
        if self._is_head(row):
            if not name:
                raise Unread("case_without_name", self._columns.first("case"))
            if self._heads[name] != number:
                raise Unread("case_repeated", self._columns.first("case"), case=name[:40])
            parts = [(part, self._rows[part]) for part in self._parts.get(name, ())]
            return case_of(self._reader, row, parts, Context(options=context.options), self._turn)
        if not name:
            return self._reader.read(row, context)
        if not self._heads:
            question = self._reader.read(row, context)
            self._reader.say("case_not_here", self._columns.first("case"), {"case": name[:40]})
            return question
        if name not in self._heads:
            raise Unread("case_unknown", self._columns.first("case"), case=name[:40])
        return None
