"""Every table of the store, as one ordered list of migrations.

Promises: a store that was migrated has the same schema as a fresh one. A migration that was ever released never
changes, nor does its file in ``schema/``; this module imports nothing of ours, so that no later change elsewhere can
change it. Instants are text as in ``base.clock.as_text``, marks decimal text, JSON text.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations: Final = Migrations("branch-exam")


def names() -> tuple[str, ...]:
    """The names of all migrations that this version knows, in order."""
    return tuple(migration.name for migration in migrations._migrations)


def _run(db: Database, name: str) -> None:
    script = (files(__package__) / "schema" / f"{name}.sql").read_text("utf-8")
    # executescript would commit the transaction that the migration runs in.
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations(name="1")
def _schema_1(db: Database) -> None:
    _run(db, "1")


@migrations(name="2")
def _schema_2(db: Database) -> None:
    """People are found by whole pinyin, and a person's sittings and certificates without reading all of them.

    Nothing looks questions up by uid, stem or hash, and those three indexes took half of an import's time.
    """
    _run(db, "2")
    rows = db.execute("SELECT staff_no, name FROM staff").fetchall()
    if rows:
        from pypinyin import lazy_pinyin

        for staff_no, name in rows:
            letters = "".join(lazy_pinyin("".join(char for char in name if char.isalnum()))).casefold()
            db.execute("UPDATE staff SET pinyin = ? WHERE staff_no = ?", (letters, staff_no))


@migrations(name="3")
def _schema_3(db: Database) -> None:
    """A paper that was printed is kept as it was printed: its answers come back after bank or plan have changed.

    Accommodations, make-up exams and stations; the key that seals a sitting; practice, one card a person and question.
    Roots, the branches they certified and what those registered; signed lists of what holds no longer.
    """
    _run(db, "3")


@migrations(name="4")
def _schema_4(db: Database) -> None:
    """The bank's own certificate templates, every version kept: a certificate is drawn anew as it was issued."""
    _run(db, "4")


@migrations(name="5")
def _schema_5(db: Database) -> None:
    """A step's key is one integer, 2^24 times its sitting's number plus its own: SQLite adds to the end of such a table
    by writing one page, where it rearranged up to six of a table WITHOUT ROWID once in five answers.

    Sittings are numbered as they began. A step of no sitting would get number 0, which the reference refuses.
    """
    _run(db, "5")


@migrations(name="6")
def _schema_6(db: Database) -> None:
    """A result carries a seal of its own: changed from outside, no certificate is issued on it."""
    _run(db, "6")
