"""Lists of an exam or a person, on paper and as tables: score sheet, attendance, who has not sat, transcript; and who
has which seat.

Must not know how a table becomes a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from desktop_app.exams.exam import Exam, exam, exam_people, exams
from desktop_app.exams.printed.texts import Language, plain, text
from desktop_app.exams.records import SittingRow, sittings
from desktop_app.exams.results import result
from desktop_app.exams.soundness import is_sound
from desktop_app.staff import Actor, Role, person, require
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its title, what it is about (a line each), headings and rows of texts; ``widths`` are shares of the
    page."""

    title: str
    about: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    tall: float = 18.0
    foot: str = ""

    @property
    def cells(self) -> list[list[str]]:
        """Headings and rows, as a table takes them."""
        return [list(self.headings), *(list(row) for row in self.rows)]


def _zone(store: Store) -> tzinfo:
    return ZoneInfo(store.setting("timezone", "Asia/Shanghai"))


def _day(store: Store, at: datetime) -> str:
    return at.astimezone(_zone(store)).date().isoformat()


def _about(store: Store, one: Exam, language: Language) -> tuple[str, ...]:
    zone = _zone(store)
    when = f"{one.opens_at.astimezone(zone):%Y-%m-%d %H:%M} – {one.closes_at.astimezone(zone):%Y-%m-%d %H:%M}"
    room = f"{text('room', language)}：{one.room}" if one.room else ""
    return tuple(line for line in (one.title, f"{one.id}　{when}　{room}".strip("　")) if line)


def score_list(store: Store, actor: Actor, exam_id: str, language: Language = "zh") -> Listing:
    """Everybody of an exam with what they reached. Only an examiner may. Raises ``NotAllowed``, ``UnknownExam``."""
    require(actor, Role.EXAMINER)
    one = exam(store, exam_id)
    sat: dict[str, list[SittingRow]] = {}
    for row in reversed(sittings(store, exam_id)):
        sat.setdefault(row.staff_no, []).append(row)
    rows: list[tuple[str, ...]] = []
    for who in exam_people(store, exam_id):
        own: list[SittingRow | None] = [*sat.get(who.staff_no, [])]
        for sat_row in own or [None]:
            rows.append(
                (str(len(rows) + 1), who.staff_no, who.name, who.unit, who.post, *_reached(store, sat_row, language))
            )
    sections = tuple(section.title for section in one.plan.sections)
    fixed = ("row", "staff_no", "name", "unit", "post", "attempt", "score", "result")
    return Listing(
        title=text("score_list", language),
        about=(*_about(store, one, language), text("people", language, {"n": len(exam_people(store, exam_id))})),
        headings=(*(text(code, language) for code in fixed), text("by_section", language)),
        rows=tuple(rows),
        widths=(0.06, 0.1, 0.11, 0.15, 0.12, 0.07, 0.09, 0.1, 0.2),
        foot=" / ".join(sections),
    )


def _reached(store: Store, row: SittingRow | None, language: Language) -> tuple[str, str, str, str]:
    """(attempt, score, result, by section)."""
    if row is None or row.state == "void":
        return ("", "", text("absent", language) if row is None else "—", "")
    if row.score is None or row.max_score is None:
        return (str(row.attempt), "", text("awaited", language) if row.state == "submitted" else "—", "")
    verdict = _verdict(store, row, language)
    parts = " / ".join(plain(section.score) for section in result(store, row.id).outcome.sections)
    return (str(row.attempt), plain(row.score), verdict, parts)


def attendance_list(store: Store, actor: Actor, exam_id: str, language: Language = "zh") -> Listing:
    """Everybody of an exam with room to sign. Only an examiner may. Raises ``NotAllowed``, ``UnknownExam``."""
    require(actor, Role.EXAMINER)
    one, zone = exam(store, exam_id), _zone(store)
    rows = tuple(
        (
            str(n),
            who.staff_no,
            who.name,
            who.unit,
            who.station,
            text("absent", language)
            if who.absent
            else f"{who.arrived_at.astimezone(zone):%H:%M}"
            if who.arrived_at
            else "",
            "",
        )
        for n, who in enumerate(exam_people(store, exam_id), 1)
    )
    codes = ("row", "staff_no", "name", "unit", "seat", "arrived", "signature")
    return Listing(
        title=text("attendance", language),
        about=(*_about(store, one, language), text("people", language, {"n": len(rows)})),
        headings=tuple(text(code, language) for code in codes),
        rows=rows,
        widths=(0.07, 0.13, 0.15, 0.2, 0.1, 0.1, 0.25),
        tall=26.0,
    )


def not_sat_list(
    store: Store, actor: Actor, exam_id: str = "", plan_code: str = "", language: Language = "zh"
) -> Listing:
    """Who has not sat: of one exam, or in none of a plan's exams. Only an examiner may. Raises ``NotAllowed``,
    ``UnknownExam``."""
    require(actor, Role.EXAMINER)
    of_plan = [one for one in exams(store) if one.plan_code == plan_code]
    chosen = of_plan if plan_code and not exam_id else [exam(store, exam_id)]
    sat = {who.staff_no for one in chosen for who in exam_people(store, one.id) if who.sat}
    found = {
        who.staff_no: (who, one) for one in chosen for who in exam_people(store, one.id) if who.staff_no not in sat
    }
    rows = tuple(
        (
            str(n),
            who.staff_no,
            who.name,
            who.unit,
            who.post,
            one.id,
            text("absent", language) if who.absent else "",
        )
        for n, (who, one) in enumerate(found.values(), 1)
    )
    codes = ("row", "staff_no", "name", "unit", "post", "exam", "note")
    about = _about(store, chosen[0], language) if exam_id and chosen else (plan_code,)
    return Listing(
        title=text("not_sat", language),
        about=(*about, text("people", language, {"n": len(rows)})),
        headings=tuple(text(code, language) for code in codes),
        rows=rows,
        widths=(0.07, 0.12, 0.14, 0.2, 0.15, 0.2, 0.12),
    )


def _verdict(store: Store, row: SittingRow, language: Language) -> str:
    """Passed or not; of a record that was changed from outside that, and nothing else can be said."""
    if not is_sound(store, row.id):
        return text("touched", language)
    return text("passed" if row.passed else "failed", language)


def transcript(
    store: Store, actor: Actor, staff_no: str, held: Sequence[tuple[str, str, str]], language: Language = "zh"
) -> Listing:
    """A person's released results over time; ``held``: title, number and last day of each certificate. Only an examiner
    may. Raises ``NotAllowed``, ``UnknownPerson``."""
    require(actor, Role.EXAMINER)
    who = person(store, staff_no)
    rows = [
        (
            _day(store, row.started_at),
            row.title,
            str(row.attempt),
            f"{plain(row.score)} / {plain(row.max_score)}",
            _verdict(store, row, language),
        )
        for row in reversed(sittings(store, staff_no=staff_no))
        if row.released and row.score is not None and row.max_score is not None
    ]
    rows += [(until, title, "", serial, text("certificate", language)) for title, serial, until in held]
    codes = ("ended", "exam", "attempt", "score", "result")
    unit = "　".join(piece for piece in (who.unit, who.post) if piece)
    return Listing(
        title=text("transcript", language),
        about=tuple(line for line in (f"{who.name}　{who.staff_no}", unit) if line),
        headings=tuple(text(code, language) for code in codes),
        rows=tuple(rows),
        widths=(0.15, 0.37, 0.1, 0.23, 0.15),
    )


def seats(store: Store, actor: Actor, exam_id: str) -> tuple[tuple[str, str, str], ...]:
    """Seat, name and number of everybody who has a seat, by seat. Only an examiner may. Raises ``NotAllowed``,
    ``UnknownExam``."""
    require(actor, Role.EXAMINER)
    found = [(who.station, who.name, who.staff_no) for who in exam_people(store, exam_id) if who.station]
    return tuple(sorted(found, key=lambda one: (len(one[0]), one[0])))
