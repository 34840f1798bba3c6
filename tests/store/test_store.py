from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desktop_app.base.clock import Reading
from desktop_app.store import CHEAP, Store
from desktop_app.store.placing import StoreExists
from desktop_app.store.slots import WrongPassphrase
from tests.store_fixtures import BRANCH, PASSPHRASE


def test_a_store_is_made_once_and_opens_by_passphrase_and_recovery_code(tmp_path: Path, reading: Reading) -> None:
    folder = tmp_path / "a" / "b"
    store, code, slot_id = Store.create(folder, PASSPHRASE, branch=BRANCH, clock=lambda: reading, kdf=CHEAP)
    assert store.slot_id == slot_id
    assert sorted(path.name for path in folder.iterdir()) == ["branch-exam.db", "slots.json"]
    with store.write("settings", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('kept', 'yes')")
    store.close()
    with pytest.raises(StoreExists):
        Store.create(folder, PASSPHRASE, branch=BRANCH, kdf=CHEAP)
    for passphrase, typed in ((PASSPHRASE, None), (None, code.lower())):
        again = Store.open(folder, passphrase=passphrase, recovery_code=typed)
        assert again.setting("kept") == "yes"
        assert again.setting("branch") == BRANCH
        again.close()
    with pytest.raises(WrongPassphrase):
        Store.open(folder, passphrase="wrong horse")


def test_a_write_is_whole_or_not_at_all(store: Store, reading: Reading) -> None:
    def fail() -> None:
        with store.write("x", at=reading, action="never") as db:
            db.execute("INSERT INTO setting VALUES ('a', '1')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.setting("a") == ""
    assert "never" not in {entry.action for entry in store.journal()}


def test_a_write_inside_a_write_is_a_part_of_it(store: Store, reading: Reading) -> None:
    seen: list[frozenset[str]] = []
    store.on_changed = seen.append

    def fail() -> None:
        with store.write("lost", at=reading) as lost:
            lost.execute("INSERT INTO setting VALUES ('c', '3')")
            raise ZeroDivisionError

    with store.write("outer", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('a', '1')")
        with store.write("inner", at=reading, action="inner_done", facts={"n": 1}) as inner:
            inner.execute("INSERT INTO setting VALUES ('b', '2')")
        with pytest.raises(ZeroDivisionError):
            fail()
        assert seen == []
    assert seen == [frozenset({"outer", "inner", "lost"})]
    assert [store.setting(key) for key in "abc"] == ["1", "2", ""]
    entry = store.journal(1)[0]
    assert (entry.topic, entry.action, entry.facts, entry.at) == ("inner", "inner_done", {"n": 1}, reading.at)


def test_threads_have_connections_of_their_own(store: Store, reading: Reading) -> None:
    def work(n: int) -> None:
        for i in range(20):
            with store.write("x", at=reading, background=n % 2 == 0) as db:
                db.execute("INSERT INTO setting VALUES (?, '')", (f"{n}-{i}",))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    count = store.read.execute("SELECT count(*) FROM setting WHERE value = ''").fetchone()[0]
    assert count == 80
