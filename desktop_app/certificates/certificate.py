"""Certificates in the store: issue, list, revoke; never changed, never deleted.

Promises: a serial is allotted in the transaction that keeps the certificate, so a kill leaves no gap and none is
given twice; a sitting has at most one certificate that holds; the kept bytes are what was issued. Drawing and signing
happen before that transaction, which takes no longer than any other: nobody's answer waits for a certificate.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, MissingError, RefusedError
from desktop_app.certificates import earned as earning
from desktop_app.certificates import layout
from desktop_app.certificates.code import encode
from desktop_app.certificates.earned import Earned, issuable
from desktop_app.certificates.facts import Facts, from_data, months_later, tidy
from desktop_app.certificates.issuer import IssuerKey, issuer_key, issuer_pem, public_keys
from desktop_app.certificates.proof import State, Verdict, sign_pdf, state_on, verify_code, verify_pdf
from desktop_app.certificates.serial import serial_number, well_formed
from desktop_app.exams.keeping import UnknownSitting
from desktop_app.exams.plans import day_of
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store

__all__ = [
    "Certificate",
    "Earned",
    "certificate",
    "certificates",
    "issuable",
    "issue",
    "issue_due",
    "issuer_pem",
    "render",
    "revoke",
    "state",
    "verify_here",
]

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


class NotSubmitted(RefusedError):
    """The sitting was not handed in, or is void; facts: sitting."""

    code = "certificate_not_submitted"


class MarksAwaited(RefusedError):
    """Answers of the sitting are still to be marked; facts: sitting."""

    code = "certificate_marks_awaited"


class NotReleased(RefusedError):
    """The result has not been released; facts: sitting."""

    code = "certificate_not_released"


class NotPassed(RefusedError):
    """The sitting was not passed; facts: sitting."""

    code = "certificate_not_passed"


class AlreadyIssued(RefusedError):
    """The sitting has a certificate that holds; facts: sitting, serial."""

    code = "certificate_already_issued"


class SampleUnconfirmed(RefusedError):
    """The plan is a sample, its questions can be read by anyone: issuing must be confirmed; facts: plan."""

    code = "certificate_sample_unconfirmed"


class IssuedBeforeResult(RefusedError):
    """This machine's clock is behind the result that the certificate would stand on; facts: now, graded_at."""

    code = "certificate_clock_behind"


class RevocationReasonMissing(InputError):
    """A certificate is revoked for a reason; facts: serial."""

    code = "certificate_reason_missing"


class AlreadyRevoked(RefusedError):
    """The certificate is revoked already; facts: serial, revoked_at, why."""

    code = "certificate_already_revoked"


_REFUSALS: Mapping[str, type[RefusedError]] = {
    error.code: error for error in (NotSubmitted, MarksAwaited, NotReleased, NotPassed, AlreadyIssued)
}


@dataclass(frozen=True, slots=True)
class _Basis:
    """Everything that a certificate is drawn from, as the store has it: unchanged, what was drawn can be kept."""

    earned: Earned
    branch: str
    station: str
    epoch: int
    counter: int
    earlier: tuple[str, ...]


# ---------------------------------------------------------------- issuing


def issue(
    store: Store, actor: Actor, sitting_id: str, reading: Reading, *, confirm_sample: bool = False
) -> Certificate:
    """Issue the certificate of a sitting that was passed. Only an examiner may.

    An earlier certificate of the same person in the same plan that still holds is superseded by it. Raises
    ``NotAllowed``, ``UnknownSitting``, ``NotSubmitted``, ``MarksAwaited``, ``NotReleased``, ``NotPassed``,
    ``AlreadyIssued``, ``SampleUnconfirmed``, ``IssuedBeforeResult``; ``CharactersMissing``, ``CertificateTextTooLong``,
    ``CertificateTextDoesNotFit``: then nothing has changed.
    """
    require(actor, Role.EXAMINER)
    return _issue(store, actor, sitting_id, reading, confirm_sample)


def issue_due(store: Store, actor: Actor, reading: Reading) -> tuple[Certificate, ...]:
    """Issue what plans want issued by themselves, whoever is signed in; ``actor`` is who the journal names.

    Never on a sample plan. One whose texts cannot be printed or whose time is in doubt is passed over: an examiner
    who issues it by hand is told why.
    """
    issued = []
    for waiting in earning.due(store):
        try:
            issued.append(_issue(store, actor, waiting.sitting_id, reading, False))
        except RefusedError:
            continue
    return tuple(issued)


def _issue(store: Store, actor: Actor, sitting_id: str, reading: Reading, confirm_sample: bool) -> Certificate:
    today = day_of(store, reading.at)
    while True:
        basis = _basis(store, sitting_id, today.year)
        _refuse(basis.earned, reading, confirm_sample)
        facts = _facts(basis, today)
        layout.check(facts)
        key = issuer_key(store, reading)
        code = encode(facts, key.private)
        pdf = sign_pdf(layout.draw(facts, code, reading.at), key.private, key.certificate, reading.at)
        try:
            _keep(store, actor, basis, facts, code, pdf, key, reading)
        except _Overtaken:
            continue
        return certificate(store, facts.serial)


class _Overtaken(Exception):
    """What the certificate was drawn from has changed meanwhile: another was issued, or a result regraded."""


def _keep(
    store: Store,
    actor: Actor,
    basis: _Basis,
    facts: Facts,
    code: str,
    pdf: bytes,
    key: IssuerKey,
    reading: Reading,
) -> None:
    """Allot the serial and keep the certificate under it, in one transaction."""
    noted: dict[str, Fact] = {"serial": facts.serial, "sitting": basis.earned.sitting_id}
    if basis.earned.plan.sample:
        noted["sample"] = True
    with store.write("certificates", actor=actor, action="certificate_issued", at=reading, facts=noted) as db:
        if _basis(store, basis.earned.sitting_id, facts.issued_on.year) != basis:
            raise _Overtaken
        db.execute(
            "INSERT INTO serial (epoch, year, counter) VALUES (?, ?, ?)"
            " ON CONFLICT (epoch, year) DO UPDATE SET counter = excluded.counter",
            (basis.epoch, facts.issued_on.year, basis.counter),
        )
        _insert(db, actor, basis, facts, code, pdf, key, reading)
        for earlier in basis.earlier:
            db.execute("UPDATE certificate SET superseded_by = ? WHERE serial = ?", (facts.serial, earlier))


def _insert(
    db: Database, actor: Actor, basis: _Basis, facts: Facts, code: str, pdf: bytes, key: IssuerKey, reading: Reading
) -> None:
    row = {
        "serial": facts.serial,
        "sitting_id": basis.earned.sitting_id,
        "staff_no": basis.earned.staff_no,
        "plan_code": basis.earned.plan.code,
        "facts": facts.to_json(),
        "code": code,
        "pdf": pdf,
        "key_id": key.id,
        "template": layout.TEMPLATE,
        "issued_on": facts.issued_on.isoformat(),
        "valid_until": facts.valid_until.isoformat(),
        "issued_by": actor.staff_no,
        "issued_at": as_text(reading.at),
    }
    db.execute(f"INSERT INTO certificate ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def _basis(store: Store, sitting_id: str, year: int) -> _Basis:
    earned = earning.of_sitting(store, sitting_id)
    if earned is None:
        raise UnknownSitting(sitting=sitting_id)
    epoch = int(store.setting("station_epoch", "1"))
    counter = store.read.execute("SELECT counter FROM serial WHERE epoch = ? AND year = ?", (epoch, year)).fetchone()
    earlier = store.read.execute(
        "SELECT serial FROM certificate WHERE staff_no = ? AND plan_code = ? AND sitting_id <> ?"
        " AND revoked_at IS NULL AND superseded_by IS NULL ORDER BY serial",
        (earned.staff_no, earned.plan.code, sitting_id),
    ).fetchall()
    return _Basis(
        earned=earned,
        branch=store.setting("branch"),
        station=store.setting("station"),
        epoch=epoch,
        counter=(counter[0] if counter else 0) + 1,
        earlier=tuple(row[0] for row in earlier),
    )


def _refuse(earned: Earned, reading: Reading, confirm_sample: bool) -> None:
    if earned.why_not:
        raise _REFUSALS[earned.why_not](sitting=earned.sitting_id, serial=earned.serial)
    if earned.plan.sample and not confirm_sample:
        raise SampleUnconfirmed(plan=earned.plan.title)
    assert earned.graded_at is not None
    if reading.at < earned.graded_at:
        raise IssuedBeforeResult(now=as_text(reading.at), graded_at=as_text(earned.graded_at))


def _facts(basis: _Basis, today: date) -> Facts:
    earned = basis.earned
    scored = earned.plan.score_on_certificate
    return Facts(
        serial=serial_number(basis.station, basis.epoch, today.year, basis.counter),
        holder=tidy(earned.holder),
        staff_no=tidy(earned.staff_no),
        post=tidy(earned.post),
        unit=tidy(earned.unit),
        title=tidy(earned.plan.title),
        issuer=tidy(basis.branch),
        issued_on=today,
        valid_until=months_later(today, earned.plan.valid_months),
        score=_plain(earned.score) if scored else "",
        max_score=_plain(earned.max_score) if scored else "",
    )


def _plain(number: Decimal) -> str:
    """A mark without trailing zeros: 92.5, 100."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# ---------------------------------------------------------------- reading


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


def verify_here(
    store: Store,
    presented: bytes | str,
    on: date,
    *,
    issuers: Sequence[bytes] = (),
    revoked: Collection[str] = (),
    superseded: Collection[str] = (),
) -> Verdict:
    """The verdict on a file (bytes) or a code text, with what this store knows besides what is given: keys and
    states."""
    rows = store.read.execute(
        "SELECT serial, revoked_at IS NOT NULL, superseded_by IS NOT NULL FROM certificate"
        " WHERE revoked_at IS NOT NULL OR superseded_by IS NOT NULL"
    ).fetchall()
    trusted = (*issuers, *public_keys(store))
    gone = {*revoked, *(row[0] for row in rows if row[1])}
    old = {*superseded, *(row[0] for row in rows if row[2])}
    if isinstance(presented, bytes):
        return verify_pdf(presented, trusted, revoked=gone, superseded=old, on=on)
    return verify_code(presented, trusted, revoked=gone, superseded=old, on=on)


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


# ---------------------------------------------------------------- revoking


def revoke(store: Store, actor: Actor, serial: str, why: str, reading: Reading) -> Certificate:
    """Revoke a certificate, for a reason; it stays, and says so. Only an examiner may.

    Raises ``NotAllowed``, ``RevocationReasonMissing``, ``UnknownCertificate``, ``SerialMistyped``, ``AlreadyRevoked``.
    """
    require(actor, Role.EXAMINER)
    reason = tidy(why)
    if not reason:
        raise RevocationReasonMissing(serial=serial.strip())
    one = certificate(store, serial)
    noted: dict[str, Fact] = {"serial": one.serial, "why": reason}
    with store.write("certificates", actor=actor, action="certificate_revoked", at=reading, facts=noted) as db:
        one = certificate(store, serial)
        if one.revoked_at is not None:
            raise AlreadyRevoked(serial=one.serial, revoked_at=as_text(one.revoked_at), why=one.revoked_why)
        db.execute(
            "UPDATE certificate SET revoked_at = ?, revoked_why = ?, revoked_by = ? WHERE serial = ?",
            (as_text(reading.at), reason, actor.staff_no, one.serial),
        )
    return certificate(store, one.serial)
