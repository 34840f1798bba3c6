"""A bank's revisions in the store: staging rows that nobody sees, publishing them by one row, sweeping what was left.

Promises: readers see a revision whole or not at all; a revision's number is never given twice; an answer waits for
one short transaction at most. Must not know files.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop_app.banks.claim import BankBusy, claim
from desktop_app.banks.prepared import Prepared
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, RefusedError
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store
from desktop_app.store.conditions import DiskFull

ROWS_A_TRANSACTION = 200
RESERVED_BYTES = 16 << 20
"""An import leaves this much of the disk: the answers of an exam that runs beside it need room."""
MERGED_PAGES = 20
"""How much of the search index one transaction tidies. Left to itself FTS5 does it inside some transaction of ours, all
at once, and an answer waited 40 ms for that."""
_CACHE_KB = 65_536
_INSERT = (
    "INSERT INTO question (id, bank, revision, uid, kind, topic, difficulty, fixed_order, reserved, stem, stem_key,"
    " points, effective_on, repealed_on, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class NothingToGoBackFrom(RefusedError):
    """The bank has no published revision that could be withdrawn; facts: bank."""

    code = "bank_nothing_to_go_back_from"


@dataclass(slots=True)
class Staging:
    """Rows on their way into one bank, for whoever holds its claim. Nothing is written until the first row is added."""

    store: Store
    bank: str
    actor: Actor
    reading: Reading
    number: int = 0
    count: int = 0
    _rows: list[Prepared] = field(default_factory=list)

    def add(self, row: Prepared) -> None:
        """Stage a row (``prepared.indexed``); every few hundred are one transaction."""
        self._rows.append(row)
        if len(self._rows) >= ROWS_A_TRANSACTION:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        if shutil.disk_usage(self.store.folder).free < RESERVED_BYTES:
            raise DiskFull(path=str(self.store.folder))
        with self.store.write("import", at=self.reading, background=True) as db:
            number = self.number or self._begin(db)
            first = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM question").fetchone()[0])
            rows = list(enumerate(self._rows, first))
            # Positions of Prepared: 2 uid … 14 body; see prepared.py.
            db.conn.executemany(_INSERT, [(key, self.bank, number, *row[2:15]) for key, row in rows])
            db.conn.executemany(
                "INSERT INTO question_fts (rowid, bigrams) VALUES (?, ?)", [(key, row.words) for key, row in rows]
            )
            images = [(key, image) for key, row in rows for image in row.images]
            if images:
                db.conn.executemany(
                    "INSERT INTO image (hash, mime, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    [(image.hash, image.mime, image.data) for _, image in images],
                )
                db.conn.executemany(
                    "INSERT INTO question_image (question_id, name, image_hash) VALUES (?, ?, ?)",
                    [(key, image.name, image.hash) for key, image in images],
                )
        _merge(self.store, self.reading)
        self.number = number
        self.count += len(rows)
        self._rows.clear()

    def _begin(self, db: Database) -> int:
        # The default, 2 MB, would have every page of the indexes read and decrypted again for nearly every row.
        db.execute(f"PRAGMA cache_size = {-_CACHE_KB}")
        db.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('automerge', 0)")
        db.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('crisismerge', 200)")
        at = as_text(self.reading.at)
        db.execute(
            "INSERT INTO bank (code, title, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (self.bank, self.bank, at),
        )
        number = 1 + int(
            db.execute("SELECT coalesce(max(number), 0) FROM revision WHERE bank = ?", (self.bank,)).fetchone()[0]
        )
        db.execute(
            "INSERT INTO revision (bank, number, state, at, staff_no) VALUES (?, ?, 'staged', ?, ?)",
            (self.bank, number, at, self.actor.staff_no),
        )
        return number

    def publish(
        self,
        *,
        note: str,
        title: str = "",
        description: str = "",
        shipped: bool = False,
        beside: Callable[[Database], None] | None = None,
    ) -> int | None:
        """Let everybody see the staged rows, all at once; gives the revision, None where there was nothing to stage.
        ``beside`` writes what belongs to it, in the same transaction."""
        self._flush()
        if not self.number:
            if beside is not None:
                with self.store.write("import", at=self.reading) as db:
                    beside(db)
            return None
        facts: dict[str, Fact] = {"bank": self.bank, "revision": self.number, "questions": self.count}
        with self.store.write("banks", actor=self.actor, action="bank_imported", at=self.reading, facts=facts) as db:
            if beside is not None:
                beside(db)
            first = self.number == 1
            if title and (first or shipped):
                db.execute("UPDATE bank SET title = ? WHERE code = ?", (title, self.bank))
            if description or shipped:
                db.execute(
                    "UPDATE bank SET description = ?, shipped = ? WHERE code = ?",
                    (description, int(shipped), self.bank),
                )
            db.execute(
                "UPDATE revision SET state = 'published', questions = ?, note = ? WHERE bank = ? AND number = ?",
                (self.count, note, self.bank, self.number),
            )
        return self.number

    def discard(self) -> None:
        """Take the staged rows away again."""
        self._rows.clear()
        if self.number:
            _discard(self.store, self.bank, self.number, self.reading)
            self.number = self.count = 0


def sweep(store: Store, reading: Reading, bank: str | None = None) -> int:
    """Remove what imports that were cancelled or killed have left (of one bank, whose claim the caller holds, or of all
    that nobody imports into just now); gives the number of staged revisions removed."""
    query = "SELECT bank, number FROM revision WHERE state = 'staged'"
    left: Sequence[tuple[str, int]] = store.read.execute(query).fetchall()
    swept = 0
    for code, number in left:
        if bank is not None:
            if code == bank:
                _discard(store, code, number, reading)
                swept += 1
            continue
        try:
            with claim(store.folder, code):
                state = "SELECT state FROM revision WHERE bank = ? AND number = ?"
                row = store.read.execute(state, (code, number)).fetchone()
                if row is not None and row[0] == "staged":  # it may have been published while we looked
                    _discard(store, code, number, reading)
                    swept += 1
        except BankBusy:
            continue
    return swept


def _discard(store: Store, bank: str, number: int, reading: Reading) -> None:
    while True:
        with store.write("import", at=reading, background=True) as db:
            find = "SELECT id FROM question WHERE bank = ? AND revision = ? LIMIT ?"
            ids = db.execute(find, (bank, number, ROWS_A_TRANSACTION)).fetchall()
            for table, column in (("question_image", "question_id"), ("question_fts", "rowid"), ("question", "id")):
                db.conn.executemany(f"DELETE FROM {table} WHERE {column} = ?", ids)
            if len(ids) < ROWS_A_TRANSACTION:
                db.execute("DELETE FROM image WHERE hash NOT IN (SELECT image_hash FROM question_image)")
                db.execute("DELETE FROM revision WHERE bank = ? AND number = ?", (bank, number))
                db.execute(
                    "DELETE FROM bank WHERE code = ? AND NOT EXISTS (SELECT 1 FROM revision WHERE bank = code)", (bank,)
                )
                return


def _merge(store: Store, reading: Reading) -> None:
    with store.write("import", at=reading, background=True) as db:
        db.execute("INSERT INTO question_fts (question_fts, rank) VALUES ('merge', ?)", (MERGED_PAGES,))


def published(db: Database, bank: str) -> tuple[int, ...]:
    """The numbers of a bank's published revisions, ascending."""
    query = "SELECT number FROM revision WHERE bank = ? AND state = 'published' ORDER BY number"
    return tuple(int(row[0]) for row in db.execute(query, (bank,)).fetchall())


def current_hashes(db: Database, bank: str) -> dict[str, str]:
    """uid → content hash of the questions that hold now."""
    found: dict[str, str] = {}
    query = "SELECT uid, hash, removed FROM question WHERE bank = ? AND revision = ?"
    for number in published(db, bank):
        for uid, digest, removed in db.execute(query, (bank, number)).fetchall():
            if removed:
                found.pop(uid, None)
            else:
                found[uid] = digest
    return found


def go_back(store: Store, actor: Actor, bank: str, reading: Reading) -> int:
    """Withdraw the newest published revision: the one before it holds again. Nothing is lost, its rows stay.

    Gives the revision that holds now, 0 where none does. Raises ``NothingToGoBackFrom``, ``BankBusy``, ``NotAllowed``.
    """
    require(actor, Role.EXAMINER)
    with claim(store.folder, bank):
        numbers = published(store.read, bank)
        if not numbers:
            raise NothingToGoBackFrom(bank=bank)
        facts: dict[str, Fact] = {"bank": bank, "revision": numbers[-1]}
        with store.write("banks", actor=actor, action="bank_went_back", at=reading, facts=facts) as db:
            db.execute("UPDATE revision SET state = 'withdrawn' WHERE bank = ? AND number = ?", (bank, numbers[-1]))
    return numbers[-2] if len(numbers) > 1 else 0
