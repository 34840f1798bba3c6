"""A branch that works from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app import words
from desktop_app.cli import main
from tests.store_fixtures import PASSPHRASE

PLAN = """
code = "P1"
title = "存款知识"
minutes = 30
score_on_certificate = true

[[sections]]
title = "单项选择"
bank = "mine"
kind = "single"
number = 4
points = "20"

[[sections]]
title = "判断"
bank = "mine"
kind = "true_false"
number = 2
points = "10"
"""


class Branch:
    """Runs commands on one folder and keeps what they said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.said = ""

    def run(self, *arguments: str) -> tuple[int, Any]:
        """(exit status, JSON)."""
        self._capsys.readouterr()
        status = main(["--data-dir", str(self.folder), "--json", "--lang", "zh", *arguments])
        out, self.said = self._capsys.readouterr()
        assert len(out.splitlines()) == 1, out
        return status, json.loads(out)

    def done(self, *arguments: str) -> Any:
        """The JSON of a command that must succeed."""
        status, value = self.run(*arguments)
        assert status == 0, self.said
        return value

    def refused(self, *arguments: str) -> str:
        """The one line of a command that must be refused."""
        status, _ = self.run(*arguments)
        assert status == 1
        assert "Traceback" not in self.said
        lines = self.said.strip().splitlines()
        assert len(lines) == 1, lines
        return lines[0]


@pytest.fixture
def branch(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[], Branch]:
    """A fresh branch with an examiner, no bank and no plan."""
    monkeypatch.setenv("BRANCH_EXAM_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(words, "_language", None)

    def _make(*more: str) -> Branch:
        made = Branch(tmp_path / "store", capsys)
        recovery = str(tmp_path / "recovery.txt")
        made.done(
            "init", "--branch", "城东支行", "--examiner", "E001", "--name", "王敏", "--recovery-to", recovery, *more
        )
        return made

    return _make


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Ten questions as an examiner has them, one of them broken."""
    rows = ["编号,题型,题干,选项A,选项B,选项C,选项D,答案,解析"]
    rows += [f"S{n},单选题,第 {n} 个存款问题是什么？,甲{n},乙{n},丙{n},丁{n},B,因为" for n in range(1, 7)]
    rows += [f"J{n},判断题,第 {n} 个说法成立。,,,,,{'对' if n % 2 else '错'}," for n in range(1, 4)]
    rows += ["S9,单选题,没有答案的题,甲,乙,丙,丁,,"]
    path = tmp_path / "题库.csv"
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Two people."""
    path = tmp_path / "名册.csv"
    path.write_text("工号,姓名,岗位,机构\nT001,张三,柜员,城东支行\nT002,欧阳若兰,大堂经理,城东支行\n", encoding="utf-8")
    return path


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan over the workbook."""
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def ready(branch: Callable[..., Branch], workbook: Path, roster: Path, plan_file: Path) -> Branch:
    """A branch with people, questions and an open exam."""
    made = branch("--empty")
    made.done("staff", "import", str(roster))
    status, (report,) = made.run("bank", "import", str(workbook), "--bank", "mine")
    assert status == 3
    assert report["read"] == 10
    assert report["imported"] == 9
    assert [finding["where"] for finding in report["rejected"]]
    made.done("plan", "import", str(plan_file))
    made.done("exam", "open", "--plan", "P1")
    return made
