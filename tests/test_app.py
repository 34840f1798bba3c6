"""Setting a store up: with everything or not at all, whatever comes between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from desktop_app import app
from desktop_app.base.progress import Cancelled
from desktop_app.staff import add_examiner, examiner_of_slot, people
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.people import PersonInvalid, leave
from desktop_app.store import CHEAP, Store
from desktop_app.store.conditions import DiskFull
from desktop_app.store.database import BranchInvalid
from desktop_app.store.folder import NoStore
from desktop_app.store.placing import StoreExists
from desktop_app.store.slots import PassphraseTooShort
from tests.store.mounts import Mount, fill, mount_tmpfs
from tests.store_fixtures import BRANCH, EXAMINER_NAME, EXAMINER_NO, PASSPHRASE, READING

__all__ = ["mount_tmpfs"]

BANKS = ["procedures", "products", "regulations", "service"]


def init(folder: Path, empty: bool = True) -> tuple[Store, str]:
    return app.init(
        folder, BRANCH, EXAMINER_NO, EXAMINER_NAME, PASSPHRASE, empty=empty, clock=lambda: READING, kdf=CHEAP
    )


def banks(store: Store) -> list[str]:
    return [row[0] for row in store.read.execute("SELECT code FROM bank ORDER BY code").fetchall()]


def test_an_empty_store(tmp_path: Path) -> None:
    store, code = init(tmp_path / "s")
    assert banks(store) == []
    assert [person.staff_no for person in people(store)] == [EXAMINER_NO]
    assert store.check() == ()
    store.close()
    opened, actor = app.open_store(tmp_path / "s", passphrase=PASSPHRASE)
    assert actor is not None
    assert actor.staff_no == EXAMINER_NO
    opened.close()
    opened, nobody = app.open_store(tmp_path / "s", recovery_code=code)
    assert nobody is None
    opened.close()
    with pytest.raises(StoreExists):
        init(tmp_path / "s")


def test_a_passphrase_of_somebody_who_has_left_opens_nothing(tmp_path: Path) -> None:
    store, _ = init(tmp_path)
    actor = examiner_of_slot(store)
    add_examiner(store, actor, "E2", "孙", "second passphrase", READING)
    leave(store, actor, "E2", date(2026, 11, 1), READING)
    store.close()
    with pytest.raises(HasLeft):
        app.open_store(tmp_path, passphrase="second passphrase")


def test_what_a_killed_import_has_left_is_cleared_away(tmp_path: Path) -> None:
    store, _ = init(tmp_path)
    with store.write("import", at=READING) as db:
        db.execute("INSERT INTO bank (code, created_at) VALUES ('half', '')")
        db.execute("INSERT INTO revision (bank, number, state, at) VALUES ('half', 1, 'staged', '')")
        db.execute("INSERT INTO question (bank, revision, uid, kind) VALUES ('half', 1, 'u', 'single')")
    store.close()
    opened, _ = app.open_store(tmp_path, passphrase=PASSPHRASE, clock=lambda: READING)
    assert opened.read.execute("SELECT count(*) FROM question").fetchone() == (0,)
    assert opened.read.execute("SELECT count(*) FROM revision").fetchone() == (0,)
    opened.close()


def test_a_store_with_the_shipped_banks_and_plans(tmp_path: Path) -> None:
    store, _ = init(tmp_path, empty=False)
    assert banks(store) == BANKS
    plans = store.read.execute("SELECT sample, shipped FROM plan").fetchall()
    assert plans == [(1, 1)] * 3
    assert store.check() == ()
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["branch-exam.db", "slots.json"]


@pytest.mark.parametrize(
    ("branch", "number", "passphrase", "error"),
    [
        ("", "E1", PASSPHRASE, BranchInvalid),
        (BRANCH, "", PASSPHRASE, PersonInvalid),
        (BRANCH, "E1", "short", PassphraseTooShort),
    ],
)
def test_what_cannot_be_set_up_leaves_nothing(
    tmp_path: Path, branch: str, number: str, passphrase: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        app.init(tmp_path / "s", branch, number, EXAMINER_NAME, passphrase, empty=True, kdf=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_cancel_leaves_nothing(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done > 50:
            raise Cancelled

    with pytest.raises(Cancelled):
        app.init(tmp_path / "s", BRANCH, "E1", "钱", PASSPHRASE, progress=cancel, kdf=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_while_the_banks_are_built(tmp_path: Path, mount_tmpfs: Mount) -> None:
    disk = mount_tmpfs("4m")
    fill(disk, 700_000)
    with pytest.raises(DiskFull):
        init(disk / "s", empty=False)
    assert [path.name for path in disk.iterdir()] == ["filler"]


@pytest.mark.slow
def test_a_kill_while_setting_up_leaves_nothing_or_all(tmp_path: Path) -> None:
    child = (
        "import sys\nfrom pathlib import Path\nfrom tests.test_app import init\n"
        "print('go', flush=True)\ninit(Path(sys.argv[1]), empty=False)\n"
    )
    for n in range(40 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 4):
        folder = tmp_path / f"s{n}"
        process = subprocess.Popen([sys.executable, "-c", child, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"go\n"
        time.sleep(0.05 + 0.11 * (n % 8))
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        process.wait()
        try:
            store = Store.open(folder, passphrase=PASSPHRASE)
        except NoStore:
            store, _ = init(folder, empty=False)
        assert banks(store) == BANKS
        assert store.check() == ()
        store.close()
        assert sorted(path.name for path in folder.iterdir()) == ["branch-exam.db", "slots.json"]
