"""What is wrong outside: each time one clear sentence, exit 1 and nothing changed, and a running exam goes on."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.base.clock import system_clock
from desktop_app.store import Store
from tests.faults import attacks, bad_files
from tests.faults.branch import CAMPAIGN, PASSPHRASE, Branch, Sitter, answer_to, content, environment
from tests.store.mounts import Mount, fill, snapshot

pytestmark = pytest.mark.slow
Make = Callable[[Path], bytes | Path]


@pytest.fixture
def untouched(shared: Branch, running: Sitter) -> Iterator[None]:
    """Whatever the test does, the store has the same content afterwards, and the exam goes on before and after."""
    running.saves(time.monotonic_ns())
    before = content(shared)
    yield
    running.saves(time.monotonic_ns())
    assert content(shared) == before
    assert not list(shared.folder.glob("*.lock"))


WORKBOOKS: dict[str, tuple[Make, str]] = {
    "picture.xlsx": (lambda _: bad_files.picture(), "png"),
    "far-cell.xlsx": (lambda _: bad_files.far_cell(alone=False), "XFD1048576"),
    "far-cell-alone.xlsx": (lambda _: bad_files.far_cell(alone=True), "XFD1048576"),
    "encrypted.xlsx": (lambda _: bad_files.encrypted(), "密码保护"),
    "empty.xlsx": (lambda _: b"", "空的"),
    "bomb.xlsx": (lambda path: bad_files.bomb(path, lies=False), "420 MB"),
    "gibibyte.csv": (lambda path: bad_files.one_cell(path, 1024, sparse=True), "1024 MB"),
}
MORE: dict[str, Make] = {
    "picture.csv": lambda _: bad_files.picture(),
    "mark-alone.csv": lambda _: b"\xef\xbb\xbf",
    "random.csv": lambda _: os.urandom(5000),
    "random.json": lambda _: os.urandom(5000),
    "deep.json": lambda _: b"[" * 200_000,
    "cut.xlsx": lambda _: bad_files.workbook()[:3000],
    "entities.xlsx": lambda _: bad_files.entities(),
    "no-book.xls": lambda _: bad_files.compound({"Workbook": os.urandom(5000)}),
    "strange.zzz": lambda _: b"nothing in particular",
    "liar.xlsx": lambda path: bad_files.bomb(path, lies=True),
}
HUGE: dict[str, Make] = {
    "one-cell.csv": lambda path: bad_files.one_cell(path, 190),
    "columns.csv": lambda path: bad_files.repeated(path, [b","], 190),
    "lines.csv": lambda path: bad_files.repeated(path, [b"\n"], 190),
    "rows.csv": lambda path: bad_files.repeated(path, ["题？,甲,乙,丙\n".encode()], 190),
}


def made(folder: Path, name: str, make: Make) -> Path:
    path = folder / name
    data = make(path)
    if isinstance(data, bytes):
        path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_file_that_is_no_list_of_questions(shared: Branch, untouched: None, tmp_path: Path, name: str) -> None:
    make, word = WORKBOOKS[name]
    told = shared.refused("bank", "import", str(made(tmp_path, name, make)))
    assert word in told
    assert name in told


def test_many_of_them_at_once_each_have_their_sentence(shared: Branch, untouched: None, tmp_path: Path) -> None:
    paths = [made(tmp_path, name, make) for name, make in MORE.items()]
    said = shared.run("bank", "import", *map(str, paths))
    assert (said.status, said.value) == (1, [])
    lines = said.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(path) for path in paths]
    for line in lines:
        assert line.endswith("。")
        assert "什么都没有改变" in line
        assert len(line) < 600


def test_files_made_to_do_harm(shared: Branch, untouched: None, tmp_path: Path) -> None:
    """Through the command: what is refused has its sentence, what is read holds nothing of the machine's own."""
    secret = tmp_path / "secret.txt"
    secret.write_text(attacks.SECRET, encoding="utf-8")
    files = attacks.attacks(secret)
    chosen = list(files) if CAMPAIGN else ["dots.zip", "link.zip", "laughs-word.docx", "file-package.zip", "deep.toml"]
    for name in chosen:
        (tmp_path / name).write_bytes(files[name])
    said = shared.run("bank", "import", "--dry-run", *(str(tmp_path / name) for name in chosen))
    told = [Path(line.split(": ")[0]).name for line in said.err.splitlines()]
    assert sorted([*told, *(one["file"] for one in said.value)]) == sorted(chosen)
    assert attacks.SECRET not in said.out + said.err
    assert all(one["imported"] <= 4 for one in said.value)


def reader_of(importer: subprocess.Popen[bytes]) -> int:
    """The process that reads the file for a command: its child that was spawned to do it."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        children = Path(f"/proc/{importer.pid}/task/{importer.pid}/children").read_text(encoding="ascii").split()
        for child in children:
            with contextlib.suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        time.sleep(0.005)
    raise AssertionError("no reader")


@pytest.mark.skipif(sys.platform != "linux", reason="finds the reader in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV])
def test_a_reader_that_dies_or_hangs_is_a_sentence_and_the_exam_goes_on(
    shared: Branch, untouched: None, running: Sitter, tmp_path: Path, how: signal.Signals
) -> None:
    path = large_csv(tmp_path)
    importer = subprocess.Popen(
        shared.command("--json", "bank", "import", str(path)),
        env=environment(shared.passphrase, **shared.settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    reader = reader_of(importer)
    os.kill(reader, how)
    waits = []
    for n in range(20):
        began = time.monotonic()
        running.saves(n)
        waits.append(time.monotonic() - began)
        time.sleep(0.02)
    assert max(waits) < 1
    if how is signal.SIGSTOP:
        assert importer.poll() is None  # it waits, for two minutes at most
        os.kill(reader, signal.SIGKILL)
    out, err = importer.communicate(timeout=60)
    assert importer.returncode == 1
    assert out.strip() in {b"[]", b"{}"}
    (sentence,) = err.decode().splitlines()
    assert path.name in sentence
    assert "什么都没有改变" in sentence


@pytest.mark.campaign
@pytest.mark.parametrize("name", HUGE)
def test_a_file_that_is_more_than_can_be_read(shared: Branch, untouched: None, tmp_path: Path, name: str) -> None:
    """It gives up for want of memory, or of time where it is about to run out of memory for long."""
    assert "什么都没有改变" in shared.refused("bank", "import", str(made(tmp_path, name, HUGE[name])))


@pytest.mark.parametrize("command", ["staff import", "grade --plan STOP --answers"])
def test_a_file_that_is_no_table(shared: Branch, untouched: None, tmp_path: Path, command: str) -> None:
    names = list(WORKBOOKS) if CAMPAIGN else ["picture.xlsx", "far-cell-alone.xlsx"]
    for name in names:
        shared.refused(*command.split(), str(made(tmp_path, name, WORKBOOKS[name][0])))


FILES = [
    ["plan", "import"],
    ["store", "restore"],
    ["sitting", "mark", "S000000000000", "--file"],
    ["certificate", "verify"],
    ["certificate", "verify", "--code=BE1", "--issuer"],
]


@pytest.mark.parametrize("name", ["random.csv", "deep.json"] + (["empty.xlsx", "picture.csv"] if CAMPAIGN else []))
def test_a_file_that_is_no_plan_no_backup_no_marks_no_certificate(
    shared: Branch, untouched: None, tmp_path: Path, name: str
) -> None:
    files = {**MORE, "empty.xlsx": lambda _: b""}
    path = str(made(tmp_path, name, files[name]))
    for command in FILES:
        said = shared.run(*command, path)
        assert said.status == 1
        assert len(said.err.splitlines()) == 1, said
        assert said.value in ({}, {"verdict": "not a certificate", "facts": {}})


# ---------------------------------------------------------------- keys and the store itself


def test_a_wrong_passphrase(shared: Branch, untouched: None, tmp_path: Path) -> None:
    csv = made(tmp_path, "fine.csv", lambda _: "题干,A,B,答案\n一？,甲,乙,A\n".encode())
    wrong = Branch(shared.folder, passphrase="eleven green bottle")
    for command in (["bank", "list"], ["bank", "import", str(csv)], ["sit", "--plan", "STOP", "--staff-no", "T002"]):
        told = wrong.refused(*command)
        assert "口令不正确" in told
    nobody = Branch(shared.folder, passphrase=None)
    assert "BRANCH_EXAM_PASSPHRASE" in nobody.refused("bank", "list")


def test_a_store_from_a_newer_version(branch: Branch) -> None:
    sitter = branch.sit()
    sitter.saves(1)
    store = Store.open(branch.folder, passphrase=PASSPHRASE)
    with store.write("store", at=system_clock()) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('branch-exam', 'from_2031', '')"
        )
    store.close()
    sitter.saves(2)  # it was open before
    assert "from_2031" in branch.refused("bank", "list")
    sitter.saves(3)
    assert sitter.end()[0] == 0
    before = snapshot(branch.folder)
    for command in (["store", "check"], ["sit", "--plan", "RUN", "--staff-no", "T002"]):
        assert "from_2031" in branch.refused(*command)
    assert snapshot(branch.folder) == before


def cut_to(path: Path, share: float) -> None:
    pages = path.stat().st_size // 4096
    os.truncate(path, int(pages * share) * 4096)


BROKEN: dict[str, Callable[[Path], object]] = {
    "an empty database": lambda folder: cut_to(folder / "branch-exam.db", 0),
    "half a database": lambda folder: cut_to(folder / "branch-exam.db", 0.5),
    "a database without its last page": lambda folder: cut_to(folder / "branch-exam.db", 0.999),
    "a database of something else": lambda folder: (folder / "branch-exam.db").write_bytes(os.urandom(40960)),
    "no database": lambda folder: (folder / "branch-exam.db").unlink(),
    "half the keys": lambda folder: (folder / "slots.json").write_text((folder / "slots.json").read_text()[:300]),
    "no keys": lambda folder: (folder / "slots.json").unlink(),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_store_that_was_cut(shared: Branch, running: Sitter, template_branch: Path, tmp_path: Path, how: str) -> None:
    folder = Path(shutil.copytree(template_branch, tmp_path / "store"))
    BROKEN[how](folder)
    before = snapshot(folder)
    branch = Branch(folder)
    for command in (["bank", "list"], ["store", "check"]) if CAMPAIGN else (["bank", "list"],):
        branch.refused(*command)
    assert snapshot(folder) == before
    running.saves(len(how))


# ---------------------------------------------------------------- a folder that cannot be written


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """Shows a folder at another place, where it cannot be written: root passes file modes, but not this."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting takes Linux and root")
    shown: list[Path] = []

    def show(folder: Path) -> Path:
        point = tmp_path / f"read-only-{len(shown)}"
        point.mkdir()
        for how in (["--bind", str(folder), str(point)], ["-o", "remount,ro,bind", str(point)]):
            if subprocess.run(["mount", *how], capture_output=True, check=False).returncode:
                pytest.skip("this machine does not let tests mount")
            if not shown:
                shown.append(point)
        return point

    yield show
    for point in shown:
        subprocess.run(["umount", "-l", str(point)], capture_output=True, check=False)


def test_a_read_only_folder(shared: Branch, untouched: None, read_only: Callable[[Path], Path], tmp_path: Path) -> None:
    there = Branch(read_only(shared.folder))
    csv = made(tmp_path, "fine.csv", lambda _: "题干,A,B,答案\n一？,甲,乙,A\n".encode())
    init = ["init", "--branch", "城西支行", "--examiner", "E9", "--name", "钟离明德", "--empty"]
    for command in (["bank", "list"], ["bank", "import", str(csv)], ["sit", "--plan", "STOP", "--staff-no", "T002"]):
        assert "文件夹不可写" in there.refused(*command)
    assert "文件夹不可写" in Branch(there.folder / "new").refused(*init)
    assert not (shared.folder / "new").exists()


def test_a_read_only_place_for_what_comes_out(
    shared: Branch, untouched: None, read_only: Callable[[Path], Path], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    there = read_only(tmp_path / "out")
    for command in (
        ["bank", "export", "mine", "--to", str(there / "mine.json")],
        ["plan", "export", "STOP", "--to", str(there / "stop.toml")],
        ["store", "backup", str(there / "backup.zip")],
    ):
        told = shared.refused(*command)
        assert str(there) in told
    new = Branch(tmp_path / "new" / "store")
    init = ["init", "--branch", "城西支行", "--examiner", "E9", "--name", "钟离明德", "--empty"]
    new.refused(*init, "--recovery-to", str(there / "code.txt"))
    assert not new.folder.exists()


OUT = (["bank", "export", "mine", "--to"], ["plan", "export", "STOP", "--to"], ["store", "backup"])


@pytest.mark.parametrize("name", ["slots.json", "branch-exam.db"])
def test_what_comes_out_never_takes_the_stores_place(branch: Branch, tmp_path: Path, name: str) -> None:
    link = tmp_path / "link.json"
    link.hardlink_to(branch.folder / name)
    before = snapshot(branch.folder)
    for command in OUT:
        branch.refused(*command, str(branch.folder / name))
    branch.refused(*OUT[0], str(link))
    assert snapshot(branch.folder) == before
    assert [one["code"] for one in branch.done("bank", "list")] == ["mine"]


# ---------------------------------------------------------------- a disk that is full


TOO_SMALL = "1m"
"""Less than a new store with its banks takes."""
STAGED = ("step", "pulse", "sitting", "bank", "revision", "question", "sqlite_stat1")


@pytest.fixture
def on_small_disk(mount_tmpfs: Mount, template_branch: Path) -> Iterator[Branch]:
    """A branch on a disk of 2 MB."""
    disk = mount_tmpfs("2m")
    made = Branch(Path(shutil.copytree(template_branch, disk / "store")))
    yield made
    made.close()


def large_csv(folder: Path) -> Path:
    rows = [f"第{n}题应当如何处理这一笔业务,甲{n},乙{n},丙{n},A" for n in range(6000)]
    path = folder / "large.csv"
    path.write_text("\n".join(["题干,A,B,C,答案", *rows]), encoding="utf-8")
    return path


def test_a_disk_too_small_for_a_new_store(mount_tmpfs: Mount) -> None:
    disk = mount_tmpfs(TOO_SMALL)
    new = Branch(disk / "store")
    told = new.refused(
        "init",
        "--branch",
        "城西支行",
        "--examiner",
        "E9",
        "--name",
        "钟离明德",
        "--recovery-to",
        str(disk / "code.txt"),
    )
    assert "磁盘已满" in told
    assert list(disk.iterdir()) == []


def test_an_import_larger_than_the_disk(on_small_disk: Branch, tmp_path: Path) -> None:
    branch = on_small_disk
    before = content(branch, STAGED)
    assert "磁盘已满" in branch.refused("bank", "import", str(large_csv(tmp_path)))
    assert [one["code"] for one in branch.done("bank", "list")] == ["mine"]
    assert branch.done("store", "check")["ok"] is True
    after = content(branch, STAGED)
    # Rows that were staged may wait for room to be swept away; nobody sees them.
    assert {name for name in after if after[name] != before[name] and not name.startswith("question_fts")} == set()


def test_an_import_larger_than_the_disk_leaves_room_for_a_running_exam(on_small_disk: Branch, tmp_path: Path) -> None:
    branch = on_small_disk
    sitter = branch.sit()
    sitter.saves(0)
    assert "磁盘已满" in branch.refused("bank", "import", str(large_csv(tmp_path)))
    for n in range(200):
        sitter.saves(n)
    sitter.kill()


def test_answers_while_the_disk_fills_up(on_small_disk: Branch) -> None:
    branch = on_small_disk
    sitter = branch.sit()
    saved: dict[int, Any] = {}
    for n in range(10):
        sitter.saves(n)
    fill(branch.folder.parent)
    refused = 0
    for n in range(400):
        one = sitter.questions[n % 30]
        told = sitter.say({"position": one["position"], "answer": answer_to(one, n)})
        if "saved" in told:
            saved[one["position"]] = answer_to(one, n)
        else:
            assert told["error"]["code"] == "disk_full"
            assert "磁盘已满" in told["error"]["message"]
            refused += 1
    assert refused > 100
    branch.refused("certificate", "issuer", "--to", str(branch.folder.parent / "key.pem"))
    time.sleep(2.5)  # its pulse finds no room either
    (branch.folder.parent / "filler").unlink()
    one = sitter.questions[0]
    assert sitter.say({"position": one["position"], "answer": answer_to(one, 3)})["saved"] == one["position"]
    saved[one["position"]] = answer_to(one, 3)
    sitter.kill()
    again = branch.sit()
    assert {position: again.answers[position] for position in saved} == saved
    again.kill()
    assert branch.done("store", "check")["ok"] is True


# ---------------------------------------------------------------- a clock set to 2009


@pytest.fixture
def then(branch: Branch) -> Branch:
    """The same branch, on a machine that believes it is 2009."""
    return Branch(branch.folder, via=(str(Path(__file__).with_name("wrong_clock.py")),))


def test_nobody_starts_in_2009(branch: Branch, then: Branch) -> None:
    sitter = branch.sit()
    before = content(branch)
    then.refused("sit", "--plan", "STOP", "--staff-no", "T002")
    assert content(branch) == before
    sitter.saves(1)
    sitter.kill()


def test_who_sits_already_goes_on_and_the_time_is_right(branch: Branch, then: Branch) -> None:
    sitter = branch.sit("HAND")
    sitter.saves(1)
    left = sitter.say({"position": 1, "flag": True})["left_ms"]
    sitter.kill()
    back = then.sit("HAND")
    assert back.paper["resumed"] is True
    assert 0 <= left - back.paper["left_ms"] <= 1000
    assert len(back.answers) == 1
    back.saves(2)
    back.kill()
    # And again when somebody has set it right.
    last = branch.sit("HAND")
    assert 0 <= back.paper["left_ms"] - last.paper["left_ms"] <= 2000
    assert last.submit()["passed"] is True
    assert last.end() == (0, "")
    record = branch.done("sitting", "show", last.paper["sitting"])
    assert "clock_set_back" in [one["kind"] for one in record["interruptions"]]
    assert record["started_at"] <= record["ended_at"]
    # No certificate says 2009.
    assert "2009" in then.refused("certificate", "issue", "--sitting", last.paper["sitting"])
    assert branch.done("certificate", "list") == []


@pytest.mark.parametrize("command", ["exam open --plan STOP", "bank import {csv}", "store backup {csv}.zip"])
def test_nothing_is_dated_2009(branch: Branch, then: Branch, tmp_path: Path, command: str) -> None:
    csv = made(tmp_path, "fine.csv", lambda _: "题干,A,B,答案\n一？,甲,乙,A\n".encode())
    before = content(branch)
    then.refused(*command.format(csv=csv).split())
    assert content(branch) == before
