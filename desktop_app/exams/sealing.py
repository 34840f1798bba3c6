"""The seal on a sitting that has ended: the station's signature over its last step, its paper and its end.

Promises: steps, paper and owner of a sealed sitting that were changed from outside are found, also where the chain of
hashes was made anew; what is sealed stays sealed when the station gets another key. Must not know marks or results:
those an examiner may change, with a reason.

What it does not promise: whoever has the store's passphrase and writes a program of their own finds the station's key
in it. Against that stands only what left the station before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from desktop_app.base.clock import as_text
from desktop_app.crypto import signing
from desktop_app.exams.steps import Known
from desktop_app.store import Database

_PURPOSE = "branch-exam sitting 1"


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
    key_id, private = _station_key(db, at)
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


def _station_key(db: Database, at: Known) -> tuple[str, bytes]:
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
        (key_id, private, public, as_text(at.at)),
    )
    return key_id, private
