"""Qt may be called any number of times, on every Python that is supported."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

from desktop_app.ui import singletons


class _Source(QObject):
    told = Signal(bool)


def test_tens_of_thousands_of_calls_without_a_result_are_survived() -> None:
    singletons.keep()
    thing = _Source()
    thing.told.connect(lambda _: None)
    for n in range(20_000):
        thing.setObjectName("x")
        thing.told.emit(bool(n % 2))
    assert thing.parent() is None


def test_keeping_twice_changes_nothing() -> None:
    singletons.keep()
    before = sys.getrefcount(None)
    singletons.keep()
    assert abs(sys.getrefcount(None) - before) < 100
