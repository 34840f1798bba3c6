"""A store of every released schema opens, with its data, and is then like a fresh one."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from desktop_app.exams.keeping import read_steps
from desktop_app.staff import people
from desktop_app.store import Database, Store, checking, restore
from desktop_app.store import slots as key_slots
from desktop_app.store.conditions import StoreDamaged
from desktop_app.store.connection import connect
from desktop_app.store.driver import dbapi2
from desktop_app.store.migrations import migrations, names
from tests.store.mounts import snapshot
from tests.store_fixtures import PASSPHRASE, READING
from tests.stores import make_schema_1, make_schema_3, make_schema_4, make_schema_5

KEPT = Path(__file__).resolve().parents[1] / "stores"
SCHEMAS = ["schema-1", "schema-2", "schema-3", "schema-4", "schema-5"]
SCHEMA_1_CODE = "PY5N-4R6R-DXJR-C5WE-KRJD-NG9B-QQMS"


@pytest.fixture
def schema_1(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KEPT / "schema-1", tmp_path / "old"))


def fresh_schema() -> dict[str, str]:
    db = Database(dbapi2.connect(":memory:", isolation_level=None), strict=True, execute_plugins=False)
    migrations.apply(db)
    found = checking.schema(db)
    db.conn.close()
    return found


def test_every_released_schema_is_kept() -> None:
    assert names() == ("1", "2", "3", "4", "5", "6")
    assert [path.name for path in sorted(KEPT.glob("schema-*"))] == SCHEMAS


NEW = {
    "schema-3": make_schema_3.ROWS,
    "schema-4": make_schema_3.ROWS + make_schema_4.ROWS,
    "schema-5": make_schema_3.ROWS + make_schema_4.ROWS + make_schema_5.ROWS,
}
MOVED = {"step": "(SELECT t.id AS sitting_id, s.* FROM step s JOIN sitting t ON t.number = s.sitting)"}
"""Tables whose columns are others since."""


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_store_of_an_older_schema_is_migrated_with_its_data(tmp_path: Path, name: str) -> None:
    old = Path(shutil.copytree(KEPT / name, tmp_path / "old"))
    store = Store.open(old, passphrase=make_schema_1.PASSPHRASE)
    assert checking.schema(store.read) == fresh_schema()
    assert store.check() == ()
    rows = [row for row in make_schema_1.ROWS if row[0] != "question_fts"]
    for table, values in rows + NEW.get(name, []):
        columns = ", ".join(values)
        kept = store.read.execute(f"SELECT {columns} FROM {MOVED.get(table, table)}").fetchall()
        assert tuple(values.values()) in kept, table
    found = store.read.execute("SELECT rowid FROM question_fts WHERE question_fts MATCH '期存'").fetchall()
    assert found == [(1,)]
    assert [person.pinyin for person in people(store, include_left=True)] == ["qianzhuren", "zhangsan", "lisi"]
    store.close()


def test_every_table_of_the_schema_has_data_in_the_kept_stores() -> None:
    filled = {table for table, _ in make_schema_1.ROWS + NEW["schema-4"]}
    tables = {name for name, sql in fresh_schema().items() if sql.startswith(("CREATE TABLE", "CREATE VIRTUAL"))}
    shadows = {name for name in tables if name.startswith("question_fts_")}
    assert tables - shadows - {"_sqlite_migrations"} == filled


def test_steps_of_an_older_schema_keep_their_sitting_and_order(tmp_path: Path) -> None:
    old = Path(shutil.copytree(KEPT / "schema-4", tmp_path / "old"))
    store = Store.open(old, passphrase=make_schema_1.PASSPHRASE)
    assert store.read.execute("SELECT id FROM sitting ORDER BY number").fetchall() == [("s0",), ("s1",)]
    assert [(step.n, step.kind, step.chain) for step in read_steps(store.read, "s0")] == [
        (1, "started", "d1"),
        (2, "answered", "d2"),
        (3, "void", "d3"),
    ]
    assert [step.kind for step in read_steps(store.read, "s1")] == ["started"]
    store.close()


@pytest.mark.parametrize(
    "edit", ["UPDATE step SET sitting_id = 'nobody' WHERE n = 2", "UPDATE step SET n = 16777216 WHERE n = 2"]
)
def test_steps_that_belong_nowhere_stop_the_migration(tmp_path: Path, edit: str) -> None:
    old = Path(shutil.copytree(KEPT / "schema-4", tmp_path / "old"))
    key, _ = key_slots.with_passphrase(key_slots.read(old), make_schema_1.PASSPHRASE)
    db = connect(old / "branch-exam.db", key)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(edit)
    before = db.execute("SELECT * FROM step").fetchall()
    with pytest.raises(StoreDamaged):
        Store.open(old, passphrase=make_schema_1.PASSPHRASE)
    assert db.execute("SELECT * FROM step").fetchall() == before
    db.conn.close()


def test_what_a_killed_backup_left_is_taken_away_before_the_next(schema_1: Path) -> None:
    backups = schema_1 / "backups"
    for name in (".backup-dead", ".backup-alive"):
        (backups / name).mkdir(parents=True)
        (backups / name / "branch-exam.db").write_bytes(b"half")
    dead, alive, other = backups / ".schema-1-x.zip.0a.part", backups / ".schema-1-y.zip.0b.part", backups / "mine.zip"
    for path in (dead, alive, other):
        path.write_bytes(b"half")
    for path in (backups / ".backup-dead", dead, other):
        os.utime(path, (0, 0))
    Store.open(schema_1, recovery_code=SCHEMA_1_CODE).close()
    left = {path.name for path in backups.iterdir() if not path.name.startswith("schema-1-")}
    assert left == {".backup-alive", alive.name, other.name}


def test_a_migration_backs_up_first(schema_1: Path, tmp_path: Path) -> None:
    Store.open(schema_1, recovery_code=SCHEMA_1_CODE).close()
    (backup,) = (schema_1 / "backups").iterdir()
    assert backup.name.startswith("schema-1-")
    restored = restore(backup, tmp_path / "new", recovery_code=SCHEMA_1_CODE, at=READING)
    assert restored.setting("station_epoch") == "2"
    restored.close()
    again = Store.open(schema_1, passphrase=make_schema_1.PASSPHRASE)
    again.close()
    assert len(list((schema_1 / "backups").iterdir())) == 1


def test_two_that_open_an_old_store_at_once(schema_1: Path) -> None:
    stores: list[Store] = []

    def work() -> None:
        stores.append(Store.open(schema_1, passphrase=make_schema_1.PASSPHRASE))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores) == 4
    for store in stores:
        assert store.check() == ()
        store.close()


def test_a_migration_that_fails_changes_nothing(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(store_folder)

    @migrations(name="7")
    def _fails(db: Database) -> None:
        db.execute("CREATE TABLE half (a TEXT) STRICT")
        raise ZeroDivisionError

    try:
        with pytest.raises(ZeroDivisionError):
            Store.open(store_folder, passphrase=PASSPHRASE)
    finally:
        migrations._migrations.pop()
    assert {name: data for name, data in snapshot(store_folder).items() if not name.startswith("backups")} == before
    store = Store.open(store_folder, passphrase=PASSPHRASE)
    assert store.check() == ()
    store.close()
