"""``store check`` finds what is wrong, and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.base.clock import Reading
from desktop_app.store import Store, checking
from desktop_app.store import slots as key_slots
from desktop_app.store.driver import Database, dbapi2
from desktop_app.store.slots import SlotKind
from tests.store.mounts import snapshot
from tests.store_fixtures import PASSPHRASE


def codes(store: Store) -> list[str]:
    return [finding.code for finding in store.check()]


def test_a_good_store_has_no_findings_and_is_left_alone(store: Store) -> None:
    before = snapshot(store.folder)
    assert store.check() == ()
    assert snapshot(store.folder) == before


def test_a_changed_page_is_found(store_folder: Path) -> None:
    database = store_folder / "branch-exam.db"
    with database.open("r+b") as file:
        file.seek(4096 * 30 + 100)
        file.write(b"\0\0\0\0")
    store = Store.open(store_folder, passphrase=PASSPHRASE)
    found = codes(store)
    store.close()
    assert "check_page" in found
    assert found.count("check_unreadable") == 1


def test_a_broken_structure_is_found(store: Store) -> None:
    # An index that does not hold what its table holds: only integrity_check sees it.
    db = store.read
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, 'revision)', 'kind)') WHERE name = 'question_revision'")
    db.execute("PRAGMA writable_schema = RESET")
    with store.write("x", at=store.journal(1)[0].at) as writer:
        writer.execute("INSERT INTO bank (code, created_at) VALUES ('b', '')")
        writer.execute("INSERT INTO revision (bank, number, state, at) VALUES ('b', 1, 'published', '')")
        writer.execute("INSERT INTO question (bank, revision, uid, kind, hash) VALUES ('b', 1, 'u', 'single', 'h')")
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, 'kind)', 'revision)') WHERE name = 'question_revision'")
    db.execute("PRAGMA writable_schema = RESET")
    assert codes(store) == ["check_structure"]


def test_a_row_that_refers_to_nothing_is_found(store: Store) -> None:
    db = store.read
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO pulse (sitting_id, at, boot_ms, boot_id, used_ms) VALUES ('none', '', 0, '', 0)")
    (finding,) = store.check()
    assert (finding.code, finding.facts["table"], finding.facts["parent"]) == ("check_reference", "pulse", "sitting")


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("DROP INDEX question_revision", "question_revision"),
        ("CREATE TABLE extra (a TEXT) STRICT", "extra"),
        ("ALTER TABLE plan ADD COLUMN more TEXT", "plan"),
    ],
)
def test_another_schema_is_found(store: Store, sql: str, name: str) -> None:
    store.read.execute(sql)
    assert [(finding.code, finding.facts) for finding in store.check()] == [("check_schema", {"name": name})]


def test_keys_and_examiners_that_do_not_fit_are_found(store: Store, reading: Reading) -> None:
    extra = store.new_slot("a passphrase of nobody", at=reading)
    slots = key_slots.read(store.folder)
    key_slots.write(store.folder, slots.without(slot.id for slot in slots.of(SlotKind.RECOVERY)))
    with store.write("staff", at=reading) as db:
        db.execute(
            "INSERT INTO staff (staff_no, name, role, slot_id, added_at) VALUES ('E2', '孙', 'examiner', 'lost', '')"
        )
    found = {finding.code: dict(finding.facts) for finding in store.check()}
    assert found == {
        "check_no_recovery": {},
        "check_examiner_without_slot": {"staff_no": "E2"},
        "check_slot_without_examiner": {"slot": extra},
    }


def test_a_damaged_key_file_is_found_while_the_store_is_open(store: Store) -> None:
    (store.folder / "slots.json").write_text(json.dumps({"format": 1}))
    (finding,) = store.check()
    assert (finding.code, finding.facts) == ("check_slots", {"what": "slots_damaged"})


def test_every_table_of_ours_is_strict(store: Store) -> None:
    loose = [
        name
        for name, sql in checking.schema(store.read).items()
        if sql.startswith("CREATE TABLE") and "STRICT" not in sql and not name.startswith(("question_fts", "_sqlite"))
    ]
    assert loose == []


def test_one_open_sitting_a_candidate(store: Store, reading: Reading) -> None:
    def sit(db: Database, sitting_id: str, state: str) -> None:
        db.execute(
            "INSERT INTO sitting (id, exam_id, staff_no, seed, fingerprint, paper, state, started_at)"
            " VALUES (?, 'x', 'E001', '', '', '', ?, '')",
            (sitting_id, state),
        )

    def sit_twice() -> None:
        with store.write("x", at=reading) as db:
            db.execute(
                "INSERT INTO exam (id, plan_code, body, opens_at, closes_at, opened_at)"
                " VALUES ('x', '', '', '', '', '')"
            )
            sit(db, "1", "submitted")
            sit(db, "2", "open")
            sit(db, "3", "held")

    with pytest.raises(dbapi2.IntegrityError, match=r"sitting\.staff_no"):
        sit_twice()
