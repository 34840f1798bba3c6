"""What the guard asks of Windows, by libraries that keep what they were asked."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

import pytest

from desktop_app.ui.guard.system import (
    ACCESS_PROGRAMS,
    NOT_IN_PICTURES,
    ONLY_ON_A_MONITOR,
    SHOWN_ANYWHERE,
    AnySystem,
    System,
    this_system,
)


class _Call:
    """A function of a system library: ctypes sets ``restype`` on it."""

    restype: Any = None

    def __init__(self, act: Any) -> None:
        self._act = act

    def __call__(self, *arguments: Any) -> Any:
        return self._act(*arguments)


class _User32:
    def __init__(self, *, knows: frozenset[int], front: int = 0, magnifier: int = 0) -> None:
        self.affinity = SHOWN_ANYWHERE
        self.SetWindowDisplayAffinity = _Call(lambda _window, wish: self._set(wish))
        self.GetForegroundWindow = _Call(lambda: front)
        self.FindWindowW = _Call(lambda _kind, _title: magnifier)
        self.GetWindowThreadProcessId = _Call(self._process_of)
        self._knows = knows

    def _set(self, wish: int) -> int:
        if wish not in self._knows:
            return 0
        self.affinity = wish
        return 1

    @staticmethod
    def _process_of(_window: Any, process: Any) -> int:
        process._obj.value = 4711
        return 1


class _Kernel32:
    def __init__(self, path: str, *, opens: bool = True) -> None:
        self.open = 0
        self._path = path
        self.OpenProcess = _Call(lambda _wish, _inherit, number: self._opened(number) if opens else 0)
        self.QueryFullProcessImageNameW = _Call(self._name)
        self.CloseHandle = _Call(self._closed)

    def _opened(self, number: int) -> int:
        self.open += 1
        return number

    def _closed(self, _handle: Any) -> int:
        self.open -= 1
        return 1

    def _name(self, _handle: Any, _flags: int, buffer: Any, length: Any) -> int:
        buffer.value = self._path
        length._obj.value = len(self._path)
        return 1


EVERY = frozenset({SHOWN_ANYWHERE, ONLY_ON_A_MONITOR, NOT_IN_PICTURES})


def _windows(user32: _User32, kernel32: _Kernel32 | None = None) -> System:
    libraries = {"user32": user32, "kernel32": kernel32 or _Kernel32("")}
    return this_system("win32", libraries.__getitem__)


@pytest.mark.parametrize(
    ("knows", "affinity"),
    [
        (EVERY, NOT_IN_PICTURES),
        (EVERY - {NOT_IN_PICTURES}, ONLY_ON_A_MONITOR),
        (frozenset({SHOWN_ANYWHERE}), SHOWN_ANYWHERE),
    ],
)
def test_the_window_is_kept_out_of_pictures_as_far_as_windows_can_and_shown_again(
    knows: frozenset[int], affinity: int
) -> None:
    user32 = _User32(knows=knows)
    system = _windows(user32)
    assert system.hide_from_pictures(0x1_0000_0001, True) is (affinity != SHOWN_ANYWHERE)
    assert user32.affinity == affinity
    assert system.hide_from_pictures(0x1_0000_0001, False)
    assert user32.affinity == SHOWN_ANYWHERE


def test_the_program_in_front_is_named_and_its_handle_given_back() -> None:
    kernel32 = _Kernel32(r"C:\Windows\System32\Magnify.exe")
    system = _windows(_User32(knows=EVERY, front=7), kernel32)
    assert system.program_in_front() == "magnify.exe"
    assert system.program_in_front() in ACCESS_PROGRAMS
    assert kernel32.open == 0


def test_nothing_in_front_or_a_process_that_may_not_be_asked_has_no_name() -> None:
    assert _windows(_User32(knows=EVERY)).program_in_front() == ""
    barred = _Kernel32("x", opens=False)
    assert _windows(_User32(knows=EVERY, front=7), barred).program_in_front() == ""


def test_a_magnifier_is_seen() -> None:
    assert _windows(_User32(knows=EVERY, magnifier=12)).magnifier_runs()
    assert not _windows(_User32(knows=EVERY)).magnifier_runs()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_other_systems_are_asked_for_nothing(platform: str) -> None:
    system = this_system(platform)
    assert isinstance(system, AnySystem)
    assert not system.hide_from_pictures(1, True)
    assert not system.magnifier_runs()
    assert system.program_in_front() == ""


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows itself")
def test_windows_itself_answers() -> None:  # pragma: no cover
    assert this_system().program_in_front() == this_system().program_in_front().lower()
    assert ctypes.sizeof(ctypes.c_void_p) in (4, 8)
