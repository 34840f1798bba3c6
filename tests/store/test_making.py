"""Making a store: all of it or nothing, at whatever instant it ends."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop_app.base.clock import Reading
from desktop_app.store import CHEAP, Store, placing
from desktop_app.store.folder import NoStore
from desktop_app.store.placing import StoreExists
from tests.store.test_backup import _Crash, crash_at
from tests.store_fixtures import BRANCH, PASSPHRASE, READING


def make(folder: Path, fail: BaseException | None = None) -> Store:
    with Store.making(folder, PASSPHRASE, branch=BRANCH, clock=lambda: READING, kdf=CHEAP) as (store, _, _):
        with store.write("x", at=READING) as db:
            db.execute("INSERT INTO setting VALUES ('in the making', 'yes')")
        if fail is not None:
            raise fail
    return store


def test_what_the_block_writes_is_there(tmp_path: Path, reading: Reading) -> None:
    store = make(tmp_path / "s")
    assert store.folder == tmp_path / "s"
    assert store.setting("in the making") == "yes"
    with store.write("x", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('later', 'yes')")
    store.close()
    again = Store.open(tmp_path / "s", passphrase=PASSPHRASE)
    assert again.setting("later") == "yes"
    again.close()


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        make(tmp_path / "a" / "b", ZeroDivisionError())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ZeroDivisionError):
        make(tmp_path, ZeroDivisionError())
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    make(tmp_path).close()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_crash_while_making_leaves_nothing_or_a_store(tmp_path: Path) -> None:
    seen: set[bool] = set()
    for n in range(60):
        folder = tmp_path / f"crash{n}"
        with pytest.MonkeyPatch.context() as patch:
            crash_at(n, patch)
            try:
                make(folder).close()
                finished = True
            except _Crash:
                finished = False
        try:
            found = Store.open(folder, passphrase=PASSPHRASE)
        except NoStore:
            seen.add(False)
            make(folder).close()
        else:
            seen.add(True)
            assert found.setting("in the making") == "yes"
            found.close()
        assert sorted(path.name for path in folder.iterdir()) == ["branch-exam.db", "slots.json"]
        if finished:
            break
    else:
        pytest.fail("the making never finished")
    assert seen == {True, False}
    assert n > 4


def test_of_two_stores_made_at_once_the_first_stays(tmp_path: Path, store_folder: Path) -> None:
    folder = tmp_path / "s"

    def make_beside() -> None:
        with Store.making(folder, PASSPHRASE, branch=BRANCH, kdf=CHEAP):
            shutil.copy(store_folder / "slots.json", folder)
            shutil.copy(store_folder / "branch-exam.db", folder)

    with pytest.raises(StoreExists):
        make_beside()
    assert sorted(path.name for path in folder.iterdir()) == ["branch-exam.db", "slots.json"]
    Store.open(folder, passphrase=PASSPHRASE).close()


def test_undoing_stops_at_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    _, made = placing.begin(tmp_path / "a" / "b")
    (tmp_path / "a" / "other.txt").write_text("")
    placing.undo(tmp_path / "a" / "b", made)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["other.txt"]


def test_what_an_import_leaves_beside_the_store_does_not_travel(tmp_path: Path) -> None:
    with Store.making(tmp_path, PASSPHRASE, branch=BRANCH, kdf=CHEAP) as (store, _, _):
        (store.folder / "locks").mkdir()
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["branch-exam.db", "slots.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no lock on a folder")
def test_two_that_finish_at_once_set_nothing_new_aside(store_folder: Path) -> None:
    ready = Path(shutil.copytree(store_folder, store_folder / placing.READY))
    (ready / "set-aside").write_text("set-aside-old", encoding="utf-8")
    (store_folder / "slots.json").write_bytes(b"old")
    with ThreadPoolExecutor(1) as pool:
        with placing._one_at_a_time(store_folder):
            second = pool.submit(placing.finish, store_folder)
            with pytest.raises(TimeoutError):
                second.result(0.2)
            assert placing._finish(store_folder)
        assert second.result(5)
    assert (store_folder / "set-aside-old" / "slots.json").read_bytes() == b"old"
    Store.open(store_folder, passphrase=PASSPHRASE).close()
