"""The sat paper for the archive (答卷存档): the questions as they were shown, what was answered, the key, the points,
all that stands on record, and room for two signatures.

Must not know the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from desktop_app.banks.question import Kind
from desktop_app.base.errors import Fact
from desktop_app.base.progress import Progress, part, silent
from desktop_app.exams.printed.key_pages import written_answer
from desktop_app.exams.printed.marks import marks
from desktop_app.exams.printed.paper_pages import A4
from desktop_app.exams.printed.question_rows import Manner, question_rows
from desktop_app.exams.printed.sat import SatPaper
from desktop_app.exams.printed.texts import Language, numeral, plain, text
from desktop_app.exams.results import Reviewed
from desktop_app.exams.steps import Interruption
from desktop_app.pdf.archive import Description
from desktop_app.pdf.columns import Column, Furniture, Pages
from desktop_app.pdf.flow import Chars, Piece, Row, cleaned, gap, kept_together, rows
from desktop_app.pdf.fonts import BOLD, printable
from desktop_app.pdf.page import BLACK, MM, Align, Sheet, Style, document
from desktop_app.pdf.rich import Setting
from desktop_app.pdf.table import table

_COLUMN = Column(18 * MM, A4.size[1] - 15 * MM, A4.size[0] - 36 * MM, A4.columns[0].tall)
_SETTING = Setting(10, 16.0, find=marks)
_INDENT = 20.0

Say = Callable[[Interruption], str]


def archive_pdf(
    papers: Sequence[SatPaper],
    branch: str,
    at: datetime,
    say: Say,
    language: Language = "zh",
    progress: Progress = silent,
) -> bytes:
    """Sat papers, one after another; ``say`` puts what stands on record into words. Raises ``Cancelled``."""
    title = printable(papers[0].kept.title)
    about = Description(f"{title} {text('archive', language)}", printable(branch), papers[0].kept.exam_id, at)
    with document(A4.size, about) as (sheet, out):
        _draw_all(sheet, papers, branch, say, language, progress)
    return out.getvalue()


def _draw_all(
    sheet: Sheet, papers: Sequence[SatPaper], branch: str, say: Say, language: Language, progress: Progress
) -> None:
    for n, one in enumerate(papers):
        if n:
            sheet.next_page(A4.size)
        pages = archive_pages(one, branch, say, language)
        pages.draw(sheet, _furniture(one, language), part(progress, n, n + 1, len(papers)))


def archive_pages(sat: SatPaper, branch: str, say: Say, language: Language) -> Pages:
    """One sat paper set into pages."""
    pages = Pages((_COLUMN,))
    pages.add(_head(sat, branch, language))
    pages.add(_facts(sat, language))
    pages.add(_sections(sat, language))
    pages.add(_on_record(sat, say, language))
    for number, section in enumerate(sat.kept.plan.sections, 1):
        title = f"{numeral(number, language)}{'、' if language == 'zh' else '. '}{section.title}"
        opening = kept_together([gap(10), *rows([Chars(cleaned(title), 11, BOLD)], _COLUMN.wide, 18), gap(2)])
        manner = Manner(_SETTING, _COLUMN.wide, language, tagged=True)
        for item, reviewed in zip(sat.kept.paper.items, sat.reviewed, strict=True):
            if item.section == number:
                asked = question_rows(item, sat.questions[item.question_id], manner)
                # What was answered stays with the end of the question.
                asked[-2:] = [replace(row, stays=True) for row in asked[-2:]]
                pages.add([*opening, *asked, *_answered(sat, reviewed, item.position, language), gap(6)])
                opening = []
    pages.add(_signatures(language))
    return pages


# ---------------------------------------------------------------- the head


def _head(sat: SatPaper, branch: str, language: Language) -> list[Row]:
    wide = _COLUMN.wide

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        middle = x + wide / 2
        sheet.box(middle, top - 12, wide, printable(branch), Style(10.5, align=Align.CENTRE, least=6))
        style = Style(16, BOLD, align=Align.CENTRE, least=7, wrapped=13, leading=1.2)
        fitted = sheet.box(middle, top - 34, wide, printable(sat.kept.title), style, lines=2)
        sheet.text(middle, top - 54 - fitted.height, text("archive", language), Style(12, align=Align.CENTRE))

    return [Row(78, _draw, wide)]


def _cell(said: str, *, bold: bool = False) -> list[Piece]:
    return [Chars(cleaned(said), 9.5, BOLD)] if bold else [Chars(cleaned(said), 9.5)]


def _facts(sat: SatPaper, language: Language) -> list[Row]:
    one, who, record, outcome = sat.kept, sat.person, sat.record, sat.result.outcome
    verdict = "awaited" if not outcome.complete else "passed" if outcome.passed else "failed"
    # What is not marked yet is no score.
    score = f"{plain(outcome.score)} / {plain(outcome.max_score)}　" if outcome.complete else ""
    used = text("used_of", language, {"used": record.used_ms // 60_000, "allowed": record.allowed_ms // 60_000})
    facts = (
        ("name", who.name),
        ("staff_no", who.staff_no),
        ("unit", who.unit),
        ("post", who.post),
        ("exam", one.exam_id),
        ("attempt", str(one.attempt)),
        ("began", _when(sat, one.started_at)),
        ("ended", _when(sat, one.ended_at)),
        ("used", used if one.origin == "screen" else "—"),
        ("score", f"{score}{text(verdict, language)}"),
    )
    lines = []
    for n in range(0, len(facts), 2):
        pair = facts[n : n + 2]
        lines.append([cell for code, said in pair for cell in (_cell(text(code, language), bold=True), _cell(said))])
    label = 62.0
    return table(lines, _COLUMN.wide, 14, widths=[label, _COLUMN.wide / 2 - label] * 2, least=20)


def _when(sat: SatPaper, at: datetime | None) -> str:
    return f"{at.astimezone(sat.zone):%Y-%m-%d %H:%M}" if at else ""


def _sections(sat: SatPaper, language: Language) -> list[Row]:
    lines = [[_cell(text("by_section", language), bold=True), _cell(text("score", language), bold=True)]]
    lines += [
        [_cell(one.title), _cell(f"{plain(one.score)} / {plain(one.max_score)}")] for one in sat.result.outcome.sections
    ]
    return [gap(8), *table(lines, _COLUMN.wide, 14, widths=[_COLUMN.wide - 110, 110.0], least=18)]


def _on_record(sat: SatPaper, say: Say, language: Language) -> list[Row]:
    """Interruptions and time given, gradings with their reasons, the seal."""
    said = [say(one) for one in sat.record.interruptions] or [text("nothing_on_record", language)]
    for one in sat.gradings:
        facts: dict[str, Fact] = {
            "version": one.version,
            "at": _when(sat, one.at),
            "score": plain(one.score),
            "reason": " ".join(piece for piece in (_reason(one.reason, language), one.staff_no) if piece),
        }
        said.append(text("grading", language, facts))
    found = sat.record.breach
    said.append(
        text("chain_ok", language) if found is None else text(f"chain_{found.touched}", language, {"n": found.at})
    )
    title = rows([Chars(text("on_record", language), 10, BOLD)], _COLUMN.wide, 16)
    made = [gap(8), *title]
    for one_line in said:
        made += rows([Chars(cleaned(one_line), 9)], _COLUMN.wide, 13.5, indent=_INDENT)
    return made


def _reason(reason: str, language: Language) -> str:
    """Why it was graded: the program's own reasons are codes, an examiner's are words."""
    return text(f"reason_{reason}", language) if reason in ("submitted", "marked") else reason


# ---------------------------------------------------------------- answers


def _answered(sat: SatPaper, reviewed: Reviewed, position: int, language: Language) -> list[Row]:
    """What was answered to a question, what is right, and what it earned; a scenario's, part by part."""
    if reviewed.shown.kind is not Kind.SCENARIO:
        return _line("", reviewed, sat.notes.get((position, 0), ""), language)
    made: list[Row] = []
    if reviewed.shown.branching:
        made += rows([Chars(text("path", language), 9, BOLD)], _COLUMN.wide, 14, indent=_INDENT)
    for n, one in enumerate(reviewed.parts, 1):
        made += _line(f"({n}) ", one, sat.notes.get((position, n), ""), language)
    return made


def _line(number: str, one: Reviewed, note: str, language: Language) -> list[Row]:
    graded = one.graded
    points = text("awaited", language) if graded.awaiting else plain(graded.points)
    earned = text("got", language, {"points": points, "max": plain(graded.max)})
    essay = one.shown.kind is Kind.ESSAY
    given = str(one.answer or "") if essay else written_answer(one.shown, one.answer, language)
    pieces: list[Piece] = [Chars(cleaned(f"{number}{text('given', language)}"), 9.5)]
    pieces.append(Chars(cleaned(given or text("given_none", language)), 9.5, BOLD))
    if not essay:
        pieces.append(Chars(cleaned(text("right", language) + written_answer(one.shown, one.right, language)), 9.5))
    pieces.append(Chars(earned, 9.5))
    made = rows(pieces, _COLUMN.wide, 14.5, indent=_INDENT)
    if note:
        said = Chars(cleaned(text("mark_note", language, {"note": note})), 9)
        made += rows([said], _COLUMN.wide, 13.5, indent=_INDENT)
    return made


def _signatures(language: Language) -> list[Row]:
    wide = _COLUMN.wide

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        for n, code in enumerate(("signed_candidate", "signed_examiner", "signed_on")):
            left, right = x + n * wide / 3, x + (n + 1) * wide / 3 - 12
            sheet.text(left, top - 34, text(code, language), Style(9.5))
            sheet.line(left + 56, top - 36, right, top - 36, 0.6, BLACK)

    return [gap(10), Row(48, _draw, wide)]


def _furniture(sat: SatPaper, language: Language) -> Furniture:
    def _draw(sheet: Sheet, page: int, pages: int) -> None:
        left, right, foot = _COLUMN.x, _COLUMN.x + _COLUMN.wide, 11 * MM
        sheet.line(left, foot + 12, right, foot + 12, 0.4, BLACK)
        said = text("page", language, {"page": page, "pages": pages})
        sheet.text((left + right) / 2, foot, said, Style(9, align=Align.CENTRE))
        who = printable(f"{sat.person.name} {sat.person.staff_no}")
        sheet.box(left, foot, (right - left) / 2 - 60, who, Style(8.5, least=4))
        sheet.text(right, foot, sat.kept.id, Style(8.5, align=Align.RIGHT))

    return _draw
