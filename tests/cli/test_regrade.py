"""`sitting regrade`: the preview keeps nothing, the second run finds nothing, a reason is wanted."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.cli import main
from tests.cli.conftest import Branch


def sit(branch: Branch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """T001 answers B and true everywhere; the sitting's id."""
    lines = [json.dumps({"position": at, "answer": "B"}) for at in range(1, 5)]
    lines += [json.dumps({"position": at, "answer": True}) for at in (5, 6)]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join([*lines, '{"submit": true}']).encode())))
    assert main(["--data-dir", str(branch.folder), "sit", "--plan", "P1", "--staff-no", "T001"]) == 0
    capsys.readouterr()
    (one,) = branch.done("sitting", "list")
    return str(one["id"])


def test_regrading_after_a_repair(
    ready: Branch, workbook: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = sit(ready, monkeypatch, capsys)
    before = ready.done("sitting", "show", sitting)
    assert ready.done("sitting", "regrade", sitting, "--why", "nothing was repaired") == []

    text = workbook.read_text(encoding="utf-8-sig")
    for number in (1, 2, 3):
        text = text.replace(
            f"第 {number} 个说法成立。,,,,,{'对' if number % 2 else '错'}", f"第 {number} 个说法成立。,,,,,错"
        )
    workbook.write_text(text, encoding="utf-8-sig")
    assert ready.run("bank", "import", str(workbook), "--bank", "mine")[0] == 3

    (seen,) = ready.done("sitting", "regrade", "--plan", "P1", "--why", "judged wrongly", "--dry-run")
    assert seen["sitting"] == sitting
    assert seen["staff_no"] == "T001"
    assert Decimal(seen["score_before"]) - Decimal(seen["score"]) in (10, 20)  # two of three are drawn, one was wrong
    assert ready.done("sitting", "show", sitting) == before
    assert ready.done("sitting", "regrade", "--bank", "mine", "--why", "judged wrongly", "--dry-run") == [seen]
    assert "NOPE" in ready.refused("sitting", "regrade", "--bank", "NOPE", "--why", "x")

    assert ready.done("sitting", "regrade", "--exam", before["exam"], "--why", "judged wrongly") == [seen]
    after = ready.done("sitting", "show", sitting)
    assert (after["score"], after["passed"]) == (seen["score"], seen["passed"])
    assert ready.done("sitting", "regrade", sitting, "--why", "again") == []


def test_what_is_refused(ready: Branch) -> None:
    assert "NOPE" in ready.refused("sitting", "regrade", "--plan", "NOPE", "--why", "x")
    ready.refused("sitting", "regrade", "nothing-like-it", "--why", "x")
    ready.refused("sitting", "regrade", "--exam", "nothing-like-it", "--why", "x")
    ready.refused("sitting", "regrade", "--plan", "P1", "--why", "  ")
