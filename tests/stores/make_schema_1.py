"""How the store in ``schema-1`` was made. Kept to be read, and never run again over that folder."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.crypto import keys, recovery
from desktop_app.store import CHEAP, Database
from desktop_app.store import slots as key_slots
from desktop_app.store.connection import connect
from desktop_app.store.migrations import migrations
from desktop_app.store.slots import SlotKind, Slots

PASSPHRASE = "schema one horse"
AT = "2026-11-24T01:30:00.000Z"
ROWS: list[tuple[str, dict[str, str | int | bytes]]] = [
    ("setting", {"key": "branch", "value": "城东支行"}),
    ("setting", {"key": "store", "value": "0123456789abcdef"}),
    ("setting", {"key": "station", "value": "7K2M1"}),
    ("setting", {"key": "station_epoch", "value": "1"}),
    ("setting", {"key": "timezone", "value": "Asia/Shanghai"}),
    ("journal", {"at": AT, "topic": "store", "action": "created"}),
    ("staff", {"staff_no": "E001", "name": "钱主任", "role": "examiner", "initials": "qzr", "added_at": AT}),
    ("staff", {"staff_no": "T001", "name": "张三", "post": "柜员", "unit": "城东", "initials": "zs", "added_at": AT}),
    ("staff", {"staff_no": "T002", "name": "李四", "initials": "ls", "left_on": "2026-10-01", "added_at": AT}),
    ("bank", {"code": "products", "title": "产品知识", "created_at": AT}),
    ("revision", {"bank": "products", "number": 1, "state": "published", "at": AT, "questions": 1}),
    (
        "question",
        {
            "id": 1,
            "bank": "products",
            "revision": 1,
            "uid": "q1",
            "kind": "true_false",
            "topic": '["产品"]',
            "stem": "定期存款可以提前支取。",
            "stem_key": "定期存款可以提前支取",
            "hash": "h1",
            "body": "{}",
        },
    ),
    ("image", {"hash": "i1", "mime": "image/png", "bytes": b"\x89PNG"}),
    ("question_image", {"question_id": 1, "name": "a.png", "image_hash": "i1"}),
    ("question_fts", {"rowid": 1, "bigrams": "定期 期存 存款"}),
    ("import_mapping", {"shape": "s", "mapping": "{}", "at": AT}),
    ("plan", {"code": "P1", "title": "产品", "body": "{}", "updated_at": AT}),
    (
        "exam",
        {
            "id": "x1",
            "plan_code": "P1",
            "body": "{}",
            "opens_at": AT,
            "closes_at": AT,
            "opened_by": "E001",
            "opened_at": AT,
        },
    ),
    ("exam_person", {"exam_id": "x1", "staff_no": "T001", "admitted_at": AT, "admitted_by": "E001"}),
    (
        "sitting",
        {
            "id": "s1",
            "exam_id": "x1",
            "staff_no": "T001",
            "seed": "1",
            "fingerprint": "f",
            "paper": "{}",
            "state": "submitted",
            "started_at": AT,
            "ended_at": AT,
            "chain": "c1",
        },
    ),
    (
        "step",
        {
            "sitting_id": "s1",
            "n": 1,
            "kind": "started",
            "at": AT,
            "boot_ms": 1,
            "boot_id": "b",
            "used_ms": 0,
            "chain": "c1",
        },
    ),
    ("pulse", {"sitting_id": "s1", "at": AT, "boot_ms": 2, "boot_id": "b", "used_ms": 1}),
    ("mark", {"sitting_id": "s1", "position": 1, "points": "0.5", "staff_no": "E001", "at": AT}),
    (
        "result",
        {
            "sitting_id": "s1",
            "version": 1,
            "at": AT,
            "rules": "1",
            "score": "85.5",
            "max_score": "100",
            "passed": 1,
            "complete": 1,
            "body": "{}",
        },
    ),
    ("issuer_key", {"id": "k1", "algorithm": "ES256", "private": b"p", "certificate": b"c", "created_at": AT}),
    (
        "certificate",
        {
            "serial": "BE-7K2M1-2026-00001-X",
            "sitting_id": "s1",
            "staff_no": "T001",
            "plan_code": "P1",
            "facts": "{}",
            "code": "code",
            "pdf": b"%PDF",
            "key_id": "k1",
            "template": "formal-1",
            "issued_on": "2026-11-24",
            "valid_until": "2028-11-24",
            "issued_by": "E001",
            "issued_at": AT,
        },
    ),
    ("serial", {"epoch": 1, "year": 2026, "counter": 1}),
]


def make(folder: Path) -> str:
    """Make the store with one row in every table; returns its recovery code."""
    folder.mkdir(parents=True)
    key, code = keys.new_key(), recovery.new_code()
    secret = recovery.read_code(code)
    assert secret is not None
    slot = key_slots.make("0123456789abcdef", SlotKind.PASSPHRASE, key, keys.secret_of(PASSPHRASE), CHEAP)
    spare = key_slots.make("0123456789abcdef", SlotKind.RECOVERY, key, secret, CHEAP)
    key_slots.write(folder, Slots("0123456789abcdef", (slot, spare)))
    db: Database = connect(folder / "branch-exam.db", key, make=True)
    migrations.apply(db, stop_before="2")
    for table, values in ROWS:
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    db.execute("UPDATE staff SET slot_id = ? WHERE staff_no = 'E001'", (slot.id,))
    db.conn.close()
    return code


if __name__ == "__main__":
    sys.stdout.write(make(Path(sys.argv[1])) + "\n")
