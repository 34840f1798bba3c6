"""A clock that had been fast stops nobody for longer than an examiner needs to say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from desktop_app.base.clock import system_clock
from desktop_app.store import Store
from tests.cli.conftest import Branch
from tests.store_fixtures import PASSPHRASE


def test_a_branch_works_again_after_its_clock_had_been_fast(branch: Callable[..., Branch]) -> None:
    ours = branch("--empty")
    store = Store.open(ours.folder, passphrase=PASSPHRASE)
    with store.write("staff", action="pin_set", at=system_clock().at + timedelta(days=50)):
        pass
    store.close()
    assert "store clock" in ours.refused("staff", "retention", "--years", "5")
    assert "原因" in ours.refused("store", "clock")
    assert ours.done("store", "clock", "--why", "误设为一月") == {"believed": True}
    assert ours.done("staff", "retention", "--years", "5") == {"years": 5}


def test_a_clock_that_nobody_doubts_is_left_alone(branch: Callable[..., Branch]) -> None:
    assert branch("--empty").done("store", "clock", "--why", "误设") == {"believed": True}
