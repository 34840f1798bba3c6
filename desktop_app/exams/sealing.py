"""The station's seals: on a sitting that has ended, over its last step, its paper and its owner; and on each of its
results, with the marks that it went by.

Promises: what is sealed and was changed from outside is found, also where the chain of hashes was made anew; what is
sealed stays sealed when the station gets another key. A mark or a grading by an examiner makes a new result with a seal
of its own. Must not know what a result says.

What it does not promise: whoever has the store's passphrase and writes a program of their own finds the station's key
in it. Against that stands only what left the station before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from desktop_app.base.clock import as_text
from desktop_app.crypto import signing
from desktop_app.exams.steps import Known
from desktop_app.store import Database

_PURPOSE = "branch-exam sitting 1"
_RESULT = "branch-exam result 1"

SEALS: Final = 2
"""Stands in the step with which a sitting ends: its results carry seals too. A sitting that ended before they did has
none there."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal vouches for; ``paper`` is the text of the row."""

    sitting_id: str
    exam_id: str
    staff_no: str
    paper: str
    chain: str

    @property
    def message(self) -> bytes:
        """The bytes that are signed."""
        paper = hashlib.sha256(self.paper.encode()).hexdigest()
        return json.dumps([_PURPOSE, self.sitting_id, self.exam_id, self.staff_no, paper, self.chain]).encode()


def seal(db: Database, sitting_id: str, chain: str, at: Known) -> None:
    """Seal a sitting whose last step has this chain, inside the caller's transaction."""
    key_id, private = _station_key(db, at.at)
    signature = signing.sign_raw(private, _of(db, sitting_id, chain).message)
    db.execute(
        "UPDATE sitting SET chain = ?, seal = ?, seal_key = ? WHERE id = ?", (chain, signature, key_id, sitting_id)
    )


def seal_holds(db: Database, sitting_id: str, chain: str) -> bool | None:
    """Whether the seal fits the sitting with this chain; None where there is none: it runs, or is older than seals."""
    row = db.execute(
        "SELECT t.seal, k.public, t.seal_key FROM sitting t LEFT JOIN station_key k ON k.id = t.seal_key"
        " WHERE t.id = ?",
        (sitting_id,),
    ).fetchone()
    if row is None or (row[0] is None and row[2] is None):
        return None
    if row[0] is None or row[1] is None:
        return False
    return signing.verify_raw(row[1], row[0], _of(db, sitting_id, chain).message)


def _of(db: Database, sitting_id: str, chain: str) -> Sealed:
    exam_id, staff_no, paper = db.execute(
        "SELECT exam_id, staff_no, paper FROM sitting WHERE id = ?", (sitting_id,)
    ).fetchone()
    return Sealed(sitting_id, exam_id, staff_no, paper, chain)


def seal_result(db: Database, sitting_id: str, version: int, at: datetime) -> None:
    """Seal a result as it is kept, inside the caller's transaction."""
    key_id, private = _station_key(db, at)
    signature = signing.sign_raw(private, _result_message(_results(db, sitting_id, version)[0]))
    db.execute(
        "UPDATE result SET seal = ?, seal_key = ? WHERE sitting_id = ? AND version = ?",
        (signature, key_id, sitting_id, version),
    )


def result_seals(db: Database, sitting_id: str) -> tuple[bool | None, ...]:
    """For each result of a sitting, the first one first: whether its seal fits it; None where it has none. One that is
    missing among them counts as one that does not fit."""
    found: list[bool | None] = []
    for expected, (*row, seal, key_id, public) in enumerate(_results(db, sitting_id), 1):
        if row[1] != expected:
            found.append(False)
        elif seal is None and key_id is None:
            found.append(None)
        else:
            found.append(bool(seal and public) and signing.verify_raw(public, seal, _result_message(row)))
    return tuple(found)


def _results(db: Database, sitting_id: str, version: int | None = None) -> list[Any]:
    return db.execute(
        "SELECT r.sitting_id, r.version, r.at, r.rules, r.score, r.max_score, r.passed, r.complete, r.body, r.reason,"
        " r.staff_no, r.seal, r.seal_key, k.public FROM result r LEFT JOIN station_key k ON k.id = r.seal_key"
        " WHERE r.sitting_id = ? AND (? IS NULL OR r.version = ?) ORDER BY r.version",
        (sitting_id, version, version),
    ).fetchall()


def _result_message(row: Sequence[Any]) -> bytes:
    """The bytes that are signed of a result; ``row`` may go on after the examiner's number."""
    return json.dumps([_RESULT, *row[:11]]).encode()


def marks_as_sealed(db: Database, sitting_id: str) -> bool:
    """Whether the marks are those that the newest result, whose seal fits, went by."""
    (kept,) = db.execute(
        "SELECT coalesce(json_extract(body, '$.marks'), '') FROM result WHERE sitting_id = ?"
        " ORDER BY version DESC LIMIT 1",
        (sitting_id,),
    ).fetchone()
    return bool(kept == marks_digest(db, sitting_id))


def marks_digest(db: Database, sitting_id: str) -> str:
    """SHA-256 over the marks of a sitting, as a result keeps it in its body; empty where there are none."""
    rows = db.execute(
        "SELECT position, part, points, note, staff_no, at FROM mark WHERE sitting_id = ? ORDER BY position, part",
        (sitting_id,),
    ).fetchall()
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest() if rows else ""


def _station_key(db: Database, at: datetime) -> tuple[str, bytes]:
    """The key in use; made where there is none yet."""
    row = db.execute(
        "SELECT id, private FROM station_key WHERE retired_at IS NULL ORDER BY created_at DESC LIMIT 1"
    ).fetchone()
    if row is not None:
        return row[0], row[1]
    private = signing.new_key()
    public = signing.public_pem(private)
    key_id = hashlib.sha256(public).hexdigest()[:16]
    db.execute(
        "INSERT INTO station_key (id, algorithm, private, public, created_at) VALUES (?, 'ES256', ?, ?, ?)",
        (key_id, private, public, as_text(at)),
    )
    return key_id, private
