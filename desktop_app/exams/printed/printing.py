"""Printed papers as PDF files, and the table into which their answers are typed.

Promises: what is written is whole; a key never shares a file with a paper. Must not know where files go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

from desktop_app.base.progress import Progress, part, silent
from desktop_app.exams.printed.kept import PrintedPaper
from desktop_app.exams.printed.key_pages import key_pages
from desktop_app.exams.printed.paper_pages import A4, Layout, paper_pages
from desktop_app.exams.printed.places import places
from desktop_app.exams.printed.sheet_pages import sheet_pages
from desktop_app.exams.printed.texts import Language, text
from desktop_app.pdf.archive import Description
from desktop_app.pdf.columns import Furniture, Pages
from desktop_app.pdf.fonts import printable
from desktop_app.pdf.page import document

_Made = Callable[[], tuple[Pages, Furniture, Layout]]


def papers_pdf(
    printed: Sequence[PrintedPaper],
    branch: str,
    at: datetime,
    language: Language = "zh",
    *,
    layout: Layout = A4,
    sheets: bool = True,
    on_paper: bool = False,
    progress: Progress = silent,
) -> bytes:
    """The papers, one after another, with ``sheets`` each followed by its answer sheet; ``on_paper``: they leave room
    for the answers, as there is no answer sheet. Raises ``Cancelled``."""
    makers: list[_Made] = []
    for one in printed:
        makers.append(_paper_of(one, branch, language, layout, on_paper=on_paper))
        if sheets:
            makers.append(_sheet_of(one, branch, language))
    return _drawn(makers, printed, branch, at, text("paper", language), progress)


def answer_sheets_pdf(
    printed: Sequence[PrintedPaper], branch: str, at: datetime, language: Language = "zh", progress: Progress = silent
) -> bytes:
    """The answer sheets alone. Raises ``Cancelled``."""
    makers = [_sheet_of(one, branch, language) for one in printed]
    return _drawn(makers, printed, branch, at, text("sheet", language), progress)


def keys_pdf(
    printed: Sequence[PrintedPaper], branch: str, at: datetime, language: Language = "zh", progress: Progress = silent
) -> bytes:
    """The keys, one after another. Raises ``Cancelled``."""
    makers = [_key_of(one, branch, language) for one in printed]
    return _drawn(makers, printed, branch, at, text("key", language), progress)


def _paper_of(one: PrintedPaper, branch: str, language: Language, layout: Layout, *, on_paper: bool) -> _Made:
    def _made() -> tuple[Pages, Furniture, Layout]:
        return *paper_pages(one, branch, language, layout, on_paper=on_paper), layout

    return _made


def _sheet_of(one: PrintedPaper, branch: str, language: Language) -> _Made:
    return lambda: (*sheet_pages(one, branch, language), A4)


def _key_of(one: PrintedPaper, branch: str, language: Language) -> _Made:
    return lambda: (*key_pages(one, branch, language), A4)


def _drawn(
    makers: Sequence[_Made],
    printed: Sequence[PrintedPaper],
    branch: str,
    at: datetime,
    what: str,
    progress: Progress,
) -> bytes:
    numbers = ", ".join(one.number for one in printed)
    about = Description(f"{printable(printed[0].plan.title)} {what}", printable(branch), numbers, at)
    with document(A4.size, about) as (sheet, out):
        for n, maker in enumerate(makers):
            pages, furniture, layout = maker()
            sheet.next_page(layout.size) if n else sheet.resize(layout.size)
            pages.draw(sheet, furniture, part(progress, n, n + 1, len(makers)))
    return out.getvalue()


def answers_template(printed: Sequence[PrintedPaper], language: Language = "zh") -> bytes:
    """The table into which the answers are typed, as a workbook (.xlsx): a row a paper with its number, a column a
    place, every cell text so that 12.10 stays what it is. ``answer_table`` reads it back."""
    import xlsxwriter  # for writing alone

    columns = list(dict.fromkeys(place.number for one in printed for place in places(one.paper, one.questions)))
    columns.sort(key=lambda number: tuple(map(int, number.split("."))))
    heads = [text(code, language) for code in ("number", "staff_no", "name")]
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(text("answers", language))
        cell, head = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        sheet.set_column(0, 0, 24, cell)
        sheet.set_column(1, 2, 12, cell)
        sheet.set_column(3, 2 + len(columns), 8, cell)
        for n, title in enumerate([*heads, *columns]):
            sheet.write_string(0, n, title, head)
        for n, one in enumerate(printed, 1):
            sheet.write_string(n, 0, one.number, cell)
        sheet.freeze_panes(1, 3)
        sheet.write_comment(0, 3, text("answers_how", language), {"x_scale": 3, "y_scale": 3})
    return out.getvalue()
