"""Sealed exams by command: head office seals, the branch takes in and opens."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.base.clock import as_text, system_clock
from desktop_app.crypto import keys
from desktop_app.exams import sealed
from tests.cli.conftest import Branch


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cheapest key derivation, for tests alone."""
    monkeypatch.setattr(sealed, "STRONG", keys.CHEAP)


def test_sealed_taken_in_and_opened(ready: Branch, tmp_path: Path) -> None:
    file, code_file = str(tmp_path / "统考.bxe"), tmp_path / "code.txt"
    now = as_text(system_clock().at - timedelta(minutes=1))
    made = ready.done(
        "exam", "seal", "--plan", "P1", "--opens", now, "--staff", "T001", "T777", "--to", file,
        "--code-to", str(code_file),
    )  # fmt: skip
    assert (made["plan"], made["questions"], made["staff"], made["exam"]) == ("P1", 6, ["T001", "T777"], None)
    assert len(code_file.read_text().strip()) == 24
    assert code_file.stat().st_mode & 0o077 == 0
    assert code_file.read_text().strip() not in ready.said
    taken = ready.done("exam", "take-sealed", file)
    assert taken == {key: value for key, value in made.items() if key != "file"}
    assert ready.done("exam", "sealed") == [taken]
    assert "校验位不符" in ready.refused("exam", "unseal", taken["id"], "--code", "ABCD-EFGH")
    opened = ready.done("exam", "unseal", taken["id"], "--code-file", str(code_file))
    listed = next(one for one in ready.done("exam", "list") if one["id"] == opened["exam"])
    assert listed["staff"] == ["T001"]
    assert "已经开启" in ready.refused("exam", "unseal", taken["id"], "--code-file", str(code_file))
    assert any(one["code"].startswith("mine-") for one in ready.done("bank", "list"))


def test_the_code_is_shown_where_no_file_is_named_and_nothing_opens_early(ready: Branch, tmp_path: Path) -> None:
    file = tmp_path / "f.bxe"
    made = ready.done("exam", "seal", "--plan", "P1", "--opens", "2099-01-01", "--to", str(file))
    code = ready.said.split("：")[-1].strip()
    ready.done("exam", "take-sealed", str(file))
    assert "2099-01-01 00:00:00 才能开启" in ready.refused("exam", "unseal", made["id"], "--code", code)
    damaged = tmp_path / "cut.bxe"
    damaged.write_bytes(file.read_bytes()[:-9])
    assert "cut.bxe" in ready.refused("exam", "take-sealed", str(damaged))
    assert "2020" in ready.refused(
        "exam", "seal", "--plan", "P1", "--opens", "2020-01-01", "--to", str(tmp_path / "no.bxe")
    )
    assert not (tmp_path / "no.bxe").exists()
    nowhere = ("--opens", "2099-01-01", "--to", str(tmp_path / "x.bxe"))
    assert "“X”" in ready.refused("exam", "seal", "--plan", "X", *nowhere)
