"""How the store in ``schema-3`` was made: that of ``schema-2``, brought to schema 3, with a row in each new table.

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

SCHEMA_2 = Path(__file__).with_name("schema-2")

ROWS: list[tuple[str, dict[str, object]]] = [
    (
        "printed_paper",
        {
            "number": "P-0001-7",
            "plan_code": "P1",
            "plan": "{}",
            "seed": "7",
            "on_day": "2026-11-24",
            "fingerprint": "f",
            "paper": "{}",
            "printed_at": AT,
            "printed_by": "E001",
        },
    ),
    ("station_key", {"id": "n1", "algorithm": "ES256", "private": b"p", "public": b"q", "created_at": AT}),
    ("practice_card", {"staff_no": "T001", "bank": "products", "uid": "u1", "due_at": AT, "card": "{}"}),
    (
        "practice_answer",
        {
            "staff_no": "T001",
            "bank": "products",
            "uid": "u1",
            "question_id": 1,
            "at": AT,
            "way": "topic",
            "answer": '"A"',
            "share": "1",
        },
    ),
    ("wrong_question", {"staff_no": "T001", "bank": "products", "uid": "u1", "wrong": 2, "last_at": AT}),
    ("root_key", {"id": "r1", "algorithm": "ES256", "certificate": b"c", "added_at": AT}),
    ("branch_key", {"id": "b1", "branch": "城东支行", "certificate": b"c", "added_at": AT}),
    ("registered", {"key_id": "b1", "serial": "BE-7K2M1-2026-00002-V", "digest": "d", "taken_at": AT}),
    ("revocation_list", {"signer": "r1", "own": 1, "number": 1, "at": AT, "body": b"l"}),
]


def make(folder: Path) -> None:
    """Make the store: the same rows, passphrase and recovery code, and those of the new tables."""
    shutil.copytree(SCHEMA_2, folder)
    key, _ = key_slots.with_passphrase(key_slots.read(folder), PASSPHRASE)
    db: Database = connect(folder / "branch-exam.db", key)
    migrations.apply(db, stop_before="4")
    for table, values in ROWS:
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    db.conn.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
