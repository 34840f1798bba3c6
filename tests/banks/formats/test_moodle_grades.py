"""The grades that Moodle accepts: what is scaled says the same, what is rounded is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.banks.formats.moodle_grades import grades


@pytest.mark.parametrize(
    ("worth", "several", "shares", "same"),
    [
        ("1 0", False, "1 0", True),
        ("1 0.5 -0.3333333", False, "1 0.5 -0.3333333", True),
        ("0.5 0.25", False, "1 0.5", False),
        ("1 1 1 0", True, "0.3333333 0.3333333 0.3333333 0", True),
        ("0.3333333 0.3333333 0.3333333", True, "0.3333333 0.3333333 0.3333333", True),
        ("0.5 0.25 0.25 -1", True, "0.5 0.25 0.25 -1", True),
        ("0.5 0", True, "1 0", False),
        (" ".join(["1"] * 11), True, " ".join(["0.1"] * 11), False),
        ("1 0.62", False, "1 0.6", False),
        ("0 0", False, "0 0", True),
        ("", True, "", True),
    ],
)
def test_grades(worth: str, several: bool, shares: str, same: bool) -> None:
    given = [Decimal(one) for one in worth.split()]
    assert grades(given, several) == ([Decimal(one) for one in shares.split()], same)
