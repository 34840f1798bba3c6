"""How the store in ``schema-2`` was made: that of ``schema-1``, brought to schema 2. Kept to be read, and never run
again over that folder."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from desktop_app.store import Database
from desktop_app.store import slots as key_slots
from desktop_app.store.connection import connect
from desktop_app.store.migrations import migrations
from tests.stores.make_schema_1 import PASSPHRASE

SCHEMA_1 = Path(__file__).with_name("schema-1")


def make(folder: Path) -> None:
    """Make the store: the same rows, passphrase and recovery code."""
    shutil.copytree(SCHEMA_1, folder)
    key, _ = key_slots.with_passphrase(key_slots.read(folder), PASSPHRASE)
    db: Database = connect(folder / "branch-exam.db", key)
    migrations.apply(db, stop_before="3")
    db.conn.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
