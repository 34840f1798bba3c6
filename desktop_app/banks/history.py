"""A bank's revisions as a list, going back to any of them at once, and taking up again what was taken back.

Promises: nothing is lost, whichever way one goes: the rows of every revision stay. Must not know files or exams.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.banks.claim import claim
from desktop_app.banks.revisions import NothingToGoBackFrom, published
from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, MissingError, RefusedError
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store


class UnknownRevision(MissingError):
    """The bank has no published revision of that number; facts: bank, revision."""

    code = "bank_revision_unknown"


class NothingToTakeUp(RefusedError):
    """Nothing was taken back after the revision that holds; facts: bank."""

    code = "bank_nothing_to_take_up"


@dataclass(frozen=True, slots=True)
class RevisionInfo:
    """A revision: when (UTC), by whom, from which file, how many questions came or changed with it.

    ``withdrawn``: it was taken back. ``holds``: it is the newest that holds. ``next_up``: ``take_up_again`` would bring
    this one back.
    """

    number: int
    at: datetime
    staff_no: str
    name: str
    file: str
    questions: int
    withdrawn: bool
    holds: bool = False
    next_up: bool = False


def revisions(store: Store, bank: str) -> tuple[RevisionInfo, ...]:
    """Every revision of a bank, the newest first."""
    query = (
        "SELECT r.number, r.at, r.staff_no, coalesce(s.name, ''), r.note, r.questions, r.state FROM revision r"
        " LEFT JOIN staff s ON s.staff_no = r.staff_no WHERE r.bank = ? AND r.state <> 'staged' ORDER BY r.number DESC"
    )
    rows = store.read.execute(query, (bank,)).fetchall()
    newest = max((row[0] for row in rows if row[6] == "published"), default=0)
    next_up = min((row[0] for row in rows if row[0] > newest), default=0)
    return tuple(
        RevisionInfo(
            number=row[0],
            at=from_text(row[1]),
            staff_no=row[2],
            name=row[3],
            file=row[4] or "",
            questions=row[5] or 0,
            withdrawn=row[6] == "withdrawn",
            holds=row[0] == newest,
            next_up=row[0] == next_up,
        )
        for row in rows
    )


def go_back_to(store: Store, actor: Actor, bank: str, number: int, reading: Reading) -> int:
    """Withdraw every revision after ``number`` (0: all of them), in one step; gives ``number``.

    Raises ``UnknownRevision``, ``NothingToGoBackFrom`` where it holds already, ``BankBusy``, ``NotAllowed``.
    """
    require(actor, Role.EXAMINER)
    with claim(store.folder, bank):
        numbers = published(store.read, bank)
        if number and number not in numbers:
            raise UnknownRevision(bank=bank, revision=number)
        if not numbers or numbers[-1] == number:
            raise NothingToGoBackFrom(bank=bank)
        facts: dict[str, Fact] = {"bank": bank, "revision": numbers[-1], "to": number}
        with store.write("banks", actor=actor, action="bank_went_back", at=reading, facts=facts) as db:
            db.execute(
                "UPDATE revision SET state = 'withdrawn' WHERE bank = ? AND number > ? AND state = 'published'",
                (bank, number),
            )
    return number


def take_up_again(store: Store, actor: Actor, bank: str, reading: Reading) -> int:
    """Publish again the first revision that was taken back after the one that holds; gives its number.

    Raises ``NothingToTakeUp``, ``BankBusy``, ``NotAllowed``.
    """
    require(actor, Role.EXAMINER)
    with claim(store.folder, bank):
        found = next((one for one in revisions(store, bank) if one.next_up), None)
        if found is None:
            raise NothingToTakeUp(bank=bank)
        facts: dict[str, Fact] = {"bank": bank, "revision": found.number, "made_at": as_text(found.at)}
        with store.write("banks", actor=actor, action="bank_taken_up", at=reading, facts=facts) as db:
            db.execute(
                "UPDATE revision SET state = 'published' WHERE bank = ? AND number = ?",
                (bank, found.number),
            )
    return found.number
