"""The whole main job from the command line: import, open, sit, lose the power, resume, grade, certify, verify."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend

from desktop_app.cli import main
from desktop_app.store import Store, os_keyring
from tests.cli.conftest import Branch
from tests.store_fixtures import PASSPHRASE

Make = Callable[[], Branch]


class Sitter:
    """A process that sits."""

    def __init__(self, folder: Path, plan: str = "P1", staff_no: str = "T001") -> None:
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "desktop_app",
                "--data-dir",
                str(folder),
                "sit",
                "--plan",
                plan,
                "--staff-no",
                staff_no,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.paper = self.hear()

    def hear(self) -> Any:
        line = self._out.readline()
        assert line, self.process.stderr.read() if self.process.stderr else ""
        return json.loads(line)

    @property
    def _out(self) -> IO[str]:
        assert self.process.stdout
        return self.process.stdout

    def say(self, value: Any) -> Any:
        assert self.process.stdin
        self.process.stdin.write(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.hear()

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.end()

    def end(self) -> int:
        assert self.process.stdin
        assert self.process.stderr
        self.process.stdin.close()
        code = self.process.wait(20)
        self._out.close()
        self.process.stderr.close()
        return code


def _right(question: dict[str, Any]) -> Any:
    if question["kind"] == "true_false":
        return int(question["stem"].split()[1]) % 2 == 1
    return next(option["letter"] for option in question["options"] if option["text"].startswith("乙"))


def test_sit_lose_the_power_resume_pass_and_prove_it(ready: Branch, tmp_path: Path) -> None:
    sitter = Sitter(ready.folder)
    questions = sitter.paper["questions"]
    assert len(questions) == 6
    assert sitter.paper["resumed"] is False
    for question in questions[:3]:
        position = question["position"]
        assert sitter.say({"position": position, "answer": _right(question)})["saved"] == position
    assert sitter.say({"position": 2, "flag": True})["saved"] == 2
    before = sitter.say({"position": 3, "answer": _right(questions[2])})["left_ms"]
    sitter.kill()

    again = Sitter(ready.folder)
    assert again.paper["resumed"] is True
    assert again.paper["sitting"] == sitter.paper["sitting"]
    assert abs(again.paper["left_ms"] - before) < 1000
    assert [q["stem"] for q in again.paper["questions"]] == [q["stem"] for q in questions]
    assert sum(q["answer"] is not None for q in again.paper["questions"]) == 3
    assert "error" in again.say("no json")
    assert again.say({"position": 99, "answer": "A"})["error"]["code"] == "no_such_position"
    for question in questions[3:]:
        again.say({"position": question["position"], "answer": _right(question)})
    done = again.say({"submit": True})
    assert done == {"submitted": True, "state": "submitted", "score": 100, "max_score": 100, "passed": True}
    assert again.end() == 0

    shown = ready.done("sitting", "show", sitter.paper["sitting"])
    assert shown["score"] == 100
    assert shown["chain"]["ok"] is True
    assert len(shown["interruptions"]) == 1
    issued = ready.done("certificate", "issue", "--sitting", sitter.paper["sitting"])
    pdf, key = tmp_path / "c.pdf", tmp_path / "issuer.pem"
    ready.done("certificate", "render", issued["serial"], "--to", str(pdf))
    ready.done("certificate", "issuer", "--to", str(key))
    nowhere = Branch(tmp_path / "nowhere", ready._capsys)
    verdict = nowhere.done("certificate", "verify", str(pdf), "--issuer", str(key))
    assert verdict["verdict"] == "valid"
    assert verdict["facts"]["holder"] == "张三"
    pdf.write_bytes(pdf.read_bytes().replace(b"/Type", b"/Tipe", 1))
    status, verdict = nowhere.run("certificate", "verify", str(pdf), "--issuer", str(key))
    assert status == 1
    assert verdict["verdict"] == "forged"
    ready.done("certificate", "revoke", issued["serial"], "--why", "测试")
    assert ready.done("certificate", "show", issued["serial"])["state"] == "revoked"


def test_what_is_refused_says_one_line_and_changes_nothing(ready: Branch, tmp_path: Path) -> None:
    assert "P9" in ready.refused("plan", "check", "P9")
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    ready.refused("bank", "import", str(picture))
    ready.refused("bank", "import", str(tmp_path / "missing.xlsx"))
    ready.refused("init", "--branch", "x", "--examiner", "E9", "--name", "y")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('code = "X"\ntitle = "X"\nminutes = 5\nminuets = 6\n[[sections]]\n', encoding="utf-8")
    assert "minuets" in ready.refused("plan", "import", str(wrong))
    ready.refused("certificate", "issue", "--sitting", "S0")
    ready.refused("certificate", "verify", str(picture))
    assert [plan["code"] for plan in ready.done("plan", "list")] == ["P1"]
    assert ready.done("store", "check") == {"ok": True, "findings": []}


def test_a_wrong_passphrase_is_refused(ready: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCH_EXAM_PASSPHRASE", "not the right one")
    ready.refused("bank", "list")


def test_wrong_usage_is_exit_2(ready: Branch) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["bank", "import"])
    assert stopped.value.code == 2
    assert main(["bank"]) == 2


def test_nothing_is_asked_without_a_terminal(ready: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRANCH_EXAM_PASSPHRASE")
    assert "BRANCH_EXAM_PASSPHRASE" in ready.refused("bank", "list")


def test_a_backup_is_restored_elsewhere_by_the_recovery_code_alone(
    ready: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.zip"
    ready.done("store", "backup", str(backup))
    elsewhere = Branch(tmp_path / "elsewhere", ready._capsys)
    monkeypatch.setenv("BRANCH_EXAM_PASSPHRASE", "a new passphrase for here")
    elsewhere.done("store", "restore", str(backup), "--recovery-code-file", str(tmp_path / "recovery.txt"))
    assert [bank["questions"] for bank in elsewhere.done("bank", "list")] == [9]


class _Ring(KeyringBackend):
    """A keyring that the system guards, as far as the store can tell."""

    priority = 1
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_what_opens_by_itself_is_for_the_window_alone(ready: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(_Ring())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(os_keyring, "TRUSTED", (__name__,))
    store = Store.open(ready.folder, passphrase=PASSPHRASE)
    assert store.put_in_keyring()
    store.close()
    monkeypatch.delenv("BRANCH_EXAM_PASSPHRASE")
    try:
        asked = (
            ["bank", "list"],
            ["sit", "--plan", "P1", "--staff-no", "T001"],
            ["--as", "E001", "sitting", "list"],
            ["bank", "export", "mine", "--to", "x.json"],
        )
        for command in asked:
            assert "BRANCH_EXAM_PASSPHRASE" in ready.refused(*command)
    finally:
        keyring.set_keyring(before)
