"""What a command line can be given that nobody means to give it: one line, one JSON value, nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from desktop_app.cli import main
from tests.cli.conftest import Branch

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
