"""What is granted to a person, and a forgotten PIN, by command."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Branch
from tests.cli.test_leavers import ROSTER


@pytest.fixture
def ours(branch: Callable[..., Branch]) -> Branch:
    made = branch("--empty")
    roster = made.folder.parent / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    made.done("staff", "import", str(roster))
    return made


def test_needs_are_granted_one_by_one(ours: Branch) -> None:
    assert ours.done("staff", "needs", "T001", "--extra-percent", "25") == {
        "staff_no": "T001",
        "extra_percent": 25,
        "text_percent": 100,
        "break_minutes": 0,
    }
    granted = ours.done("staff", "needs", "T001", "--text-percent", "150", "--break-minutes", "10")
    assert granted == ours.done("staff", "needs", "T001")
    assert (granted["extra_percent"], granted["text_percent"], granted["break_minutes"]) == (25, 150, 10)
    assert ours.done("staff", "needs", "T002")["extra_percent"] == 0


@pytest.mark.parametrize(
    ("wrong", "bound"),
    [(("--extra-percent", "-1"), "200"), (("--text-percent", "50"), "90"), (("--break-minutes", "500"), "120")],
)
def test_needs_have_bounds(ours: Branch, wrong: tuple[str, str], bound: str) -> None:
    assert bound in ours.refused("staff", "needs", "T001", *wrong)
    assert "T009" in ours.refused("staff", "needs", "T009", *wrong)
    assert ours.done("staff", "needs", "T001")["text_percent"] == 100


def test_a_forgotten_pin_is_taken_away(ours: Branch) -> None:
    assert ours.done("staff", "reset-pin", "T001") == {"staff_no": "T001", "has_pin": False}
    assert "T009" in ours.refused("staff", "reset-pin", "T009")
