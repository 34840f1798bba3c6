"""Whatever is wrong with a store: one error of its own, and nothing changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError
from desktop_app.store import CHEAP, Store, StoreDamaged, folder, unlock_requirements
from desktop_app.store.conditions import DiskFull, FolderReadOnly, NotAFolder
from desktop_app.store.database import BranchInvalid, StoreTooNew
from desktop_app.store.folder import DatabaseMissing, NetworkFolder, NoStore, SlotsMissing
from desktop_app.store.slots import (
    PassphraseTooShort,
    RecoveryCodeMistyped,
    SlotsDamaged,
    SlotsTooNew,
    WrongRecoveryCode,
)
from tests.store.mounts import Mount, fill, mount_tmpfs, remount, snapshot
from tests.store_fixtures import BRANCH, PASSPHRASE

__all__ = ["mount_tmpfs"]


def refused(store_folder: Path, error: type[BranchExamError]) -> BranchExamError:
    before = snapshot(store_folder)
    with pytest.raises(error) as caught:
        Store.open(store_folder, passphrase=PASSPHRASE)
    assert type(caught.value) is error
    assert snapshot(store_folder) == before
    return caught.value


def garbage(database: Path) -> None:
    database.write_bytes(os.urandom(65536))


def cut_inside_a_page(database: Path) -> None:
    os.truncate(database, 100_000)


def cut_at_a_page(database: Path) -> None:
    os.truncate(database, 4096 * 5)


def empty(database: Path) -> None:
    os.truncate(database, 0)


def one_byte(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))


def a_picture(database: Path) -> None:
    database.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 5000)


@pytest.mark.parametrize("harm", [garbage, cut_inside_a_page, cut_at_a_page, empty, one_byte, a_picture])
def test_a_damaged_database_is_refused(store_folder: Path, harm: Callable[[Path], None]) -> None:
    harm(store_folder / "branch-exam.db")
    refused(store_folder, StoreDamaged)


def test_sqlcipher_says_nothing_on_standard_error(store_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    garbage(store_folder / "branch-exam.db")
    refused(store_folder, StoreDamaged)
    assert capfd.readouterr() == ("", "")


def test_the_database_of_another_store_is_refused(store_folder: Path, tmp_path: Path) -> None:
    other, _, _ = Store.create(tmp_path / "other", PASSPHRASE, branch=BRANCH, kdf=CHEAP)
    other.close()
    shutil.copy(tmp_path / "other" / "branch-exam.db", store_folder / "branch-exam.db")
    refused(store_folder, StoreDamaged)


def test_a_store_of_a_newer_version_is_refused(store: Store) -> None:
    store.read.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('branch-exam', '99', '')"
    )
    store.close()
    assert refused(store.folder, StoreTooNew).facts["migration"] == "99"


def test_a_database_without_our_tables_is_refused(store: Store) -> None:
    store.read.execute("DROP TABLE _sqlite_migrations")
    store.close()
    refused(store.folder, StoreDamaged)


def test_a_store_that_is_not_whole_is_never_made_anew(store_folder: Path, tmp_path: Path) -> None:
    refused_empty = tmp_path / "empty"
    refused_empty.mkdir()
    refused(refused_empty, NoStore)
    refused(tmp_path / "not there", NoStore)
    shutil.copytree(store_folder, tmp_path / "b")
    (store_folder / "slots.json").unlink()
    refused(store_folder, SlotsMissing)
    (tmp_path / "b" / "branch-exam.db").unlink()
    refused(tmp_path / "b", DatabaseMissing)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": "1", "store": "", "slots": []}',
        b'{"format": 1, "store": "", "slots": [{}]}',
        b'{"format": 1, "store": "", "slots": [1]}',
    ],
)
def test_a_damaged_key_file_is_refused(store_folder: Path, content: bytes) -> None:
    (store_folder / "slots.json").write_bytes(content)
    refused(store_folder, SlotsDamaged)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kdf", {"name": "argon2id", "passes": 1, "memory_kib": 1 << 40, "lanes": 1}),
        ("kdf", {"name": "argon2id", "passes": 1.5, "memory_kib": 8, "lanes": 1}),
        ("kdf", {"name": "argon2id", "passes": 0, "memory_kib": 8, "lanes": 1}),
        ("salt", "AAAA"),
        ("nonce", "AAAA"),
        ("sealed", "not base64!"),
        ("kind", "thumb"),
    ],
)
def test_a_slot_that_cannot_be_is_refused(store_folder: Path, field: str, value: object) -> None:
    path = store_folder / "slots.json"
    data = json.loads(path.read_bytes())
    data["slots"][0][field] = value
    path.write_text(json.dumps(data))
    refused(store_folder, SlotsDamaged)


def test_a_key_file_of_a_newer_version_is_refused(store_folder: Path) -> None:
    path = store_folder / "slots.json"
    data = json.loads(path.read_bytes())
    data["format"] = 2
    path.write_text(json.dumps(data))
    refused(store_folder, SlotsTooNew)


def test_wrong_recovery_codes(store_folder: Path, tmp_path: Path) -> None:
    _, other_code, _ = Store.create(tmp_path / "other", PASSPHRASE, branch=BRANCH, kdf=CHEAP)
    with pytest.raises(WrongRecoveryCode):
        Store.open(store_folder, recovery_code=other_code)
    with pytest.raises(RecoveryCodeMistyped):
        Store.open(store_folder, recovery_code=other_code[:-1])
    with pytest.raises(ValueError, match="passphrase"):
        Store.open(store_folder)


def test_a_given_recovery_code_is_used(tmp_path: Path) -> None:
    _, code, _ = Store.create(tmp_path / "one", PASSPHRASE, branch=BRANCH, kdf=CHEAP)
    made, same, _ = Store.create(tmp_path / "two", PASSPHRASE, branch=BRANCH, kdf=CHEAP, recovery_code=code)
    assert same == code
    made.close()
    Store.open(tmp_path / "two", recovery_code=code).close()
    with pytest.raises(RecoveryCodeMistyped):
        Store.create(tmp_path / "three", PASSPHRASE, branch=BRANCH, kdf=CHEAP, recovery_code="ABCD")
    assert not (tmp_path / "three").exists()


def test_a_short_passphrase_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        Store.create(tmp_path / "s", "  short  ", branch=BRANCH, kdf=CHEAP)
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("branch", ["", "  ", "x" * 61, "a\0b"])
def test_a_branch_needs_a_name(tmp_path: Path, branch: str) -> None:
    with pytest.raises(BranchInvalid):
        Store.create(tmp_path / "s", PASSPHRASE, branch=branch, kdf=CHEAP)
    assert not (tmp_path / "s").exists()


def test_what_can_open_a_store(store_folder: Path, tmp_path: Path) -> None:
    found = unlock_requirements(store_folder)
    assert (found.passphrases, found.recovery, found.keyring) == (1, True, False)
    with pytest.raises(NoStore):
        unlock_requirements(tmp_path)


# ---------------------------------------------------------------- the machine


def test_a_network_folder_is_refused(store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/share {store_folder.parent} nfs4 rw 0 0\n")
    monkeypatch.setattr(folder, "MOUNTS", table)
    error = refused(store_folder, NetworkFolder)
    assert error.facts["kind"] == "nfs4"
    with pytest.raises(NetworkFolder):
        Store.create(store_folder.parent / "new", PASSPHRASE, branch=BRANCH, kdf=CHEAP)
    assert not (store_folder.parent / "new").exists()


def test_a_read_only_mount_is_refused(mount_tmpfs: Mount, store_folder: Path) -> None:
    disk = mount_tmpfs("4m")
    shutil.copytree(store_folder, disk / "store")
    remount(disk, "ro")
    refused(disk / "store", FolderReadOnly)
    with pytest.raises(FolderReadOnly):
        Store.create(disk / "new", PASSPHRASE, branch=BRANCH, kdf=CHEAP)


@pytest.mark.parametrize("leave", [0, 4096, 65536, 131072])
def test_a_create_on_a_full_disk_leaves_nothing(mount_tmpfs: Mount, leave: int) -> None:
    disk = mount_tmpfs("2m")
    fill(disk, leave)
    with pytest.raises(DiskFull):
        Store.create(disk / "a" / "b", PASSPHRASE, branch=BRANCH, kdf=CHEAP)
    assert [path.name for path in disk.iterdir()] == ["filler"]


def test_a_store_on_a_full_disk_keeps_what_it_has(mount_tmpfs: Mount, store_folder: Path, reading: Reading) -> None:
    disk = mount_tmpfs("2m")
    shutil.copytree(store_folder, disk / "store")
    store = Store.open(disk / "store", passphrase=PASSPHRASE)
    with store.write("x", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('kept', 'yes')")
    fill(disk)

    def write(n: int) -> None:
        with store.write("x", at=reading) as db:
            db.execute("INSERT INTO setting VALUES (?, ?)", (f"big{n}", "x" * 40_000))

    def write_many() -> None:
        for n in range(100):
            write(n)

    with pytest.raises(DiskFull):
        write_many()
    assert store.setting("kept") == "yes"
    (disk / "filler").unlink()
    write(1000)
    assert store.check() == ()
    store.close()
    again = Store.open(disk / "store", passphrase=PASSPHRASE)
    assert again.setting("kept") == "yes"
    assert again.setting("big1000") != ""
    again.close()


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(tmp_path / "file", NoStore)
    for place in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(NotAFolder):
            Store.create(place, PASSPHRASE, branch=BRANCH, kdf=CHEAP)
