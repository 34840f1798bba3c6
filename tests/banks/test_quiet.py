"""What a long job leaves as it found it."""

from __future__ import annotations

import gc
import sys

import pytest

from desktop_app.banks.quiet import SWITCH_S, quiet


def _fails(before: int) -> None:
    with quiet():
        assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
        assert gc.get_freeze_count() > before
        raise KeyError


def test_threads_take_turns_soon_and_all_is_as_before_afterwards() -> None:
    before = (sys.getswitchinterval(), gc.get_threshold(), gc.get_freeze_count())
    with pytest.raises(KeyError):
        _fails(before[2])
    assert (sys.getswitchinterval(), gc.get_threshold(), gc.get_freeze_count()) == before
