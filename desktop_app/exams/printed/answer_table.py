"""The table into which answers given on paper were typed: its rows, and which place of a paper each column answers.

A row holds paper number, staff number and answers. Headings say which column is which, in any order: 试卷编号, 工号,
``1``, ``12``, ``12.1`` (a part of a scenario, a gap of a blank); without headings the columns are paper number, staff
number, 1 … n. Promises: a column that nobody can place is named, not passed over. Pure: must not know papers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.base.errors import InputError

_NUMBER = {"试卷编号", "试卷号", "卷号", "papernumber", "paperno", "paper", "papernr"}
_STAFF = {"工号", "员工编号", "员工号", "柜员号", "staffnumber", "staffno", "staff", "staffid", "employeeno"}
_OTHER = {
    "姓名", "员工姓名", "单位", "机构", "网点", "支行", "地区", "岗位", "备注",
    "name", "unit", "region", "post", "note", "notes",
}  # fmt: skip
_PLACE = re.compile(r"(?:第|q|题|question)?(\d{1,4})(?:[.\-(_、](\d{1,3})\)?)?(?:题|小题)?")
_SEARCHED = 10


class AnswerSheetInvalid(InputError):
    """A table of answers that cannot be read; facts: row (from 1), column (its heading or letter; "" for none), reason
    (``empty``, ``columns``, ``heading``, ``column_twice``, ``paper_number``, ``fingerprint``, ``other_plan``,
    ``not_printed_here``, ``too_many``)."""

    code = "answer_sheet_invalid"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One sheet's answers: the row in the table (from 1), whose, on which paper, and what stands at each place."""

    row: int
    number: str
    staff_no: str
    cells: Mapping[str, str]


def answer_rows(rows: Sequence[Sequence[str]]) -> tuple[AnswerRow, ...]:
    """The rows of answers, empty ones left out. Raises ``AnswerSheetInvalid``."""
    filled = [(n, [str(cell).strip() for cell in row]) for n, row in enumerate(rows, 1)]
    filled = [(n, cells) for n, cells in filled if any(cells)]
    head = next((at for at, (_, cells) in enumerate(filled[:_SEARCHED]) if _is_head(cells)), None)
    columns = _columns(*filled[head]) if head is not None else None
    made = [_row(n, cells, columns) for n, cells in filled[0 if head is None else head + 1 :]]
    if not made:
        raise AnswerSheetInvalid(row=1, column="", reason="empty")
    return tuple(made)


def _folded(cell: str) -> str:
    return re.sub(r"[\s.]", "", unicodedata.normalize("NFKC", cell)).casefold().replace("_", "")


def _is_head(cells: Sequence[str]) -> bool:
    folded = {_folded(cell) for cell in cells}
    if folded & _NUMBER and folded & _STAFF:
        return True
    first = unicodedata.normalize("NFKC", cells[0])
    return len(cells) > 2 and cells[2] == "1" and not any(char.isdigit() for char in first)


def place_of(cell: str) -> str | None:
    """The place that a heading names: ``12``, ``12.1``; None where it names none."""
    found = _PLACE.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).casefold())
    if found is None:
        return None
    return f"{int(found[1])}.{int(found[2])}" if found[2] else str(int(found[1]))


def _columns(row: int, cells: Sequence[str]) -> tuple[str | None, ...]:
    """What each column holds: ``number``, ``staff``, a place, or None for what is passed over."""
    named: list[str | None] = []
    for n, cell in enumerate(cells):
        folded = _folded(cell)
        what = "number" if folded in _NUMBER else "staff" if folded in _STAFF else place_of(cell)
        if what is None and folded and folded not in _OTHER:
            # Before the first answer a heading that is not known must be one of the two that every row has.
            if n < 2 and ("number", "staff")[n] not in named:
                what = ("number", "staff")[n]
            else:
                raise AnswerSheetInvalid(row=row, column=cell[:40], reason="heading")
        if what is not None and what in named:
            raise AnswerSheetInvalid(row=row, column=cell[:40], reason="column_twice")
        named.append(what)
    return tuple(named)


def _row(row: int, cells: Sequence[str], columns: Sequence[str | None] | None) -> AnswerRow:
    if columns is None:
        columns = ("number", "staff", *(str(n) for n in range(1, len(cells) - 1)))
    found: dict[str, str] = {}
    for n, cell in enumerate(cells):
        what = columns[n] if n < len(columns) else None
        if cell and what is None and n >= len(columns):
            raise AnswerSheetInvalid(row=row, column=str(n + 1), reason="too_many")
        if cell and what is not None:
            found[what] = cell
    number, staff = found.pop("number", ""), found.pop("staff", "")
    if not number or not staff:
        raise AnswerSheetInvalid(row=row, column="", reason="columns")
    return AnswerRow(row, number, staff, found)
