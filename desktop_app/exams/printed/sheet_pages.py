"""The answer sheet of a printed paper: boxes to fill for letters, lines for words, boxes for the staff number; as many
pages as it takes. Must not know the store, or what is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from desktop_app.banks.question import Kind
from desktop_app.exams.printed.kept import PrintedPaper
from desktop_app.exams.printed.paper_pages import A4
from desktop_app.exams.printed.places import Place, places
from desktop_app.exams.printed.question_rows import essay_lines, ruled
from desktop_app.exams.printed.texts import Language, numeral, plain, text
from desktop_app.pdf.columns import Column, Furniture, Pages
from desktop_app.pdf.flow import Chars, Row, cleaned, gap, kept_together, measured, rows
from desktop_app.pdf.fonts import BOLD, REGULAR, printable
from desktop_app.pdf.page import BLACK, MM, Align, Sheet, Style
from desktop_app.pdf.qr import qr_code

_COLUMN = Column(18 * MM, A4.size[1] - 15 * MM, A4.size[0] - 36 * MM, A4.columns[0].tall)
_FILLED = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE})
_BOX_WIDE, _BOX_TALL, _BOX_APART = 17.0, 11.5, 5.0
_ROW_TALL = 19.0
_BLOCK = 5
"""Questions that stand below each other before the next ones stand beside them."""
_STAFF_BOXES = 12
_LINE_TALL = 30.0
_NUMBER = Style(10, align=Align.RIGHT)
_LETTER = Style(7.5, align=Align.CENTRE)


def sheet_pages(printed: PrintedPaper, branch: str, language: Language) -> tuple[Pages, Furniture]:
    """The answer sheet set into pages, and what every page has besides."""
    pages = Pages((_COLUMN,))
    pages.add(_head(printed, branch, language))
    everything = places(printed.paper, printed.questions)
    for number, section in enumerate(printed.plan.sections, 1):
        own = [place for place in everything if place.item.section == number]
        title = f"{numeral(number, language)}{'、' if language == 'zh' else '. '}{section.title}"
        opening = [gap(8), *rows([Chars(cleaned(title), 10.5, BOLD)], _COLUMN.wide, 18), gap(1)]
        opening = [replace(row, stays=True) for row in opening]
        runs = [(filled, list(run)) for filled, run in groupby(own, key=lambda place: place.shown.kind in _FILLED)]
        for filled, run in runs:
            block = _bubbles(run) if filled else _written(run, language)
            pages.add([*opening, *block])
            opening = []
    return pages, _furniture(printed, language)


# ---------------------------------------------------------------- the head


def _head(printed: PrintedPaper, branch: str, language: Language) -> list[Row]:
    side = 19 * MM
    code = qr_code(printed.number)
    wide = _COLUMN.wide

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        between = wide - 2 * (side + 6)
        sheet.box(x + wide / 2, top - 12, between, printable(branch), Style(10, align=Align.CENTRE, least=6))
        title = f"{printable(printed.plan.title)}　{text('sheet', language)}"
        style = Style(15, BOLD, align=Align.CENTRE, least=7, wrapped=12, leading=1.2)
        fitted = sheet.box(x + wide / 2, top - 31, between, title, style, lines=2)
        number = f"{text('number', language)}：{printed.number}"
        sheet.box(x + wide / 2, top - 31 - fitted.height - 18, between, number, Style(10.5, BOLD, align=Align.CENTRE))
        if code is not None:
            sheet.qr(x + wide - side, top - side, side, code)

    return [Row(70, _draw, wide, stays=True), _who(language), _how(language)]


def _who(language: Language) -> Row:
    """Region, unit and name on lines; a box for each character of the staff number."""
    wide = _COLUMN.wide

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        each = wide / 3
        for n, code in enumerate(("region", "unit", "name")):
            label = text(code, language)
            sheet.text(x + n * each, top - 16, label, Style(10.5))
            begin = x + n * each + measured(label, REGULAR, 10.5) + 4
            sheet.line(begin, top - 19, x + (n + 1) * each - 8, top - 19, 0.6, BLACK)
        label = text("staff_no", language)
        sheet.text(x, top - 42, label, Style(10.5))
        begin = x + measured(label, REGULAR, 10.5) + 6
        for n in range(_STAFF_BOXES):
            sheet.frame(begin + n * 26, top - 50, 24, 24, 0.7)

    return Row(58, _draw, wide, stays=True)


def _how(language: Language) -> Row:
    wide = _COLUMN.wide
    before, _, after = text("fill_how", language).partition("{filled}")

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        at = x
        sheet.text(at, top - 14, before, Style(8.5))
        at += measured(before, REGULAR, 8.5) + 3
        sheet.art(f"0 g {at:.2f} {top - 16:.2f} {_BOX_WIDE} {_BOX_TALL - 2} re f")
        at += _BOX_WIDE + 3
        sheet.box(at, top - 14, x + wide - at, after.strip(), Style(8.5, least=6))
        sheet.line(x, top - 22, x + wide, top - 22, 0.8, BLACK)

    return Row(26, _draw, wide)


# ---------------------------------------------------------------- boxes to fill


def _letters(place: Place) -> tuple[str, ...]:
    if place.shown.kind is Kind.TRUE_FALSE:
        return ("√", "×")
    return tuple(option.letter for option in place.shown.options)


def _bubbles(group: Sequence[Place]) -> list[Row]:
    """Questions in blocks of five below each other, as many blocks beside each other as there is room for; a question
    with more letters than a line holds goes on below itself."""
    label = max(measured(place.number, REGULAR, 10) for place in group) + 8
    most = max(len(_letters(place)) for place in group)
    step = _BOX_WIDE + _BOX_APART
    on_line = max(min(most, int((_COLUMN.wide - label) / step)), 1)
    cell = label + on_line * step + 14
    across = max(1, min(4, int((_COLUMN.wide + 14) / cell)))
    deep = -(-most // on_line)
    made: list[Row] = []
    for start in range(0, len(group), _BLOCK * across):
        held = group[start : start + _BLOCK * across]
        blocks = [held[n : n + _BLOCK] for n in range(0, len(held), _BLOCK)]
        block = [
            _bubble_row([one[line] for one in blocks if line < len(one)], _COLUMN.wide / across, label, on_line, deep)
            for line in range(min(_BLOCK, len(held)))
        ]
        made += [*kept_together(block), gap(7)]
    return made


def _bubble_row(line: Sequence[Place], cell: float, label: float, on_line: int, deep: int) -> Row:
    def _draw(sheet: Sheet, x: float, top: float) -> None:
        for n, place in enumerate(line):
            left = x + n * cell
            sheet.text(left + label - 5, top - 13, place.number, _NUMBER)
            for k, letter in enumerate(_letters(place)):
                below, beside = divmod(k, on_line)
                box = left + label + beside * (_BOX_WIDE + _BOX_APART)
                foot = top - 15.5 - below * _ROW_TALL
                sheet.frame(box, foot, _BOX_WIDE, _BOX_TALL, 0.6, 2)
                sheet.text(box + _BOX_WIDE / 2, foot + 3, letter, _LETTER)

    letters = max(min(len(_letters(place)), on_line) for place in line)
    right = (len(line) - 1) * cell + label + letters * (_BOX_WIDE + _BOX_APART)
    return Row(_ROW_TALL * deep, _draw, right)


# ---------------------------------------------------------------- words, numbers, letters to write


def _written(group: Sequence[Place], language: Language) -> list[Row]:
    made: list[Row] = []
    for place in group:
        made += _of_kind(place, language)
    return [*made, gap(4)]


def _of_kind(place: Place, language: Language) -> list[Row]:
    wide = _COLUMN.wide
    shown = place.shown
    label = measured(place.number, REGULAR, 10) + 12
    match shown.kind:
        case Kind.BLANK:
            return _lines(place, label, [f"({n})" if shown.blanks > 1 else "" for n in range(1, shown.blanks + 1)])
        case Kind.NUMERIC:
            return [_lined(place.number, label, wide * 0.45, unit=printable(shown.unit))]
        case Kind.ORDER:
            return _boxed(place, label, [""] * len(shown.options), "→")
        case Kind.MATCH:
            return _boxed(place, label, [left.letter for left in shown.left], "")
        case _:
            points = text("part_points", language, {"points": plain(place.points)})
            head = rows([Chars(f"{place.number}　{points}", 10)], wide, 18)
            lines = ruled(essay_lines(shown), wide)
            return [*kept_together([*head, lines[0]]), *lines[1:], gap(6)]


def _lines(place: Place, label: float, marks: Sequence[str]) -> list[Row]:
    """A line a blank, two beside each other."""
    made = []
    for start in range(0, len(marks), 2):
        made.append(_row_of_lines(place.number if not start else "", label, marks[start : start + 2]))
    return kept_together(made)


def _row_of_lines(number: str, label: float, marks: Sequence[str]) -> Row:
    wide = _COLUMN.wide

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.text(x + label - 6, top - 20, number, _NUMBER)
        each = (wide - label) / 2
        for n, mark in enumerate(marks):
            left = x + label + n * each
            sheet.text(left, top - 20, mark, Style(9))
            sheet.line(left + (16 if mark else 0), top - 23, left + each - 12, top - 23, 0.6, BLACK)

    return Row(_LINE_TALL, _draw, wide)


def _lined(number: str, label: float, long: float, unit: str) -> Row:
    def _draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.text(x + label - 6, top - 20, number, _NUMBER)
        sheet.line(x + label, top - 23, x + label + long, top - 23, 0.6, BLACK)
        sheet.box(x + label + long + 6, top - 20, _COLUMN.wide - label - long - 6, unit, Style(10, least=6))

    return Row(_LINE_TALL, _draw, _COLUMN.wide)


def _boxed(place: Place, label: float, marks: Sequence[str], between: str) -> list[Row]:
    """A box a letter, with what stands before it or between them."""
    each = 44.0
    across = max(1, int((_COLUMN.wide - label) / each))
    made = []
    for start in range(0, len(marks), across):
        held = marks[start : start + across]
        made.append(Row(_LINE_TALL, _boxes(place.number if not start else "", label, held, between, each, start)))
    return kept_together(made)


def _boxes(
    number: str, label: float, marks: Sequence[str], between: str, each: float, start: int
) -> Callable[[Sheet, float, float], None]:
    def _draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.text(x + label - 6, top - 20, number, _NUMBER)
        for n, mark in enumerate(marks):
            left = x + label + n * each
            if mark:
                sheet.text(left, top - 20, mark, Style(10))
            elif between and n + start:
                sheet.text(left, top - 20, between, Style(10))
            sheet.frame(left + 15, top - 26, 22, 22, 0.6)

    return _draw


def _furniture(printed: PrintedPaper, language: Language) -> Furniture:
    def _draw(sheet: Sheet, page: int, pages: int) -> None:
        left, right = _COLUMN.x, _COLUMN.x + _COLUMN.wide
        foot = 11 * MM
        # Four marks in the corners, by which a scan is set straight.
        for x in (left - 8 * MM, right + 4 * MM):
            for y in (8 * MM, A4.size[1] - 12 * MM):
                sheet.art(f"0 g {x:.2f} {y:.2f} {4 * MM:.2f} {4 * MM:.2f} re f")
        sheet.text(
            (left + right) / 2,
            foot,
            text("page", language, {"page": page, "pages": pages}),
            Style(9, align=Align.CENTRE),
        )
        sheet.text(right, foot, printed.number, Style(8, align=Align.RIGHT))
        sheet.box(left, foot, 180, printable(f"{text('sheet', language)}　{printed.plan.title}"), Style(8, least=5))

    return _draw
