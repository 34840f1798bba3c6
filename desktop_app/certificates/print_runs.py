"""Print runs as records: which certificate stands on which sheet, what came onto paper when, by whom and on what, and
which sheets were spoiled.

Promises: a run knows its sheets from its beginning and they never change, so that it goes on after a jam or a crash
from any of them; what was printed stays on record as it is, printing again is an entry of its own. Must not know how
a sheet is drawn or sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, MissingError
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.print_order import Order, holds, order_from
from desktop_app.certificates.print_sheets import PrintSheet, places_of
from desktop_app.certificates.records import Certificate, certificates_of
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store
from desktop_app.templates.kept import template_of


class UnknownRun(MissingError):
    """No print run has this number; facts: run."""

    code = "print_run_unknown"


class UnknownSheet(MissingError):
    """The run has no such sheet; facts: run, sheet, sheets."""

    code = "print_sheet_unknown"


class SpoiledReasonMissing(InputError):
    """A sheet is spoiled for a reason; facts: run, sheet."""

    code = "spoiled_reason_missing"


class Medium(StrEnum):
    """What a sheet came onto."""

    PRINTER = "printer"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Run:
    """A run. ``printed``: so many of its sheets have come onto paper or into a file and were not spoiled; ``next``: the
    first that has not, 0 where all have."""

    number: int
    order: Order
    certificates: int
    sheets: int
    begun_at: datetime
    begun_by: str
    printed: int
    spoiled: int
    next: int


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A sheet of a run as it stands: how often it was printed, last when and on what; whether it is ``done``: printed,
    and not spoiled since."""

    sheet: int
    serials: tuple[str, ...]
    times: int
    done: bool
    at: datetime | None
    medium: Medium | None
    target: str
    spoiled: int


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A sheet of paper that was spoiled; ``form_number`` where it was a numbered form."""

    run: int
    sheet: int
    form_number: str
    why: str
    at: datetime
    staff_no: str


def begin(store: Store, actor: Actor, sheets: Sequence[PrintSheet], order: Order, reading: Reading) -> Run:
    """Put a run on record, nothing of it printed yet. Only an examiner may. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    places = [
        (sheet.number, place, one.serial)
        for sheet in sheets
        for place, one in enumerate(sheet.certificates)
        if one is not None
    ]
    facts: dict[str, Fact] = {"certificates": len(places), "sheets": len(sheets)}
    with store.write("certificates", actor=actor, action="print_run_begun", at=reading, facts=facts) as db:
        number = int(db.execute("SELECT coalesce(max(number), 0) + 1 FROM print_run").fetchone()[0])
        facts["run"] = number
        db.execute(
            "INSERT INTO print_run (number, layout, certificates, sheets, begun_at, begun_by)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, order.to_json(), len(places), len(sheets), as_text(reading.at), actor.staff_no),
        )
        db.conn.executemany(f"INSERT INTO print_place (run, sheet, place, serial) VALUES ({number}, ?, ?, ?)", places)
    return run(store, number)


def note_printed(
    store: Store,
    actor: Actor,
    number: int,
    sheets: Sequence[int],
    medium: Medium,
    target: str,
    reading: Reading,
) -> None:
    """Put on record that sheets came onto paper, or into a file. Only an examiner may. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    facts: dict[str, Fact] = {
        "run": number,
        "sheets": len(sheets),
        "first_sheet": min(sheets),
        "last_sheet": max(sheets),
        "medium": medium.value,
        "target": target,
    }
    with store.write("certificates", actor=actor, action="certificates_printed", at=reading, facts=facts) as db:
        db.conn.executemany(
            "INSERT INTO print_sheet (run, sheet, medium, target, at, staff_no) VALUES (?, ?, ?, ?, ?, ?)",
            [(number, sheet, medium.value, target, as_text(reading.at), actor.staff_no) for sheet in sheets],
        )


def spoil(
    store: Store, actor: Actor, number: int, sheet: int, why: str, reading: Reading, *, form_number: str = ""
) -> None:
    """Put on record that a sheet of paper was spoiled: what was printed on it last counts as not printed. Only an
    examiner may. Raises ``NotAllowed``, ``UnknownRun``, ``UnknownSheet``, ``SpoiledReasonMissing``."""
    require(actor, Role.EXAMINER)
    require_sheet(run(store, number), sheet)
    reason, form = tidy(why), tidy(form_number)
    if not reason:
        raise SpoiledReasonMissing(run=number, sheet=sheet)
    facts: dict[str, Fact] = {"run": number, "sheet": sheet, "form_number": form, "why": reason}
    with store.write("certificates", actor=actor, action="sheet_spoiled", at=reading, facts=facts) as db:
        db.execute(
            "INSERT INTO spoiled_sheet (run, sheet, printing, form_number, why, at, staff_no)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, sheet, _last_printing(db, number, sheet), form, reason, as_text(reading.at), actor.staff_no),
        )


def _last_printing(db: Database, number: int, sheet: int) -> int | None:
    row = db.execute("SELECT max(id) FROM print_sheet WHERE run = ? AND sheet = ?", (number, sheet)).fetchone()
    return None if row[0] is None else int(row[0])


# ---------------------------------------------------------------- reading

_GOOD = """
SELECT DISTINCT s.run AS run, s.sheet AS sheet FROM print_sheet s
 WHERE NOT EXISTS (SELECT 1 FROM spoiled_sheet x WHERE x.printing = s.id)
"""
_RUNS = f"""
SELECT r.number, r.layout, r.certificates, r.sheets, r.begun_at, r.begun_by,
       (SELECT count(*) FROM ({_GOOD}) g WHERE g.run = r.number),
       (SELECT count(*) FROM spoiled_sheet x WHERE x.run = r.number),
       (SELECT min(p.sheet) FROM print_place p JOIN certificate c ON c.serial = p.serial
         WHERE p.run = r.number AND c.revoked_at IS NULL AND c.superseded_by IS NULL
           AND NOT EXISTS (SELECT 1 FROM ({_GOOD}) g WHERE g.run = p.run AND g.sheet = p.sheet))
  FROM print_run r
"""


def runs(store: Store) -> tuple[Run, ...]:
    """Every run, the newest first."""
    return tuple(_run(row) for row in store.read.execute(f"{_RUNS} ORDER BY r.number DESC").fetchall())


def run(store: Store, number: int) -> Run:
    """The run of that number. Raises ``UnknownRun``."""
    row = store.read.execute(f"{_RUNS} WHERE r.number = ?", (number,)).fetchone()
    if row is None:
        raise UnknownRun(run=number)
    return _run(row)


def _run(row: Sequence[Any]) -> Run:
    number, order, certificates, sheets, begun_at, begun_by, printed, spoiled, left = row
    return Run(
        number=number,
        order=order_from(order),
        certificates=certificates,
        sheets=sheets,
        begun_at=from_text(begun_at),
        begun_by=begun_by,
        printed=printed,
        spoiled=spoiled,
        next=left or 0,
    )


def require_sheet(one: Run, sheet: int) -> int:
    """The sheet's number again. Raises ``UnknownSheet``."""
    if not 1 <= sheet <= one.sheets:
        raise UnknownSheet(run=one.number, sheet=sheet, sheets=one.sheets)
    return sheet


def sheet_records(store: Store, number: int) -> tuple[SheetRecord, ...]:
    """The sheets of a run, as they stand. Raises ``UnknownRun``."""
    run(store, number)
    serials: dict[int, list[str]] = {}
    for sheet, serial in store.read.execute(
        "SELECT sheet, serial FROM print_place WHERE run = ? ORDER BY sheet, place", (number,)
    ).fetchall():
        serials.setdefault(sheet, []).append(serial)
    printings: dict[int, list[Sequence[Any]]] = {}
    for row in store.read.execute(
        "SELECT s.sheet, s.at, s.medium, s.target, EXISTS (SELECT 1 FROM spoiled_sheet x WHERE x.printing = s.id)"
        " FROM print_sheet s WHERE s.run = ? ORDER BY s.id",
        (number,),
    ).fetchall():
        printings.setdefault(row[0], []).append(row)
    spoiled = dict(
        store.read.execute(
            "SELECT sheet, count(*) FROM spoiled_sheet WHERE run = ? GROUP BY sheet", (number,)
        ).fetchall()
    )
    return tuple(
        _record(sheet, ones, printings.get(sheet, []), spoiled.get(sheet, 0)) for sheet, ones in serials.items()
    )


def _record(sheet: int, serials: list[str], printings: list[Sequence[Any]], spoiled: int) -> SheetRecord:
    last = printings[-1] if printings else None
    return SheetRecord(
        sheet=sheet,
        serials=tuple(serials),
        times=len(printings),
        done=any(not row[4] for row in printings),
        at=from_text(last[1]) if last else None,
        medium=Medium(last[2]) if last else None,
        target=last[3] if last else "",
        spoiled=spoiled,
    )


def spoiled_sheets(store: Store, number: int | None = None) -> tuple[Spoiled, ...]:
    """What was spoiled, of one run or of all, the newest first."""
    where, values = ("WHERE run = ?", (number,)) if number is not None else ("", ())
    rows = store.read.execute(
        f"SELECT run, sheet, form_number, why, at, staff_no FROM spoiled_sheet {where} ORDER BY id DESC", values
    ).fetchall()
    return tuple(
        Spoiled(run=number_, sheet=sheet, form_number=form, why=why, at=from_text(at), staff_no=staff_no)
        for number_, sheet, form, why, at, staff_no in rows
    )


def run_sheets(store: Store, one: Run, first: int = 1, last: int = 0) -> tuple[PrintSheet, ...]:
    """The sheets of a run as they were arranged, from ``first`` to ``last`` (0: to the end). The place of a certificate
    that holds no longer stays empty; a sheet on which none holds is left out. Raises ``UnknownSheet``."""
    require_sheet(one, first)
    last = require_sheet(one, last or one.sheets)
    rows = store.read.execute(
        "SELECT sheet, place, serial FROM print_place WHERE run = ? AND sheet BETWEEN ? AND ? ORDER BY sheet, place",
        (one.number, first, last),
    ).fetchall()
    known = {found.serial: found for found in certificates_of(store, [row[2] for row in rows])}
    by_sheet: dict[int, list[Certificate]] = {}
    for sheet, _, serial in rows:
        by_sheet.setdefault(sheet, []).append(known[serial])
    return tuple(
        PrintSheet(
            sheet, template, places_of(template, one.order), tuple(each if holds(each) else None for each in ones)
        )
        for sheet, ones in by_sheet.items()
        for template in [template_of(store, ones[0].template)]
        if any(holds(each) for each in ones)
    )
