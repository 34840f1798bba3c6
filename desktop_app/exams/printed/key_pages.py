"""The key of a printed paper: for each number the answer, its points, why, and the rule it rests on. Must not know the
store."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from desktop_app.banks.question import ONE, Blank, Essay, Kind, Multiple, Numeric, Question, Single, Source
from desktop_app.exams.printed.kept import PrintedPaper
from desktop_app.exams.printed.marks import marks
from desktop_app.exams.printed.paper_pages import A4
from desktop_app.exams.printed.places import Place, places
from desktop_app.exams.printed.texts import Language, numeral, plain, text
from desktop_app.exams.shown import ShownQuestion, letter
from desktop_app.pdf.columns import Column, Furniture, Pages
from desktop_app.pdf.flow import Chars, Piece, Row, cleaned, gap, kept_together, rows
from desktop_app.pdf.fonts import BOLD, printable
from desktop_app.pdf.page import MM, Align, Sheet, Style
from desktop_app.pdf.rich import Setting, inline
from desktop_app.pdf.table import table

_COLUMN = Column(18 * MM, A4.size[1] - 15 * MM, A4.size[0] - 36 * MM, A4.columns[0].tall)
_SMALL = Setting(9, 13.5, find=marks)
_AT_A_GLANCE = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE})
_ACROSS = 10
_LONGEST = 400


def key_pages(printed: PrintedPaper, branch: str, language: Language) -> tuple[Pages, Furniture]:
    """The key set into pages, and what every page has besides."""
    pages = Pages((_COLUMN,))
    everything = places(printed.paper, printed.questions)
    pages.add(_head(printed, branch, language))
    pages.add(_glance([place for place in everything if place.shown.kind in _AT_A_GLANCE], language))
    for number, section in enumerate(printed.plan.sections, 1):
        own = [place for place in everything if place.item.section == number]
        title = f"{numeral(number, language)}{'、' if language == 'zh' else '. '}{section.title}"
        opening = [gap(9), *rows([Chars(cleaned(title), 11, BOLD)], _COLUMN.wide, 18), gap(2)]
        lines = _table(own, language)
        pages.add([*kept_together([*opening, *lines[:2]]), *lines[2:]])
    return pages, _furniture(printed, language)


def written(place: Place, language: Language = "zh") -> str:
    """The right answer as somebody writes it on an answer sheet; empty for an essay."""
    return "" if place.shown.kind is Kind.ESSAY else written_answer(place.shown, place.right, language)


def written_answer(shown: ShownQuestion, answer: Any, language: Language) -> str:
    """An answer in the shown form as somebody writes it on an answer sheet; empty for none. Not of a scenario."""
    if answer is None or answer in ([], {}, ""):
        return ""
    match shown.kind:
        case Kind.TRUE_FALSE:
            return text("true" if answer else "false", language)
        case Kind.MULTIPLE | Kind.ORDER:
            return "".join(answer)
        case Kind.BLANK:
            return " | ".join(gap or "" for gap in answer)
        case Kind.MATCH:
            return " ".join(f"{left}{number}" for left, number in answer.items())
        case _:
            return str(answer)


def accepted(place: Place, language: Language) -> str:
    """Everything that counts: other wordings, tolerances, what an option is worth where it is neither 0 nor 1."""
    question = place.question
    match question:
        case Blank():
            gaps = [" / ".join(_worth(one.text, one.credit) for one in gap.accept) for gap in question.blanks]
            return "；".join(f"({n}) {one}" for n, one in enumerate(gaps, 1)) if len(gaps) > 1 else gaps[0]
        case Numeric():
            numbers = [
                _worth(f"{plain(n.value)}{f' ± {plain(n.tolerance)}' if n.tolerance else ''}", n.credit)
                for n in question.numbers
            ]
            return f"{' / '.join(numbers)} {question.unit}".strip()
        case Single() | Multiple():
            order = place.item.option_order if place.part is None else place.item.part_orders[place.part]
            partly = [
                _worth(letter(n), question.options[i].credit)
                for n, i in enumerate(order)
                if question.options[i].credit not in {0, ONE}
            ]
            return f"{written(place, language)}{_bracketed(partly)}"
        case Essay():
            return text("essay_by_marks", language)
        case _:
            return written(place, language)


def _worth(said: str, credit: Decimal) -> str:
    return said if credit == ONE else f"{said} {plain(credit * 100)}%"


def _bracketed(said: Sequence[str]) -> str:
    return f"（{'，'.join(said)}）" if said else ""


# ---------------------------------------------------------------- what stands there


def _head(printed: PrintedPaper, branch: str, language: Language) -> list[Row]:
    wide = _COLUMN.wide

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.text(x, top - 12, text("confidential", language), Style(11, BOLD))
        sheet.box(x + wide / 2, top - 12, wide - 180, printable(branch), Style(10, align=Align.CENTRE, least=6))
        title = f"{printable(printed.plan.title)}　{text('key', language)}"
        style = Style(15, BOLD, align=Align.CENTRE, least=7, wrapped=13, leading=1.2)
        fitted = sheet.box(x + wide / 2, top - 34, wide, title, style, lines=2)
        number = f"{text('number', language)}：{printed.number}"
        sheet.box(x + wide / 2, top - 54 - fitted.height, wide, number, Style(11, BOLD, align=Align.CENTRE))

    on = printed.paper.on.isoformat()
    cut_off = rows([Chars(text("cut_off", language, {"on": on}), 9)], wide, 14)
    return kept_together([Row(68, _draw, wide), *cut_off])


def _glance(group: Sequence[Place], language: Language) -> list[Row]:
    """The letters of all questions that have letters, ten a line."""
    if not group:
        return []
    title = rows([Chars(text("overview", language), 11, BOLD)], _COLUMN.wide, 18)
    made: list[Row] = []
    for start in range(0, len(group), _ACROSS):
        held = group[start : start + _ACROSS]
        widths = [_COLUMN.wide / _ACROSS] * len(held)
        numbers: list[list[Piece]] = [[Chars(place.number, 8.5)] for place in held]
        answers: list[list[Piece]] = [[Chars(written(place, language), 9.5, BOLD)] for place in held]
        made += kept_together(table([numbers, answers], _COLUMN.wide, 13, widths=widths, least=16))
        made.append(gap(3))
    return [*kept_together([gap(8), *title, gap(2), *made[:2]]), *made[2:]]


def _table(group: Sequence[Place], language: Language) -> list[Row]:
    wide = _COLUMN.wide
    widths = [40.0, wide * 0.24, 36.0, wide - 76.0 - wide * 0.24]
    head: list[list[Piece]] = [
        [Chars(text(code, language), 9, BOLD)] for code in ("part", "right_answer", "worth_points", "why")
    ]
    lines = [head]
    for place in group:
        lines.append(
            [
                [Chars(place.number, 9)],
                inline(accepted(place, language), _SMALL, widths[1] - 8),
                [Chars(plain(place.points), 9)],
                _why(place, language, widths[3]),
            ]
        )
    return table(lines, wide, _SMALL.leading, widths=widths)


def _why(place: Place, language: Language, wide: float) -> list[Piece]:
    question = place.question
    said = " ".join(question.explanation.split())
    if len(said) > _LONGEST and not isinstance(question, Essay):
        said = f"{said[:_LONGEST]}…"
    pieces = inline(said, _SMALL, wide - 8, question.images) if said else []
    source = _source(question, language)
    if source:
        pieces += [*([Chars("\n", 9)] if pieces else []), Chars(cleaned(source), 9)]
    return pieces


def _source(question: Question, language: Language) -> str:
    return cited(question.source, language) if question.source else ""


def cited(source: Source, language: Language) -> str:
    """A source as it is cited: 《名称》（文号）第几条（发布机关）."""
    document = source.document if source.document.startswith("《") else f"《{source.document}》"
    number = f"（{source.number}）" if source.number else ""
    issuer = f"，{source.issuer}" if source.issuer else ""
    return f"{text('rests_on', language)}{document}{number}{source.article}{issuer}"


def _furniture(printed: PrintedPaper, language: Language) -> Furniture:
    def _draw(sheet: Sheet, page: int, pages: int) -> None:
        left, right = _COLUMN.x, _COLUMN.x + _COLUMN.wide
        foot = 11 * MM
        sheet.text(
            (left + right) / 2,
            foot,
            text("page", language, {"page": page, "pages": pages}),
            Style(9, align=Align.CENTRE),
        )
        sheet.text(right, foot, printed.number, Style(8, align=Align.RIGHT))
        sheet.text(left, foot, text("confidential", language), Style(8.5, BOLD))

    return _draw
