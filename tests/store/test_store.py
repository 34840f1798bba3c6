from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from desktop_app.base.clock import Reading
from desktop_app.base.errors import Fact
from desktop_app.staff import Actor
from desktop_app.store import CHEAP, Store, StoreBusy, connection
from desktop_app.store.connection import BACKGROUND_CHECKPOINT_PAGES
from desktop_app.store.placing import StoreExists
from desktop_app.store.slots import WrongPassphrase
from desktop_app.store.turns import Turns
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
        with store.write("inner", at=reading) as inner:
            inner.execute("INSERT INTO setting VALUES ('d', '4')")
        with pytest.raises(ZeroDivisionError):
            fail()
        assert seen == []
    assert seen == [frozenset({"outer", "inner", "lost"})]
    assert [store.setting(key) for key in "abcd"] == ["1", "2", "", "4"]
    entry = store.journal(1)[0]
    assert (entry.topic, entry.action, entry.facts, entry.at) == ("inner", "inner_done", {"n": 1}, reading.at)


def test_one_statement_is_a_write_of_its_own(store: Store, reading: Reading) -> None:
    seen: list[frozenset[str]] = []
    store.on_changed = seen.append
    insert = "INSERT OR IGNORE INTO setting VALUES (?, ?)"
    with store.write("job", at=reading, background=True):
        pass
    assert store.write_one("x", insert, ("a", "1"))
    assert store.read.execute("PRAGMA synchronous").fetchone() == (2,)
    assert not store.write_one("x", insert, ("a", "2"))
    assert seen == [frozenset({"job"}), frozenset({"x"})]
    again = Store.open(store.folder, passphrase=PASSPHRASE)
    assert again.setting("a") == "1"
    again.close()


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


def test_writers_of_one_process_take_turns(store: Store, reading: Reading) -> None:
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            with store.write("x", at=reading) as db:
                db.execute("UPDATE setting SET value = 'busy' WHERE key = 'timezone'")

    thread = threading.Thread(target=work)
    thread.start()
    waits = []
    for _ in range(100):
        begun = time.monotonic()
        with store.write("y", at=reading):
            waits.append(time.monotonic() - begun)
    stop.set()
    thread.join()
    # Without turns the longest wait is a second and more.
    assert sorted(waits)[90] < 0.1


def test_whoever_answers_a_person_goes_before_a_long_job() -> None:
    turns = Turns()
    order: list[str] = []
    assert turns.take(background=False, patience_s=1)

    def wait(name: str, background: bool) -> None:
        assert turns.take(background, 5)
        order.append(name)
        turns.give()

    threads = []
    for name, background in (("job", True), ("first", False), ("second", False)):
        threads.append(threading.Thread(target=wait, args=(name, background)))
        threads[-1].start()
        while not turns._queues[background] or len(turns._queues[False]) < len(threads) - 1:
            time.sleep(0.001)
    turns.give()
    for thread in threads:
        thread.join()
    assert order == ["first", "second", "job"]


def test_a_turn_that_does_not_come(store: Store, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE_S", 0.05)
    caught: list[StoreBusy] = []

    def work() -> None:
        try:
            with store.write("x", at=reading):
                pass
        except StoreBusy as error:
            caught.append(error)
        try:
            store.write_one("x", "DELETE FROM setting WHERE key = ?", ("none",))
        except StoreBusy as error:
            caught.append(error)

    with store.write("x", at=reading):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert len(caught) == 2
    with store.write("x", at=reading):
        pass


def test_a_turn_that_comes_at_the_last_moment_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns()
    assert turns.take(background=False, patience_s=1)

    class Late:
        """A gate whose wait runs out just when it is opened."""

        def acquire(self, timeout: float = -1) -> bool:
            if timeout < 0:
                return True
            turns.give()
            return False

        def release(self) -> None:
            pass

    monkeypatch.setattr("desktop_app.store.turns.threading.Lock", Late)
    assert turns.take(background=False, patience_s=0.01)


def test_settings(store: Store, examiner: Actor, reading: Reading) -> None:
    assert store.setting("language", "zh") == "zh"
    store.set_setting("language", "en", actor=examiner, at=reading)
    store.set_setting("language", "zh", actor=examiner, at=reading)
    assert store.setting("language") == "zh"
    entry = store.journal(1)[0]
    assert (entry.staff_no, entry.role, entry.action, entry.facts) == (
        "E001",
        "examiner",
        "setting",
        {"key": "language"},
    )


def test_facts_are_those_at_the_end_of_the_block(store: Store, reading: Reading) -> None:
    facts: dict[str, Fact] = {}
    with store.write("x", at=reading, action="counted", facts=facts):
        facts["rows"] = 7
    assert store.journal(1)[0].facts == {"rows": 7}


def test_a_long_job_copies_the_log_itself_and_an_answer_does_not(store: Store, reading: Reading) -> None:
    def uncopied() -> int:
        _, pages, copied = store.read.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        return int(pages - copied)

    for n in range(30):
        with store.write("x", at=reading) as db:
            db.execute("INSERT INTO setting VALUES (?, ?)", (f"answer-{n}", "x" * 200_000))
    # 50 pages each: an answer has paid for none.
    assert uncopied() > BACKGROUND_CHECKPOINT_PAGES
    most = 0
    for n in range(60):
        with store.write("x", at=reading, background=True) as db:
            db.execute("INSERT INTO setting VALUES (?, ?)", (f"job-{n}", "x" * 200_000))
        most = max(most, uncopied())
    assert most < BACKGROUND_CHECKPOINT_PAGES
    with store.write("x", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('after', '')")
    assert store.setting("after", "none") == ""


def test_a_long_job_syncs_its_log_in_nobodys_turn(
    store: Store, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, bool]] = []

    def fsync(number: int) -> None:
        synced.append((Path(f"/proc/self/fd/{number}").resolve().name, store._turns._taken))
        raise OSError(5, "a disk that fails is found by whoever commits durably")

    monkeypatch.setattr(os, "fsync", fsync)
    with store.write("x", at=reading, background=True) as db:
        db.execute("INSERT INTO setting VALUES ('job', '')")
    with store.write("x", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('answer', '')")
    assert synced == [(f"{store.path.name}-wal", False)]
