"""Workbooks made for tests, and what is read of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from desktop_app.banks.formats import workbook
from desktop_app.banks.formats.draft import NO_OPTIONS, Draft, ReadOptions
from desktop_app.banks.question import Question

HEADINGS = ("题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案")
FINE = ("单选题", "存款保险的最高偿付限额是多少？", "10万元", "50万元", "100万元", "500万元", "B")


def xlsx(*tables: Sequence[Sequence[Any]], names: Sequence[str] = (), edit: Any = None) -> bytes:
    """A workbook: one sheet a table. A cell may be (value, number format). ``edit(book, sheets)`` does the rest."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheets = []
    for n, table in enumerate(tables):
        sheet = book.add_worksheet(names[n] if names else None)
        sheets.append(sheet)
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    sheet.write(row, column, cell[0], book.add_format({"num_format": cell[1]}))
                elif cell not in {"", None}:
                    sheet.write(row, column, cell)
    if edit:
        edit(book, sheets)
    book.close()
    return out.getvalue()


def read(
    *rows: Sequence[Any],
    headings: Sequence[Any] = HEADINGS,
    options: ReadOptions = NO_OPTIONS,
    name: str = "Sheet1",
    edit: Any = None,
) -> Draft:
    """The draft of a workbook of one sheet with these headings and rows."""
    return workbook.read(xlsx([headings, *rows], names=[name], edit=edit), options)


def read_csv(text: str, options: ReadOptions = NO_OPTIONS, encoding: str = "utf-8") -> Draft:
    """The draft of a csv."""
    return workbook.read(text.encode(encoding), options, "questions.csv")


def only(draft: Draft) -> Question:
    """The one question of a draft that found nothing else."""
    assert not draft.findings, draft.findings
    assert len(draft.questions) == 1
    return draft.questions[0].question


def right(question: Question) -> str:
    """The letters of the right options."""
    options = getattr(question, "options", ())
    return "".join(chr(65 + n) for n, option in enumerate(options) if option.credit > 0)


def codes(draft: Draft) -> list[tuple[str, str]]:
    """(where, code) of the rejected rows."""
    return [(finding.where, finding.code) for finding in draft.findings]


def warned(draft: Draft) -> list[tuple[str, str]]:
    """(where, code) of the warnings."""
    return [(finding.where, finding.code) for finding in draft.warnings]
