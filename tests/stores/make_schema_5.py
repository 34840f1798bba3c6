"""How the store in ``schema-5`` was made: that of ``schema-4``, brought to schema 5, with a step more in the sitting
that runs.

Kept to be read, and never run again over that folder."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from desktop_app.store import Database
from desktop_app.store import slots as key_slots
from desktop_app.store.connection import connect
from desktop_app.store.migrations import migrations
from tests.stores.make_schema_1 import AT, PASSPHRASE

SCHEMA_4 = Path(__file__).with_name("schema-4")

ROWS: list[tuple[str, dict[str, object]]] = [
    (
        "step",
        {
            "id": 2 << 24 | 2,
            "kind": "answered",
            "position": 1,
            "body": '{"answer":false}',
            "at": AT,
            "boot_ms": 2,
            "boot_id": "b",
            "used_ms": 2,
            "chain": "c2",
        },
    ),
]


def make(folder: Path) -> None:
    """Make the store: the same rows, passphrase and recovery code, and those of the new tables."""
    shutil.copytree(SCHEMA_4, folder)
    key, _ = key_slots.with_passphrase(key_slots.read(folder), PASSPHRASE)
    db: Database = connect(folder / "branch-exam.db", key)
    migrations.apply(db, stop_before="6")
    for table, values in ROWS:
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    db.conn.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
