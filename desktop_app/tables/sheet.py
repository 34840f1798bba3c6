"""A sheet as text: what a person saw in its cells, and where each stood.

Must not know what the text means; see ``spreadsheet`` and ``text_table`` for how it is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.base.errors import InputError
from desktop_app.tables.findings import Finding


class NotATable(InputError):
    """The bytes are no workbook and no csv; facts: found (png, pdf, docx, html …)."""

    code = "table_not_a_table"


class Encrypted(InputError):
    """The workbook is protected by a password."""

    code = "table_encrypted"


class EmptyFile(InputError):
    """The file has no content."""

    code = "table_empty_file"


class TooLarge(InputError):
    """The sheet spans more cells than can be read; facts: where, rows, columns."""

    code = "table_too_large"


class UnpacksTooLarge(InputError):
    """The packed parts of the workbook are larger than any real one; facts: megabytes."""

    code = "table_unpacks_too_large"


class DamagedTable(InputError):
    """It is a workbook, but a part is missing or broken; facts: part."""

    code = "table_damaged"


class QuoteOpen(InputError):
    """A quotation mark in a csv that nobody closes: all that follows would be one cell's text; facts: line."""

    code = "table_quote_open"


TABLE_UNREADABLE = (NotATable, Encrypted, EmptyFile, TooLarge, UnpacksTooLarge, DamagedTable, QuoteOpen)
"""Every way in which ``read_sheets`` refuses."""


def column_letters(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(sheet: str, row: int, column: int) -> str:
    """The place of a cell, rows and columns counted from 0: ``Sheet1!B12``."""
    return f"{sheet}!{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the cell that it stands at."""

    row: int
    column: int
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of text, rows and columns counted from 0, ragged at the right.

    ``lines`` is the line in the file at which each row begins, for csv. ``merged`` are (top, left, bottom, right).
    ``notes`` tell of cells whose text may not be what the person saw; one that names the sheet alone is about all of
    it.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[Finding, ...] = ()
    lines: tuple[int, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def where(self, row: int, column: int | None = None) -> str:
        """The place as findings name it: ``Sheet1!B12``, ``Sheet1!12`` for a whole row, ``line 40`` in a csv."""
        if self.lines:
            return f"line {self.lines[row]}" if row < len(self.lines) else "line 1"
        return f"{self.name}!{'' if column is None else column_letters(column)}{row + 1}"
