"""The life of a certificate after it was issued: what runs out, is renewed, or rests on a result that has changed.

Promises: renewing gives a new serial and supersedes the old one in one transaction; a doubt that was settled comes
back only with a newer result. Must not know the window or the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.base.clock import Reading
from desktop_app.base.errors import Fact, InputError, MissingError, RefusedError
from desktop_app.base.progress import Progress, silent
from desktop_app.certificates import earned as earning
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.issuing import issue, reissue
from desktop_app.certificates.records import Certificate, certificate, holding
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store


class RenewalReasonMissing(InputError):
    """A certificate is renewed, or kept in spite of its result, for a reason; facts: serial."""

    code = "certificate_renewal_reason_missing"


class HoldsNoLonger(RefusedError):
    """Only a certificate that was neither revoked nor superseded can be renewed; facts: serial."""

    code = "certificate_holds_no_longer"


class NotInDoubt(RefusedError):
    """The certificate's newest result is still one of a pass, or the doubt was settled; facts: serial."""

    code = "certificate_not_in_doubt"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A certificate whose sitting, graded again, is no longer passed; ``version`` is that of the newest result."""

    certificate: Certificate
    version: int
    score: Decimal
    max_score: Decimal


def renew(
    store: Store, actor: Actor, serial: str, why: str, reading: Reading, *, confirm_sample: bool = False
) -> Certificate:
    """Renew a certificate: on the person's newest sitting in the plan that was passed and has none, else, for the
    reason given, on its own sitting. Only an examiner may.

    Raises ``NotAllowed``, ``RenewalReasonMissing``, ``UnknownCertificate``, ``SerialMistyped``, ``HoldsNoLonger``, and
    as ``issue``: one whose sitting is no longer passed is not renewed.
    """
    require(actor, Role.EXAMINER)
    reason = _reason(serial, why)
    old = certificate(store, serial)
    if old.revoked_at is not None or old.superseded_by is not None:
        raise HoldsNoLonger(serial=old.serial)
    newer = earning.newer_issuable(store, old.sitting_id)
    if newer is not None:
        return issue(store, actor, newer.sitting_id, reading, confirm_sample=confirm_sample)
    return reissue(store, actor, old.sitting_id, old.serial, reason, reading, confirm_sample=confirm_sample)


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of several: the new certificates, and by the old serial why one was not renewed."""

    certificates: tuple[Certificate, ...]
    refused: tuple[tuple[str, RefusedError | InputError | MissingError], ...]


def renew_many(
    store: Store, actor: Actor, serials: Sequence[str], why: str, reading: Reading, progress: Progress = silent
) -> Renewed:
    """Renew several, each by itself: what was renewed before Cancel stays renewed. Only an examiner may.

    Raises ``NotAllowed``, ``RenewalReasonMissing``, ``Cancelled``; what ``renew`` raises of one is in what comes back.
    """
    require(actor, Role.EXAMINER)
    made: list[Certificate] = []
    refused: list[tuple[str, RefusedError | InputError | MissingError]] = []
    for n, serial in enumerate(serials):
        progress(n, len(serials))
        try:
            made.append(renew(store, actor, serial, why, reading))
        except RenewalReasonMissing:
            raise
        except (RefusedError, InputError, MissingError) as error:
            refused.append((serial, error))
    return Renewed(tuple(made), tuple(refused))


def expiring(store: Store, on: date, days: int) -> tuple[Certificate, ...]:
    """What holds on a day and runs out within so many days of it, the soonest first; leavers' are left out."""
    where = (
        "valid_until BETWEEN ? AND ?"
        " AND staff_no IN (SELECT staff_no FROM staff WHERE left_on IS NULL)"
        " ORDER BY valid_until, serial"
    )
    last = date.fromordinal(min(on.toordinal() + max(days, 0), date.max.toordinal()))
    return holding(store, where, (on.isoformat(), last.isoformat()))


_DOUBTFUL = """
SELECT c.serial, r.version, r.score, r.max_score FROM certificate c
  JOIN result r ON r.sitting_id = c.sitting_id
       AND r.version = (SELECT max(version) FROM result WHERE sitting_id = c.sitting_id)
 WHERE c.revoked_at IS NULL AND c.superseded_by IS NULL AND r.complete = 1 AND r.passed = 0
   AND r.version > c.doubt_settled
 ORDER BY c.serial
"""


def doubtful(store: Store) -> tuple[Doubtful, ...]:
    """The certificates that hold, though their sitting's newest result is no pass: to be kept, revoked or renewed on
    another sitting."""
    rows = store.read.execute(_DOUBTFUL).fetchall()
    return tuple(
        Doubtful(certificate(store, serial), version, Decimal(score), Decimal(max_score))
        for serial, version, score, max_score in rows
    )


def keep_doubtful(store: Store, actor: Actor, serial: str, why: str, reading: Reading) -> Certificate:
    """Let a doubtful certificate hold, for a reason; it is doubted again only with a newer result. Only an examiner
    may. Raises ``NotAllowed``, ``RenewalReasonMissing``, ``UnknownCertificate``, ``SerialMistyped``,
    ``NotInDoubt``."""
    require(actor, Role.EXAMINER)
    reason = _reason(serial, why)
    one = certificate(store, serial)
    noted: dict[str, Fact] = {"serial": one.serial, "why": reason}
    with store.write("certificates", actor=actor, action="doubt_settled", at=reading, facts=noted) as db:
        found = {doubt.certificate.serial: doubt.version for doubt in doubtful(store)}
        if one.serial not in found:
            raise NotInDoubt(serial=one.serial)
        db.execute("UPDATE certificate SET doubt_settled = ? WHERE serial = ?", (found[one.serial], one.serial))
    return one


def _reason(serial: str, why: str) -> str:
    reason = tidy(why)
    if not reason:
        raise RenewalReasonMissing(serial=serial.strip())
    return reason
