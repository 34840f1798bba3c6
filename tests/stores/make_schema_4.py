"""How the store in ``schema-4`` was made: that of ``schema-3``, brought to schema 4, with a row in each new table and a
second sitting that began before the first.

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

SCHEMA_3 = Path(__file__).with_name("schema-3")
EARLIER = "2026-11-23T01:30:00.000Z"

ROWS: list[tuple[str, dict[str, object]]] = [
    ("template", {"code": "ours", "version": 1, "title": "本行", "body": "{}", "at": AT, "staff_no": "E001"}),
    ("sealed_exam", {"id": "z1", "head": "{}", "taken_at": AT, "taken_by": "E001", "file": b"z"}),
    ("print_run", {"number": 1, "layout": "{}", "certificates": 1, "sheets": 1, "begun_at": AT}),
    ("print_place", {"run": 1, "sheet": 1, "place": 1, "serial": "BE-7K2M1-2026-00001-X"}),
    ("print_sheet", {"id": 1, "run": 1, "sheet": 1, "medium": "paper", "at": AT}),
    ("spoiled_sheet", {"id": 1, "run": 1, "sheet": 1, "printing": 1, "why": "卡纸", "at": AT}),
    (
        "sitting",
        {
            "id": "s0",
            "exam_id": "x1",
            "staff_no": "T002",
            "seed": "2",
            "fingerprint": "f",
            "paper": "{}",
            "state": "void",
            "started_at": EARLIER,
        },
    ),
    *(
        (
            "step",
            {
                "sitting_id": "s0",
                "n": n,
                "kind": kind,
                "position": position,
                "body": body,
                "at": EARLIER,
                "boot_ms": n,
                "boot_id": "b",
                "used_ms": n,
                "chain": f"d{n}",
            },
        )
        for n, kind, position, body in (
            (1, "started", None, "{}"),
            (2, "answered", 1, '{"answer":true}'),
            (3, "void", None, '{"why":"停电"}'),
        )
    ),
]


def make(folder: Path) -> None:
    """Make the store: the same rows, passphrase and recovery code, and those of the new tables."""
    shutil.copytree(SCHEMA_3, folder)
    key, _ = key_slots.with_passphrase(key_slots.read(folder), PASSPHRASE)
    db: Database = connect(folder / "branch-exam.db", key)
    migrations.apply(db, stop_before="5")
    for table, values in ROWS:
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    db.conn.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
