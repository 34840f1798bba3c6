"""``store check``: what is wrong with a store. Promises: it changes nothing; what it finds is data, not an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.base.errors import BranchExamError, Fact
from desktop_app.store import slots as key_slots
from desktop_app.store.driver import Database, dbapi2
from desktop_app.store.migrations import migrations
from desktop_app.store.slots import SlotKind


@dataclass(frozen=True, slots=True)
class StoreFinding:
    """One thing that is wrong: a code and its facts."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def check(db: Database, folder: Path) -> tuple[StoreFinding, ...]:
    """Everything that is wrong with the store in ``folder``, open as ``db``."""
    found: list[StoreFinding] = []
    for part in (_pages(db), _structure(db), _references(db), _schema(db), _keys(db, folder)):
        try:
            found.extend(part)
        except (BranchExamError, dbapi2.DatabaseError) as error:
            if all(finding.code != "check_unreadable" for finding in found):
                found.append(StoreFinding("check_unreadable", {"what": type(error).__name__}))
    return tuple(found)


def _pages(db: Database) -> Iterator[StoreFinding]:
    for row in db.execute("PRAGMA cipher_integrity_check").fetchall():
        yield StoreFinding("check_page", {"what": str(row[0])})


def _structure(db: Database) -> Iterator[StoreFinding]:
    for row in db.execute("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield StoreFinding("check_structure", {"what": str(row[0])[:200]})


def _references(db: Database) -> Iterator[StoreFinding]:
    for row in db.execute("PRAGMA foreign_key_check").fetchall():
        yield StoreFinding("check_reference", {"table": str(row[0]), "row": row[1], "parent": str(row[2])})


def _schema(db: Database) -> Iterator[StoreFinding]:
    fresh = Database(dbapi2.connect(":memory:", isolation_level=None), strict=True, execute_plugins=False)
    try:
        migrations.apply(fresh)
        wanted, found = schema(fresh), schema(db)
    finally:
        fresh.conn.close()
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield StoreFinding("check_schema", {"name": name})


def schema(db: Database) -> dict[str, str]:
    """Every table, index and trigger by name, as SQL without its white space."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'").fetchall()
    return {str(row[0]): " ".join(str(row[1] or "").split()) for row in rows}


def _keys(db: Database, folder: Path) -> Iterator[StoreFinding]:
    try:
        slots = key_slots.read(folder)
    except BranchExamError as error:
        yield StoreFinding("check_slots", {"what": error.code})
        return
    if not slots.of(SlotKind.RECOVERY):
        yield StoreFinding("check_no_recovery")
    ids = {slot.id for slot in slots.of(SlotKind.PASSPHRASE)}
    owners = {
        str(row[0]): str(row[1]) for row in db.execute("SELECT slot_id, staff_no FROM staff WHERE slot_id IS NOT NULL")
    }
    for slot_id in sorted(owners.keys() - ids):
        yield StoreFinding("check_examiner_without_slot", {"staff_no": owners[slot_id]})
    for slot_id in sorted(ids - owners.keys()):
        yield StoreFinding("check_slot_without_examiner", {"slot": slot_id})
