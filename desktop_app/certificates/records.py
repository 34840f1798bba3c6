"""Issued certificates as the store keeps them: found, listed, their bytes. Must not know how one is issued."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.base.clock import from_text
from desktop_app.base.errors import MissingError
from desktop_app.certificates.facts import Facts, from_data
from desktop_app.certificates.proof import State, state_on
from desktop_app.certificates.serial import well_formed
from desktop_app.store import Store

_COLUMNS = (
    "serial, sitting_id, plan_code, facts, code, key_id, template, issued_by, issued_at, superseded_by, revoked_at,"
    " revoked_why, revoked_by"
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """An issued certificate, without its bytes: ``render`` has those."""

    serial: str
    sitting_id: str
    plan_code: str
    facts: Facts
    code: str
    key_id: str
    template: str
    issued_by: str
    issued_at: datetime
    superseded_by: str | None
    revoked_at: datetime | None
    revoked_why: str | None
    revoked_by: str | None


class UnknownCertificate(MissingError):
    """No certificate has this serial; facts: serial."""

    code = "certificate_unknown"


class SerialMistyped(MissingError):
    """The serial's check character does not fit: it was mistyped; facts: serial."""

    code = "certificate_serial_mistyped"


def certificate(store: Store, serial: str) -> Certificate:
    """The certificate of that serial. Raises ``UnknownCertificate``, or ``SerialMistyped`` where the serial cannot be
    one."""
    found = _read(store, "WHERE serial = ?", (serial.strip().upper(),))
    if not found:
        raise _unknown(serial)
    return found[0]


def certificates(
    store: Store, *, exam_id: str | None = None, staff_no: str | None = None, text: str = ""
) -> tuple[Certificate, ...]:
    """The certificates, newest first: of one exam, of one person, or with ``text`` in serial, name, number or title."""
    where, values = ["1 = 1"], []
    if exam_id is not None:
        where.append("sitting_id IN (SELECT id FROM sitting WHERE exam_id = ?)")
        values.append(exam_id)
    if staff_no is not None:
        where.append("staff_no = ?")
        values.append(staff_no)
    found = _read(store, f"WHERE {' AND '.join(where)} ORDER BY issued_at DESC, serial DESC", values)
    sought = text.strip().casefold()
    return tuple(one for one in found if sought in _haystack(one.facts)) if sought else found


def certificates_of(store: Store, serials: Sequence[str]) -> tuple[Certificate, ...]:
    """The certificates of those serials that there are, in no order."""
    return _read(store, "WHERE serial IN (SELECT value FROM json_each(?))", (json.dumps(list(serials)),))


def holding(store: Store, where: str, values: Sequence[str]) -> tuple[Certificate, ...]:
    """The certificates neither revoked nor superseded for which the SQL ``where`` holds."""
    return _read(store, f"WHERE revoked_at IS NULL AND superseded_by IS NULL AND {where}", values)


def held_by(store: Store, staff_no: str) -> list[tuple[str, str, str]]:
    """What a transcript names of a person's certificates, neither revoked nor superseded, the newest first: title,
    serial, last day."""
    found = _read(
        store,
        "WHERE staff_no = ? AND revoked_at IS NULL AND superseded_by IS NULL ORDER BY issued_at DESC, serial DESC",
        (staff_no,),
    )
    return [(one.facts.title, one.serial, one.facts.valid_until.isoformat()) for one in found]


def render(store: Store, serial: str) -> bytes:
    """The signed PDF as it was issued, byte for byte. Raises as ``certificate``."""
    row = store.read.execute("SELECT pdf FROM certificate WHERE serial = ?", (serial.strip().upper(),)).fetchone()
    if row is None:
        raise _unknown(serial)
    return bytes(row[0])


def state(one: Certificate, on: date) -> State:
    """The state of a certificate on a day: revoked, superseded, expired or valid."""
    revoked = (one.serial,) if one.revoked_at is not None else ()
    superseded = (one.serial,) if one.superseded_by is not None else ()
    return state_on(one.facts, on, revoked, superseded)


def _read(store: Store, where: str, values: Sequence[str]) -> tuple[Certificate, ...]:
    rows = store.read.execute(f"SELECT {_COLUMNS} FROM certificate {where}", tuple(values)).fetchall()
    return tuple(_certificate(row) for row in rows)


def _certificate(row: Sequence[Any]) -> Certificate:
    serial, sitting_id, plan_code, facts, code, key_id, template, issued_by, issued_at, superseded_by, *revoked = row
    at, why, by = revoked
    return Certificate(
        serial=serial,
        sitting_id=sitting_id,
        plan_code=plan_code,
        facts=from_data(json.loads(facts)),
        code=code,
        key_id=key_id,
        template=template,
        issued_by=issued_by,
        issued_at=from_text(issued_at),
        superseded_by=superseded_by,
        revoked_at=from_text(at) if at else None,
        revoked_why=why,
        revoked_by=by,
    )


def _haystack(facts: Facts) -> str:
    return " ".join((facts.serial, facts.holder, facts.staff_no, facts.title)).casefold()


def _unknown(serial: str) -> MissingError:
    typed = serial.strip().upper()
    return UnknownCertificate(serial=typed) if well_formed(typed) else SerialMistyped(serial=typed)
