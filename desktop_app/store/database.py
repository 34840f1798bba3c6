"""The database before it is anybody's: made, checked for its version, brought up to date. Knows settings and journal
alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import ConditionError, InputError
from desktop_app.crypto import recovery
from desktop_app.store import journal
from desktop_app.store.conditions import StoreDamaged
from desktop_app.store.connection import connect
from desktop_app.store.driver import Database, dbapi2
from desktop_app.store.migrations import migrations, names

STATION_LETTERS: Final = 5
LONGEST_BRANCH: Final = 60


class StoreTooNew(ConditionError):
    """The store was written by a newer version of the program; facts: path, migration."""

    code = "store_too_new"


def require_not_newer(db: Database, path: Path) -> None:
    """Raise ``StoreTooNew`` where a migration was applied that this version does not know, ``StoreDamaged`` where
    none was."""
    applied = [migration.name for migration in migrations.applied(db)]
    if not applied:
        raise StoreDamaged(path=str(path))
    for name in applied:
        if name not in names():
            raise StoreTooNew(path=str(path), migration=name)


def migrate(db: Database, path: Path) -> None:
    """Apply what is pending, all of it or nothing, alone: a second process finds it done. Raises ``StoreDamaged`` where
    rows break the rules that they were written under."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.conn.execute("COMMIT")
    except BaseException as error:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        if isinstance(error, dbapi2.IntegrityError):
            raise StoreDamaged(path=str(path)) from error
        raise


class BranchInvalid(InputError):
    """A name that no branch can have: empty, overlong or with line breaks."""

    code = "branch_invalid"


def checked_branch(name: str) -> str:
    """The branch's name with single spaces. Raises ``BranchInvalid``."""
    plain = " ".join(name.split())
    if not 1 <= len(plain) <= LONGEST_BRANCH or not plain.isprintable():
        raise BranchInvalid(longest=LONGEST_BRANCH)
    return plain


def new_database(path: Path, key: bytes, branch: str, store_id: str, reading: Reading) -> None:
    """Make the database at ``path`` with all its tables and the settings of a new branch."""
    db = connect(path, key, make=True)
    try:
        migrate(db, path)
        with db.atomic():
            for name, value in {
                "branch": branch,
                "store": store_id,
                "station": new_station(),
                "station_epoch": "1",
                "timezone": "Asia/Shanghai",
                "created_at": as_text(reading.at),
            }.items():
                put_setting(db, name, value)
            journal.note(db, reading, None, "store", "created", {})
    finally:
        db.conn.close()


def new_station() -> str:
    """A code for a station that no other has, as good as certainly (33 million)."""
    return recovery.random_letters(STATION_LETTERS)


def put_setting(db: Database, key: str, value: str) -> None:
    """Write a setting inside the caller's transaction."""
    db.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value)
    )
