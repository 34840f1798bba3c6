"""Issuing certificates: of one sitting, of what is due, of many at once.

Promises: a serial is allotted in the transaction that keeps the certificate, so a kill leaves no gap and none is
given twice; a sitting has at most one certificate that holds. Drawing and signing happen before that transaction,
which takes no longer than any other: nobody's answer waits for a certificate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, MissingError, RefusedError
from desktop_app.certificates import earned as earning
from desktop_app.certificates import layout
from desktop_app.certificates.address import address
from desktop_app.certificates.earned import Earned
from desktop_app.certificates.facts import Facts, months_later, tidy
from desktop_app.certificates.issuer import IssuerKey, issuer_key
from desktop_app.certificates.making import Made, Maker
from desktop_app.certificates.records import Certificate, certificate
from desktop_app.certificates.serial import serial_number
from desktop_app.exams.keeping import UnknownSitting, kept, owner_of
from desktop_app.exams.plans import day_of
from desktop_app.exams.soundness import require_sound
from desktop_app.staff import Actor
from desktop_app.staff.people import require_another
from desktop_app.store import Database, Store
from desktop_app.templates.kept import template
from desktop_app.templates.template import Template


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
    replacing: str = ""


def issue(
    store: Store, actor: Actor, sitting_id: str, reading: Reading, *, confirm_sample: bool = False
) -> Certificate:
    """Issue the certificate of a sitting that was passed. Only an examiner may.

    An earlier certificate of the same person in the same plan that still holds is superseded by it. Raises
    ``NotAllowed``, ``UnknownSitting``, ``NotSubmitted``, ``MarksAwaited``, ``NotReleased``, ``NotPassed``,
    ``AlreadyIssued``, ``SampleUnconfirmed``, ``IssuedBeforeResult``, ``RecordChanged``; ``CharactersMissing``,
    ``CertificateTextTooLong``, ``CertificateTextDoesNotFit``, ``UnknownTemplate``, ``OwnSitting``: then nothing has
    changed.
    """
    require_another(actor, owner_of(store.read, sitting_id))
    return _issue(store, actor, sitting_id, reading, confirm_sample)


def reissue(
    store: Store,
    actor: Actor,
    sitting_id: str,
    serial: str,
    why: str,
    reading: Reading,
    *,
    confirm_sample: bool = False,
) -> Certificate:
    """Issue another certificate on a sitting that has one, ``serial``, which is superseded by it. Raises as
    ``issue``."""
    require_another(actor, owner_of(store.read, sitting_id))
    return _issue(store, actor, sitting_id, reading, confirm_sample, serial, why)


def issue_due(store: Store, actor: Actor, reading: Reading) -> tuple[Certificate, ...]:
    """Issue what plans want issued by themselves, whoever is signed in; ``actor`` is who the journal names.

    Never on a sample plan. One whose texts cannot be printed or whose time is in doubt is passed over: an examiner
    who issues it by hand is told why.
    """
    issued = []
    for waiting in earning.due(store):
        try:
            issued.append(_issue(store, actor, waiting.sitting_id, reading, False))
        except (RefusedError, MissingError):
            continue
    return tuple(issued)


def _issue(
    store: Store,
    actor: Actor,
    sitting_id: str,
    reading: Reading,
    confirm_sample: bool,
    replacing: str = "",
    why: str = "",
) -> Certificate:
    while True:
        case = prepare(store, sitting_id, reading, confirm_sample, replacing=replacing, why=why)
        key = issuer_key(store, reading)
        made = maker(store, key, reading).make(case.facts, case.template)
        try:
            keep(store, actor, case, made, key, reading)
        except Overtaken:
            continue
        return certificate(store, case.facts.serial)


@dataclass(frozen=True, slots=True)
class Case:
    """A certificate that is to be issued: what it is drawn from, what it will say, and on which page."""

    basis: _Basis
    facts: Facts
    template: Template
    why: str = ""


class Overtaken(Exception):
    """What the certificate was drawn from has changed meanwhile: another was issued, or a result regraded."""


def prepare(
    store: Store,
    sitting_id: str,
    reading: Reading,
    confirm_sample: bool,
    ahead: int = 0,
    *,
    replacing: str = "",
    why: str = "",
) -> Case:
    """The case of a sitting, its serial ``ahead`` of the next one; ``replacing`` is the serial of the sitting's own
    certificate that it renews, and ``why``. Raises as ``issue``, but for what drawing finds."""
    today = day_of(store, reading.at)
    basis = _basis(store, sitting_id, today.year, ahead, replacing)
    _refuse(basis, reading, confirm_sample)
    require_sound(store, store.read, kept(store.read, sitting_id))
    chosen = template(store, basis.earned.plan.template, removed_too=True)
    facts = _facts(basis, today, chosen)
    layout.check(facts)
    return Case(basis, facts, chosen, why)


def maker(store: Store, key: IssuerKey, reading: Reading) -> Maker:
    """What draws and signs the certificates that are issued now."""
    zone = store.setting("timezone", "Asia/Shanghai")
    return Maker(key.private, key.certificate, reading.at, ZoneInfo(zone), address(store))


def keep(store: Store, actor: Actor, case: Case, made: Made, key: IssuerKey, reading: Reading) -> None:
    """Allot the serial and keep the certificate under it, in one transaction. Raises ``Overtaken``."""
    basis, facts = case.basis, case.facts
    noted: dict[str, Fact] = {"serial": facts.serial, "sitting": basis.earned.sitting_id}
    if basis.earned.plan.sample:
        noted["sample"] = True
    if basis.replacing:
        noted |= {"renews": basis.replacing, "why": case.why}
    with store.write("certificates", actor=actor, action="certificate_issued", at=reading, facts=noted) as db:
        if _basis(store, basis.earned.sitting_id, facts.issued_on.year, 0, basis.replacing) != basis:
            raise Overtaken
        db.execute(
            "INSERT INTO serial (epoch, year, counter) VALUES (?, ?, ?)"
            " ON CONFLICT (epoch, year) DO UPDATE SET counter = excluded.counter",
            (basis.epoch, facts.issued_on.year, basis.counter),
        )
        _insert(db, actor, case, made, key, reading)
        for earlier in basis.earlier:
            db.execute("UPDATE certificate SET superseded_by = ? WHERE serial = ?", (facts.serial, earlier))


def _insert(db: Database, actor: Actor, case: Case, made: Made, key: IssuerKey, reading: Reading) -> None:
    earned, facts = case.basis.earned, case.facts
    row = {
        "serial": facts.serial,
        "sitting_id": earned.sitting_id,
        "staff_no": earned.staff_no,
        "plan_code": earned.plan.code,
        "facts": facts.to_json(),
        "code": made.code,
        "pdf": made.pdf,
        "key_id": key.id,
        "template": case.template.name,
        "issued_on": facts.issued_on.isoformat(),
        "valid_until": facts.valid_until.isoformat(),
        "issued_by": actor.staff_no,
        "issued_at": as_text(reading.at),
    }
    db.execute(f"INSERT INTO certificate ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def _basis(store: Store, sitting_id: str, year: int, ahead: int = 0, replacing: str = "") -> _Basis:
    earned = earning.of_sitting(store, sitting_id)
    if earned is None:
        raise UnknownSitting(sitting=sitting_id)
    epoch = int(store.setting("station_epoch", "1"))
    counter = store.read.execute("SELECT counter FROM serial WHERE epoch = ? AND year = ?", (epoch, year)).fetchone()
    earlier = store.read.execute(
        "SELECT serial FROM certificate WHERE staff_no = ? AND plan_code = ? AND (sitting_id <> ? OR serial = ?)"
        " AND revoked_at IS NULL AND superseded_by IS NULL ORDER BY serial",
        (earned.staff_no, earned.plan.code, sitting_id, replacing),
    ).fetchall()
    return _Basis(
        earned=earned,
        branch=store.setting("branch"),
        station=store.setting("station"),
        epoch=epoch,
        counter=(counter[0] if counter else 0) + 1 + ahead,
        earlier=tuple(row[0] for row in earlier),
        replacing=replacing,
    )


def _refuse(basis: _Basis, reading: Reading, confirm_sample: bool) -> None:
    earned = basis.earned
    # What it renews does not stand in its way, as long as that still holds.
    renews = earned.serial in basis.earlier and earned.serial == basis.replacing
    if earned.why_not and not (renews and earned.why_not == AlreadyIssued.code):
        raise _REFUSALS[earned.why_not](sitting=earned.sitting_id, serial=earned.serial)
    if earned.plan.sample and not confirm_sample:
        raise SampleUnconfirmed(plan=earned.plan.title)
    assert earned.graded_at is not None
    if reading.at < earned.graded_at:
        raise IssuedBeforeResult(now=as_text(reading.at), graded_at=as_text(earned.graded_at))


def _facts(basis: _Basis, today: date, chosen: Template) -> Facts:
    """What the template does not show is not on the certificate at all."""
    earned = basis.earned
    scored = earned.plan.score_on_certificate and chosen.shows("score")
    return Facts(
        serial=serial_number(basis.station, basis.epoch, today.year, basis.counter),
        holder=tidy(earned.holder),
        staff_no=tidy(earned.staff_no),
        post=tidy(earned.post) if chosen.shows("post") else "",
        unit=tidy(earned.unit) if chosen.shows("unit") else "",
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
