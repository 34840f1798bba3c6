"""Backups: whole or not there; restored into an empty home, or over a store that is set aside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.base.clock import Reading
from desktop_app.staff import examiner_of_slot
from desktop_app.store import Store, StoreDamaged, checking, placing, restore
from desktop_app.store.conditions import DiskFull, FileMissing, FolderReadOnly
from desktop_app.store.copying import NotABackup
from desktop_app.store.database import StoreTooNew
from desktop_app.store.restoring import StoreInUse
from desktop_app.store.slots import PassphraseTooShort, UnknownSlot, WrongPassphrase, WrongRecoveryCode
from tests.store.mounts import Mount, fill, mount_tmpfs, remount, snapshot
from tests.store_fixtures import EXAMINER_NO, PASSPHRASE

__all__ = ["mount_tmpfs"]


@pytest.fixture
def backup(store: Store, reading: Reading, tmp_path: Path) -> Path:
    """A backup of a store that holds one more row, and has gone on since."""
    with store.write("x", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('when', 'backed up')")
    target = tmp_path / "away" / "branch.zip"
    store.backup(target, at=reading)
    with store.write("x", at=reading) as db:
        db.execute("UPDATE setting SET value = 'later' WHERE key = 'when'")
    return target


def test_a_backup_is_one_file_and_noted(store: Store, backup: Path, reading: Reading) -> None:
    assert [path.name for path in backup.parent.iterdir()] == ["branch.zip"]
    with zipfile.ZipFile(backup) as archive:
        assert sorted(archive.namelist()) == ["branch-exam.db", "slots.json"]
        assert not archive.read("branch-exam.db").startswith(b"SQLite format")
    assert store.setting("last_backup_at") == "2026-11-24T01:30:00.000Z"
    entry = store.journal(1)[0]
    assert (entry.action, entry.facts) == ("backup", {"file": "branch.zip"})


def test_an_empty_home_the_recovery_code_alone_and_a_new_passphrase(
    store: Store, tmp_path: Path, reading: Reading
) -> None:
    code = store.new_recovery_code()
    target = tmp_path / "branch.zip"
    store.backup(target, at=reading)
    station = store.setting("station")
    store.close()
    shutil.rmtree(store.folder)

    home = tmp_path / "another machine" / "home"
    restored = restore(target, home, recovery_code=code, new_passphrase="a new passphrase", at=reading)
    assert restored.setting("branch") == "城东支行"
    assert restored.setting("station_epoch") == "2"
    assert restored.setting("station") != station
    assert restored.check() == ()
    # The examiner is who they were, under the new passphrase.
    assert examiner_of_slot(restored).staff_no == EXAMINER_NO
    restored.close()
    with pytest.raises(WrongPassphrase):
        Store.open(home, passphrase=PASSPHRASE)
    again = Store.open(home, passphrase="a new passphrase")
    assert examiner_of_slot(again).staff_no == EXAMINER_NO
    again.close()
    assert sorted(path.name for path in home.iterdir()) == ["branch-exam.db", "slots.json"]


def test_an_existing_store_is_set_aside(store: Store, backup: Path, reading: Reading) -> None:
    store.close()
    restored = restore(backup, store.folder, passphrase=PASSPHRASE, at=reading)
    assert restored.setting("when") == "backed up"
    with restored.write("x", at=reading) as db:
        db.execute("UPDATE setting SET value = 'and on' WHERE key = 'when'")
    restored.close()
    (aside,) = store.folder.glob("set-aside-*")
    assert aside.name == "set-aside-2026-11-24T013000"
    old = Store.open(aside, passphrase=PASSPHRASE)
    assert old.setting("when") == "later"
    assert old.setting("station_epoch") == "1"
    old.close()
    # Again at the same instant: a folder of its own.
    second = restore(backup, store.folder, passphrase=PASSPHRASE, new_passphrase="second passphrase", at=reading.at)
    assert second.setting("when") == "backed up"
    assert second.slot_of("second passphrase") == second.slot_id
    second.close()
    assert len(list(store.folder.glob("set-aside-*"))) == 2


def test_a_chosen_examiners_passphrase_is_replaced(store: Store, tmp_path: Path, reading: Reading) -> None:
    slot_id = store.new_slot("second passphrase", at=reading)
    code = store.new_recovery_code()
    store.backup(tmp_path / "b.zip", at=reading)
    with pytest.raises(UnknownSlot):
        restore(
            tmp_path / "b.zip",
            tmp_path / "x",
            recovery_code=code,
            new_passphrase="long enough",
            slot_id="no",
            at=reading,
        )
    assert not (tmp_path / "x").exists()
    restored = restore(
        tmp_path / "b.zip",
        tmp_path / "new",
        recovery_code=code,
        new_passphrase="third passphrase",
        slot_id=slot_id,
        at=reading,
    )
    assert restored.slot_id == slot_id
    assert restored.slot_of(PASSPHRASE) != slot_id
    assert restored.slot_of("third passphrase") == slot_id
    restored.close()


# ---------------------------------------------------------------- what is refused, and changes nothing


def rewrite(backup: Path, change: Callable[[dict[str, bytes]], None], method: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(backup, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def cut(backup: Path) -> None:
    os.truncate(backup, backup.stat().st_size // 2)


def not_a_zip(backup: Path) -> None:
    backup.write_bytes(b"hello")


def one_member_less(backup: Path) -> None:
    def drop(members: dict[str, bytes]) -> None:
        del members["slots.json"]

    rewrite(backup, drop)


def one_member_more(backup: Path) -> None:
    rewrite(backup, lambda members: members.update({"../evil": b""}))


def compressed(backup: Path) -> None:
    rewrite(backup, lambda members: None, zipfile.ZIP_DEFLATED)


def huge_slots(backup: Path) -> None:
    rewrite(backup, lambda members: members.update({"slots.json": b" " * (2 << 20)}))


def a_bit_off(backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[100_000] ^= 1
    backup.write_bytes(bytes(data))


@pytest.mark.parametrize("harm", [cut, not_a_zip, one_member_less, one_member_more, compressed, huge_slots, a_bit_off])
def test_what_is_no_whole_backup_is_refused(
    store: Store, backup: Path, reading: Reading, harm: Callable[[Path], None]
) -> None:
    store.close()
    harm(backup)
    before = snapshot(store.folder)
    with pytest.raises(NotABackup):
        restore(backup, store.folder, passphrase=PASSPHRASE, at=reading)
    assert snapshot(store.folder) == before


@pytest.mark.parametrize("place", [100_000, 4096 * 30 + 100])
def test_a_backup_whose_database_is_damaged_is_refused(
    store: Store, backup: Path, reading: Reading, place: int
) -> None:
    store.close()

    def harm(members: dict[str, bytes]) -> None:
        data = bytearray(members["branch-exam.db"])
        data[place] ^= 1
        members["branch-exam.db"] = bytes(data)

    rewrite(backup, harm)
    before = snapshot(store.folder)
    with pytest.raises(StoreDamaged):
        restore(backup, store.folder, passphrase=PASSPHRASE, at=reading)
    assert snapshot(store.folder) == before


def test_other_refusals_change_nothing(store: Store, backup: Path, reading: Reading, tmp_path: Path) -> None:
    store.close()
    before = snapshot(store.folder)
    with pytest.raises(WrongPassphrase):
        restore(backup, store.folder, passphrase="wrong horse", at=reading)
    with pytest.raises(PassphraseTooShort):
        restore(backup, store.folder, passphrase=PASSPHRASE, new_passphrase="short", at=reading)
    with pytest.raises(FileMissing):
        restore(tmp_path / "none.zip", store.folder, passphrase=PASSPHRASE, at=reading)
    with pytest.raises(WrongRecoveryCode):
        restore(backup, store.folder, recovery_code="0000-0000-0000-0000-0000-0000-0" + check_of("0" * 25), at=reading)
    assert snapshot(store.folder) == before


def check_of(body: str) -> str:
    from desktop_app.crypto.recovery import _check

    return _check(body)


def test_a_newer_backup_is_refused(store: Store, reading: Reading, tmp_path: Path) -> None:
    store.read.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('branch-exam', '99', '')"
    )
    store.backup(tmp_path / "b.zip", at=reading)
    store.close()
    with pytest.raises(StoreTooNew):
        restore(tmp_path / "b.zip", tmp_path / "new", passphrase=PASSPHRASE, at=reading)
    assert not (tmp_path / "new").exists()


HOLDER = """
import sys
from pathlib import Path
from typing import Any
from desktop_app.store import Store
store = Store.open(Path(sys.argv[1]), passphrase=sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_store_that_another_process_has_open_stays(store: Store, backup: Path, reading: Reading) -> None:
    store.close()
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLDER,
            str(store.folder),
            PASSPHRASE,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    with pytest.raises(StoreInUse):
        restore(backup, store.folder, passphrase=PASSPHRASE, at=reading)
    child.communicate()
    restore(backup, store.folder, passphrase=PASSPHRASE, at=reading).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files where they are")
def test_nobody_opens_the_old_store_while_a_backup_takes_its_place(
    store: Store, backup: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    heard = []
    real = checking.check

    def _check(*given: Any) -> Any:
        # The backup is being verified: the seconds in which a window could open.
        code = (
            "import sys; from pathlib import Path; from desktop_app.store import Store, connection\n"
            "connection.PATIENCE_S = 0.1\n"
            f"try: Store.open(Path(sys.argv[1]), passphrase={PASSPHRASE!r})\n"
            "except Exception as error: print(error.code)"
        )
        child = subprocess.run(
            [sys.executable, "-c", code, str(store.folder)], capture_output=True, text=True, check=True
        )
        heard.append(child.stdout.strip())
        return real(*given)

    monkeypatch.setattr(checking, "check", _check)
    restore(backup, store.folder, passphrase=PASSPHRASE, at=reading).close()
    assert heard == ["store_busy"]
    monkeypatch.undo()
    Store.open(store.folder, passphrase=PASSPHRASE).close()


def test_a_backup_while_others_write(store: Store, reading: Reading, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[int] = []

    def work() -> None:
        n = 0
        while not stop.is_set():
            with store.write("x", at=reading, action="pair") as db:
                db.execute("INSERT INTO setting VALUES (?, '')", (f"pair-{n}",))
            written.append(n)
            n += 1

    thread = threading.Thread(target=work)
    thread.start()
    while len(written) < 20:
        pass
    for n in range(5):
        store.backup(tmp_path / f"{n}.zip", at=reading)
    stop.set()
    thread.join()
    for n in range(5):
        restored = restore(tmp_path / f"{n}.zip", tmp_path / f"r{n}", passphrase=PASSPHRASE, at=reading)
        keys = restored.read.execute("SELECT count(*) FROM setting WHERE key LIKE 'pair-%'").fetchone()[0]
        noted = restored.read.execute("SELECT count(*) FROM journal WHERE action = 'pair'").fetchone()[0]
        assert keys == noted >= 20
        restored.close()


def test_a_backup_onto_a_full_or_read_only_disk(store: Store, reading: Reading, mount_tmpfs: Mount) -> None:
    disk = mount_tmpfs("2m")
    fill(disk, 65536)
    with pytest.raises(DiskFull):
        store.backup(disk / "b.zip", at=reading)
    assert [path.name for path in disk.iterdir()] == ["filler"]
    fill_less = disk / "filler"
    os.truncate(fill_less, fill_less.stat().st_size - 250_000)
    with pytest.raises(DiskFull):
        store.backup(disk / "b.zip", at=reading)
    assert [path.name for path in disk.iterdir()] == ["filler"]
    remount(disk, "ro")
    with pytest.raises(FolderReadOnly):
        store.backup(disk / "b.zip", at=reading)
    assert store.setting("last_backup_at") == ""


# ---------------------------------------------------------------- a crash at any instant


class _Crash(BaseException):
    """The power goes: nothing after this runs."""


def crash_at(n: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the n-th step on the file system be the last, and nothing be cleaned up after it."""
    done = 0
    fsync, rename, rmtree = os.fsync, Path.rename, shutil.rmtree

    def step() -> None:
        nonlocal done
        done += 1
        if done > n:
            raise _Crash

    def counted_fsync(handle: int) -> None:
        step()
        fsync(handle)

    def counted_rename(path: Path, target: Path) -> Path:
        step()
        return rename(path, target)

    def counted_rmtree(path: Path, ignore_errors: bool = False) -> None:
        step()
        rmtree(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(os, "fsync", counted_fsync)
    monkeypatch.setattr(Path, "rename", counted_rename)
    monkeypatch.setattr(shutil, "rmtree", counted_rmtree)
    monkeypatch.setattr(placing, "undo", lambda *_: None)
    return lambda: done


def test_a_crash_while_restoring_leaves_the_old_store_or_the_new_one(
    store: Store, backup: Path, reading: Reading, tmp_path: Path
) -> None:
    store.close()
    seen: set[str] = set()
    for n in range(60):
        folder = Path(shutil.copytree(store.folder, tmp_path / f"crash{n}"))
        with pytest.MonkeyPatch.context() as patch:
            crash_at(n, patch)
            try:
                restore(backup, folder, passphrase=PASSPHRASE, at=reading).close()
                finished = True
            except _Crash:
                finished = False
        found = Store.open(folder, passphrase=PASSPHRASE)
        seen.add(found.setting("when"))
        assert found.check() == ()
        if found.setting("when") == "backed up":
            (aside,) = folder.glob("set-aside-*")
            old = Store.open(aside, passphrase=PASSPHRASE)
            assert old.setting("when") == "later"
            old.close()
        found.close()
        # Nothing is in the way of the next attempt.
        again = restore(backup, folder, passphrase=PASSPHRASE, at=reading)
        assert again.setting("when") == "backed up"
        again.close()
        assert not list(folder.glob(".*"))
        if finished:
            break
    else:
        pytest.fail("the restore never finished")
    assert seen == {"later", "backed up"}
    assert n > 8
