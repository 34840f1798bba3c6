"""A reader that dies, or never begins, is an error and no more."""

from __future__ import annotations

import os

import pytest

from desktop_app.tables import child
from desktop_app.tables.child import ReaderDied, in_child


def test_a_child_that_dies_before_it_takes_a_large_file_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_serve", _die_at_once)
    with pytest.raises(ReaderDied):
        in_child(len, bytes(8 << 20))


def _die_at_once(*_: object) -> None:
    os._exit(3)
