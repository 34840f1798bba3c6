"""What a command line can be given that nobody means to give it: one line, one JSON value, nothing changed."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.store import Store
from tests.cli.conftest import Branch
from tests.store_fixtures import PASSPHRASE

Make = Callable[..., Branch]


@pytest.fixture
def bare(branch: Make) -> Branch:
    """A branch with its examiner and nothing else."""
    return branch("--empty")


@pytest.mark.parametrize("wrong", [["nothing"], ["bank"], ["bank", "import"], ["plan", "draw", "P", "--seed", "x"]])
def test_wrong_usage_gives_a_json_value_too(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status: object = main(["--json", *wrong])
    except SystemExit as ended:
        status = ended.code
    out, said = capsys.readouterr()
    assert status == 2
    assert json.loads(out) == {}
    assert "usage" in said


@pytest.mark.parametrize(
    "command", [["bank", "show"], ["bank", "search"], ["staff", "import"], ["certificate", "show"]]
)
def test_an_argument_that_is_no_text_is_refused(bare: Branch, command: list[str]) -> None:
    assert "UTF-8" in bare.refused(*command, "\udcff")


def test_a_passphrase_that_is_no_text_is_refused_and_not_shown(bare: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCH_EXAM_PASSPHRASE", "correct\udcff")
    assert "correct" not in bare.refused("bank", "list")


@pytest.mark.parametrize("option", ["--from", "--until"])
@pytest.mark.parametrize("value", ["0001-01-01T00:00", "9999-12-31T23:59:59-12:00", "yesterday"])
def test_an_instant_out_of_range_is_refused(bare: Branch, option: str, value: str) -> None:
    assert value in bare.refused("exam", "open", "--plan", "P1", option, value)


@pytest.mark.parametrize("place", [".", "/", "", "nowhere/key.pem"])
def test_a_place_that_no_file_can_take_is_refused(bare: Branch, tmp_path: Path, place: str) -> None:
    told = bare.refused("certificate", "issuer", "--to", str(tmp_path / place) if place else "")
    assert "无法写入" in told
    assert list(tmp_path.rglob("*.part")) == []


@pytest.mark.parametrize("name", ["branch-exam.db", "branch-exam.db-wal", "branch-exam.db-shm", "slots.json"])
def test_the_store_is_never_overwritten_by_what_it_gives_out(bare: Branch, name: str) -> None:
    path = bare.folder / ".." / bare.folder.name / name
    before = path.read_bytes()[:4096] if path.exists() else None
    bare.refused("certificate", "issuer", "--to", str(path))
    bare.refused("store", "backup", str(path))
    assert (path.read_bytes()[:4096] if path.exists() else None) == before
    assert bare.done("store", "check")["ok"]


def test_a_backup_onto_a_folder_is_refused(bare: Branch, tmp_path: Path) -> None:
    assert "文件夹" in bare.refused("store", "backup", str(tmp_path))


def test_where_the_recovery_code_cannot_be_written_no_store_is_made(branch: Make, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="无法写入"):
        branch("--empty", "--recovery-to", str(tmp_path / "nowhere" / "recovery.txt"))
    assert not (tmp_path / "store").exists()


def test_a_recovery_file_stays_as_it_was_where_no_store_is_made(bare: Branch, tmp_path: Path) -> None:
    path = tmp_path / "recovery.txt"
    before = path.read_bytes()
    bare.refused("init", "--branch", "B", "--examiner", "E2", "--name", "N", "--recovery-to", str(path))
    assert path.read_bytes() == before
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_recovery_code_may_lie_in_the_new_folder(branch: Make, tmp_path: Path) -> None:
    made = branch("--empty", "--recovery-to", str(tmp_path / "store" / "recovery.txt"))
    assert (made.folder / "recovery.txt").read_text("ascii").count("-") == 6


@pytest.mark.parametrize("kept", [b"", b"abc\xff"])
def test_a_file_without_a_recovery_code_opens_no_backup(bare: Branch, tmp_path: Path, kept: bytes) -> None:
    bare.done("store", "backup", str(tmp_path / "b.zip"))
    (tmp_path / "code").write_bytes(kept)
    bare.refused("store", "restore", str(tmp_path / "b.zip"), "--recovery-code-file", str(tmp_path / "code"))
    assert not list(bare.folder.glob("set-aside*"))


_LINES = (
    b'{"position": 1, "answer": ' + b"9" * 5000 + b"}",
    b'{"position": ' + b"9" * 5000 + b', "answer": "A"}',
    b'{"position": 1, "answer": "\xff"}',
    b'{"position": 1, "answer": "\\ud800"}',
    b"[" * 100_000,
)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_a_line_that_nobody_can_read_ends_no_sitting(ready: Branch, encoding: str) -> None:
    asked = b"\n".join((*_LINES, b'{"position": 1, "flag": true}', '{"position": 2, "标": 1}'.encode(), b""))
    sat = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--data-dir", str(ready.folder), "sit", "--plan=P1", "--staff-no=T001"],
        input=asked,
        capture_output=True,
        check=False,
        timeout=30,
        env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"},
    )
    heard = [json.loads(line) for line in sat.stdout.decode("utf-8").splitlines()]
    assert sat.stderr.decode() == ""
    assert sat.returncode == 0
    assert [line["error"]["code"] for line in heard[1:6]] == ["sit_line_unreadable"] * 5
    assert heard[6]["saved"] == 1
    assert len(heard) == 8


def test_what_json_allows_and_nothing_can_keep_is_refused_where_files_are_read(bare: Branch, tmp_path: Path) -> None:
    path = tmp_path / "file"
    for text in ("9" * 5000, "[" * 100_000, '{"1": "\\ud800"}'):
        path.write_text(text, "ascii")
        bare.refused("sitting", "mark", "S1", "--file", str(path))
        path.write_text(f"minutes = {text}", "ascii")
        bare.refused("plan", "import", str(path))


def test_the_journal_tells_who_restored(bare: Branch, tmp_path: Path) -> None:
    bare.done("store", "backup", str(tmp_path / "b.zip"))
    bare.done("store", "restore", str(tmp_path / "b.zip"))
    store = Store.open(bare.folder, passphrase=PASSPHRASE)
    entry = store.journal(1)[0]
    store.close()
    assert (entry.action, entry.staff_no, entry.facts) == ("restored_by", "E001", {"file": "b.zip"})
