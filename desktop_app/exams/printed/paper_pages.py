"""The exam paper as pages: A4, or A3 with two columns; black on white.

Head, notes and the table of parts stand at the beginning of the text; the sealing line with region, unit, name and
staff number at the left of the first page. Must not know the store, or what is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.banks.question import Kind
from desktop_app.base.errors import Fact
from desktop_app.exams.printed.kept import PrintedPaper
from desktop_app.exams.printed.marks import marks
from desktop_app.exams.printed.question_rows import Manner, question_rows
from desktop_app.exams.printed.texts import Language, instruction, numeral, plain, text
from desktop_app.pdf.columns import Column, Furniture, Pages
from desktop_app.pdf.flow import Chars, Piece, Row, cleaned, gap, kept_together, rows
from desktop_app.pdf.fonts import BOLD, REGULAR, printable
from desktop_app.pdf.page import A3_LANDSCAPE, A4_PORTRAIT, BLACK, MM, Align, Sheet, Style
from desktop_app.pdf.qr import qr_code
from desktop_app.pdf.rich import Setting
from desktop_app.pdf.table import table

_SETTING = Setting(10.5, 17.0, find=marks)
_SMALL = Setting(9, 14.0)
_FOOT = Style(9, align=Align.CENTRE)
_FOOT_LEFT = Style(8, least=5)
_FOOT_RIGHT = Style(8, align=Align.RIGHT)
_SEAL_X = 15 * MM
_TOP_MARGIN, _FOOT_MARGIN = 15 * MM, 19 * MM


@dataclass(frozen=True, slots=True)
class Layout:
    """A size of paper and the columns of its pages."""

    size: tuple[float, float]
    columns: tuple[Column, ...]


def _layout(size: tuple[float, float], across: int, left: float, right: float, between: float = 0.0) -> Layout:
    wide = (size[0] - left - right - between * (across - 1)) / across
    top = size[1] - _TOP_MARGIN
    columns = tuple(Column(left + n * (wide + between), top, wide, top - _FOOT_MARGIN) for n in range(across))
    return Layout(size, columns)


A4 = _layout(A4_PORTRAIT, 1, 29 * MM, 16 * MM)
A3 = _layout(A3_LANDSCAPE, 2, 29 * MM, 16 * MM, 18 * MM)


def paper_pages(
    printed: PrintedPaper, branch: str, language: Language, layout: Layout = A4, *, on_paper: bool = False
) -> tuple[Pages, Furniture]:
    """The paper set into pages, and what every page has besides. ``on_paper``: answers are written on the paper itself,
    so that it leaves room for them."""
    column = layout.columns[0].wide
    pages = Pages(layout.columns)
    pages.add(_head(printed, branch, language, column, on_paper=on_paper))
    plan, paper = printed.plan, printed.paper
    for number in range(1, len(plan.sections) + 1):
        items = [item for item in paper.items if item.section == number]
        kinds = {printed.questions[item.question_id].kind for item in items}
        only = next(iter(kinds)) if len(kinds) == 1 else None
        manner = Manner(_SETTING, column, language, on_paper, tagged=only is None)
        opening = _section_head(printed, number, only, language, column)
        for item in items:
            block = question_rows(item, printed.questions[item.question_id], manner)
            pages.add([*opening, *block])
            opening = []
    end = Chars(text("end", language), 9)
    pages.add(rows([end], column, 14, indent=column / 2 - 40))
    return pages, _furniture(printed, language, layout)


def _section_head(
    printed: PrintedPaper, number: int, only: Kind | None, language: Language, column: float
) -> list[Row]:
    section = printed.plan.sections[number - 1]
    title = text(
        "section",
        language,
        {
            "numeral": numeral(number, language),
            "title": section.title,
            "number": section.number,
            "points": plain(section.points),
            "total": plain(section.number * section.points),
        },
    )
    block = [gap(8), *rows([Chars(cleaned(title), 11.5, BOLD)], column, 19)]
    if only is not None:
        told = text(instruction(only, printed.plan.multiple_rule), language)
        block += rows([Chars(told, 9.5)], column, 15)
    return [replace(row, stays=True) for row in [*block, gap(3)]]


# ---------------------------------------------------------------- the head


def _head(printed: PrintedPaper, branch: str, language: Language, column: float, *, on_paper: bool) -> list[Row]:
    plan = printed.plan
    block = [_title(printed, branch, language, column)]
    worth = plain(plan.max_score)
    facts = [
        text("minutes", language, {"minutes": plan.minutes}),
        text("points", language, {"points": worth}),
        text("pass", language, {"points": plain(plan.max_score * plan.pass_percent / 100)}),
    ]
    block += rows([Chars("　　".join(facts), 10)], column, 16)
    cut_off = text("cut_off", language, {"on": _day(printed, language)})
    block += rows([Chars(cut_off, 9.5)], column, 15)
    block += [gap(5), *rows([Chars(text("notes", language), 10, BOLD)], column, 15)]
    counts: dict[str, Fact] = {"questions": len(printed.paper.items), "points": worth, "minutes": plan.minutes}
    second = "note_2_paper" if on_paper else "note_2"
    for n, code in enumerate(("note_1", second, "note_3", "note_4"), 1):
        note = [Chars(text(code, language, counts), 9)]
        block += rows(note, column, 14, indent=14, label=[Chars(f"{n}.", 9)])
    return kept_together([*block, gap(6), *_parts_table(printed, language, column), gap(4)])


def _title(printed: PrintedPaper, branch: str, language: Language, column: float) -> Row:
    """Branch, title and number, with the number as a QR code at the right for sorting."""
    side = 19 * MM
    code = qr_code(printed.number)
    wide = column - 2 * (side + 6)

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        middle = x + column / 2
        sheet.box(middle, top - 13, wide, printable(branch), Style(11, align=Align.CENTRE, least=6))
        title = Style(18, BOLD, align=Align.CENTRE, least=8, wrapped=14, leading=1.2)
        fitted = sheet.box(middle, top - 36, wide, printable(printed.plan.title), title, lines=2)
        label = text("number", language)
        number = Style(10.5, BOLD, align=Align.CENTRE, least=7)
        sheet.box(middle, top - 36 - fitted.height - 19, wide, f"{label}：{printed.number}", number)
        if code is not None:
            sheet.qr(x + column - side, top - side, side, code)

    return Row(74, _draw, column)


def _day(printed: PrintedPaper, language: Language) -> str:
    on = printed.paper.on
    return f"{on.year} 年 {on.month} 月 {on.day} 日" if language == "zh" else on.isoformat()


def _parts_table(printed: PrintedPaper, language: Language, column: float) -> list[Row]:
    """Part, kind, worth, score and marker; a column a section, so many beside each other as can be read."""
    sections = printed.plan.sections
    most = 7 if column < 500 else 9
    made: list[Row] = []
    for start in range(0, len(sections), most):
        shown = sections[start : start + most]
        last = start + most >= len(sections)
        head: list[list[Piece]] = [[_small("part", language)]]
        kind: list[list[Piece]] = [[_small("kind", language)]]
        worth: list[list[Piece]] = [[_small("worth", language)]]
        for n, section in enumerate(shown, start + 1):
            head.append([Chars(numeral(n, language), 9)])
            kind.append([Chars(cleaned(section.title), 9)])
            worth.append([Chars(f"{section.number}×{plain(section.points)}", 9)])
        if last:
            head.append([_small("total", language)])
            kind.append([])
            worth.append([Chars(plain(printed.plan.max_score), 9)])
        across = len(head)
        first = 62.0
        widths = [first, *([(column - first) / (across - 1)] * (across - 1))]
        blank: list[list[Piece]] = [[]] * (across - 1)
        earned: list[list[Piece]] = [[_small("earned", language)], *blank]
        marker: list[list[Piece]] = [[_small("marker", language)], *blank]
        lines = [head, kind, worth, earned, marker]
        made += table(lines, column, _SMALL.leading, widths=widths, least=20)
    return made


def _small(code: str, language: Language) -> Chars:
    return Chars(text(code, language), 9)


# ---------------------------------------------------------------- what every page has


def _furniture(printed: PrintedPaper, language: Language, layout: Layout) -> Furniture:
    tall = layout.size[1]
    left, last = layout.columns[0], layout.columns[-1]

    def _draw(sheet: Sheet, page: int, pages: int) -> None:
        if page == 1:
            _sealing_line(sheet, tall, language)
        right = last.x + last.wide
        middle = (left.x + right) / 2
        sheet.line(left.x, _FOOT_MARGIN - 5, right, _FOOT_MARGIN - 5, 0.4, BLACK)
        foot = _FOOT_MARGIN - 18
        sheet.text(middle, foot, text("page", language, {"page": page, "pages": pages}), _FOOT)
        third = (right - left.x) / 2 - 50
        sheet.box(left.x, foot, third, printable(printed.plan.title), _FOOT_LEFT)
        sheet.text(right, foot, printed.number, _FOOT_RIGHT)
        for before, after in zip(layout.columns, layout.columns[1:], strict=False):
            x = (before.x + before.wide + after.x) / 2
            sheet.line(x, before.top, x, before.top - before.tall, 0.4, BLACK)

    return _draw


def _sealing_line(sheet: Sheet, tall: float, language: Language) -> None:
    """Who sits, turned by a right angle, and the dashed line along which the strip is folded and sealed."""
    bottom = _FOOT_MARGIN
    long = tall - _TOP_MARGIN - bottom
    with sheet.upwards(_SEAL_X - 12, bottom):
        style = Style(10.5, REGULAR)
        each = long / 4
        for n, code in enumerate(("region", "unit", "name", "staff_no")):
            label = text(code, language)
            sheet.text(n * each, 0, label, style)
            begin = n * each + (len(label) * 10.8 if language == "zh" else len(label) * 6.2) + 4
            sheet.line(begin, -2.5, (n + 1) * each - 10, -2.5, 0.6, BLACK)
    with sheet.upwards(_SEAL_X + 9, bottom):
        sheet.line(0, 3, long, 3, 0.8, BLACK, (1, 2.5))
        said = text("seal", language)
        # Drawn apart, on white, as a person reads along a fold.
        for n in range(3):
            at = long * (n + 0.5) / 3
            half = (len(said) * 4.6 if language == "zh" else len(said) * 2.3) + 6
            sheet.art(f"1 g {at - half:.2f} -3 {2 * half:.2f} 12 re f")
            sheet.text(at, 0, said, Style(9, align=Align.CENTRE))


__all__: Sequence[str] = ["A3", "A4", "Layout", "paper_pages"]
