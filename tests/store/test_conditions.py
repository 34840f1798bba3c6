"""Known conditions of SQLite and of the system become errors of ours; everything else stays what it is."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError
from desktop_app.store import Store, StoreBusy, StoreClosed, StoreDamaged, StoreGone, StoreReadOnly, connection
from desktop_app.store.conditions import DiskFull, FileMissing, FolderReadOnly, NotAFolder, condition, known, of_system
from desktop_app.store.connection import connect
from desktop_app.store.driver import dbapi2
from tests.store_fixtures import PASSPHRASE


def sqlite_error(code: int) -> Exception:
    error: Exception = dbapi2.OperationalError("said by SQLite")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (dbapi2.SQLITE_FULL, DiskFull),
        (dbapi2.SQLITE_BUSY, StoreBusy),
        (dbapi2.SQLITE_BUSY | 2 << 8, StoreBusy),
        (dbapi2.SQLITE_LOCKED, StoreBusy),
        (dbapi2.SQLITE_READONLY | 4 << 8, StoreReadOnly),
        (dbapi2.SQLITE_PERM, StoreReadOnly),
        (dbapi2.SQLITE_CORRUPT, StoreDamaged),
        (dbapi2.SQLITE_NOTADB, StoreDamaged),
        (dbapi2.SQLITE_IOERR | 10 << 8, StoreGone),
        (dbapi2.SQLITE_CANTOPEN, StoreGone),
    ],
)
def test_sqlite_codes(code: int, wanted: type[BranchExamError], tmp_path: Path) -> None:
    path = tmp_path / "branch-exam.db"
    found = condition(sqlite_error(code), path)
    assert type(found) is wanted
    assert found.facts["path"] == str(path)


def test_an_error_without_a_code_is_known_by_sqlites_words(tmp_path: Path) -> None:
    assert type(condition(dbapi2.OperationalError("database or disk is full"), tmp_path)) is DiskFull
    assert condition(dbapi2.OperationalError("something else"), tmp_path) is None


def test_an_io_error_on_a_full_disk_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert type(condition(sqlite_error(dbapi2.SQLITE_IOERR), tmp_path / "x")) is DiskFull


def test_an_io_error_on_a_disk_that_is_gone(tmp_path: Path) -> None:
    assert type(condition(sqlite_error(dbapi2.SQLITE_IOERR), tmp_path / "gone" / "x")) is StoreGone


def test_what_is_a_bug_stays_one(tmp_path: Path) -> None:
    assert condition(ValueError(), tmp_path) is None
    assert condition(sqlite_error(1), tmp_path) is None
    with pytest.raises(dbapi2.OperationalError), known(tmp_path):
        raise sqlite_error(1)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EROFS, FolderReadOnly),
        (errno.EACCES, FolderReadOnly),
        (errno.ENOENT, FileMissing),
        (errno.ENOTDIR, NotAFolder),
        (errno.EIO, StoreGone),
    ],
)
def test_errors_of_the_system(number: int, wanted: type[BranchExamError], tmp_path: Path) -> None:
    found = of_system(OSError(number, "said by the system"), tmp_path)
    assert type(found) is wanted
    assert found.facts["path"] == str(tmp_path)
    with pytest.raises(wanted), known(tmp_path):
        raise OSError(number, "said by the system", str(tmp_path / "file"))
    with pytest.raises(StoreBusy), known(tmp_path):
        raise sqlite_error(dbapi2.SQLITE_BUSY)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreGone):
        connect(tmp_path / "none.db", b"0" * 32)
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_even_be_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sqlite_error(1)

    monkeypatch.setattr(dbapi2, "connect", fail)
    with pytest.raises(dbapi2.OperationalError):
        connect(tmp_path / "none.db", b"0" * 32)


def test_a_writer_that_waits_too_long_says_busy(
    store: Store, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE_S", 0.1)
    other = Store.open(store.folder, passphrase=PASSPHRASE)

    def write() -> None:
        with other.write("x", at=reading):
            pass

    def write_beside() -> None:
        with store.write("x", at=reading):
            write()

    with pytest.raises(StoreBusy):
        write_beside()
    write()
    other.close()


def test_a_writer_waits_for_another(store: Store, reading: Reading) -> None:
    started, finish = threading.Event(), threading.Event()

    def hold() -> None:
        with store.write("x", at=reading) as db:
            db.execute("INSERT INTO setting VALUES ('first', '1')")
            started.set()
            finish.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    started.wait(5)
    threading.Timer(0.1, finish.set).start()
    with store.write("x", at=reading) as db:
        assert db.execute("SELECT value FROM setting WHERE key = 'first'").fetchone() == ("1",)
    thread.join()


def test_a_condition_inside_a_write_rolls_it_back(store: Store, reading: Reading) -> None:
    def write(error: Exception) -> None:
        with store.write("x", at=reading) as db:
            db.execute("INSERT INTO setting VALUES ('a', '1')")
            raise error

    with pytest.raises(DiskFull):
        write(sqlite_error(dbapi2.SQLITE_FULL))
    with pytest.raises(dbapi2.OperationalError):
        write(sqlite_error(1))
    assert store.setting("a") == ""


def test_a_transaction_that_sqlite_gave_up_itself(store: Store, reading: Reading) -> None:
    def write() -> None:
        with store.write("x", at=reading) as db:
            db.execute("ROLLBACK")
            raise sqlite_error(dbapi2.SQLITE_FULL)

    with pytest.raises(DiskFull):
        write()
    with store.write("x", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('a', '1')")
    assert store.setting("a") == "1"


def many_rows(conn: connection.Connection, rows: list[tuple[str]]) -> None:
    conn.executemany("INSERT INTO setting VALUES (?, '')", rows)


def test_many_rows_at_once_meet_the_same_conditions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE_S", 0.05)
    other = Store.open(store.folder, passphrase=PASSPHRASE)
    with pytest.raises(dbapi2.IntegrityError):
        many_rows(other.read.conn, [("a",), ("a",)])  # type: ignore[arg-type]
    store.read.conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        many_rows(other.read.conn, [("b",)])  # type: ignore[arg-type]
    store.read.conn.execute("ROLLBACK")
    other.close()


def test_a_closed_store_is_not_used(store: Store, reading: Reading) -> None:
    store.close()
    with pytest.raises(StoreClosed):
        store.setting("a")
    store.close()


def test_sqlite_utils_must_not_come_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sqlite_utils, desktop_app.store"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "import desktop_app.store before sqlite_utils" in done.stderr


def test_sqlite_utils_catches_what_sqlcipher_raises(store: Store) -> None:
    # With Python's own sqlite3 behind sqlite-utils each of these fails.
    db = store.read
    db["setting"].create_index(["value"], if_not_exists=True)  # type: ignore[union-attr]
    assert list(db.query("SELECT 1 AS one")) == [{"one": 1}]
    db["nothing"].drop(ignore=True)
    rows = list(db.query("INSERT INTO setting VALUES ('r', '') RETURNING key"))
    assert rows == [{"key": "r"}]
    assert not db.conn.in_transaction
