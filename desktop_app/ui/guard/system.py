"""What only the operating system can do for an exam's window: keep it out of pictures, say who is in front.

Promises: every call concerns a window of this process, or only asks; nothing is installed, hooked or written, so that
all of it is gone when the process is. Where the system offers nothing, nothing happens and False or "" is the answer.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from pathlib import PureWindowsPath
from typing import Any, Final, Protocol

SHOWN_ANYWHERE: Final = 0x00
ONLY_ON_A_MONITOR: Final = 0x01
NOT_IN_PICTURES: Final = 0x11
"""Window display affinities (Microsoft, SetWindowDisplayAffinity): WDA_NONE, WDA_MONITOR (the window is black in a
picture), WDA_EXCLUDEFROMCAPTURE (it is not there at all; from Windows 10 version 2004)."""

ACCESS_PROGRAMS: Final = frozenset(
    {
        "magnify.exe",
        "narrator.exe",
        "nvda.exe",
        "jfw.exe",
        "osk.exe",
        "tabtip.exe",
        "textinputhost.exe",
        "ctfmon.exe",
        "chsime.exe",
        "sogoucloud.exe",
    }
)
"""Magnifier, screen readers, screen keyboards, input methods: a window of theirs in front is no absence."""

_QUERY_LIMITED: Final = 0x1000
_LONGEST_PATH: Final = 32_768


class System(Protocol):
    """What the guard asks of the system."""

    def hide_from_pictures(self, window: int, on: bool) -> bool:
        """Keep the window (its native id) out of screenshots and recordings, or stop that; whether it worked."""

    def magnifier_runs(self) -> bool:
        """Whether a magnifier takes its picture from the screen now."""

    def program_in_front(self) -> str:
        """The file name of the program whose window has the keyboard, in lower case; empty where nobody says."""


class AnySystem:
    """A system that offers none of it (X11, Wayland, macOS by what Qt reaches)."""

    def hide_from_pictures(self, window: int, on: bool) -> bool:  # noqa: ARG002, D102
        return False

    def magnifier_runs(self) -> bool:  # noqa: D102
        return False

    def program_in_front(self) -> str:  # noqa: D102
        return ""


class Windows:
    """Windows, through user32 and kernel32."""

    def __init__(self, user32: Any, kernel32: Any) -> None:
        self._user32, self._kernel32 = user32, kernel32
        # Handles are as wide as pointers; ctypes takes what is not declared for 32 bits.
        user32.GetForegroundWindow.restype = ctypes.c_void_p
        user32.FindWindowW.restype = ctypes.c_void_p
        kernel32.OpenProcess.restype = ctypes.c_void_p

    def hide_from_pictures(self, window: int, on: bool) -> bool:  # noqa: D102
        handle = ctypes.c_void_p(window)
        if not on:
            return bool(self._user32.SetWindowDisplayAffinity(handle, SHOWN_ANYWHERE))
        return any(
            self._user32.SetWindowDisplayAffinity(handle, affinity) for affinity in (NOT_IN_PICTURES, ONLY_ON_A_MONITOR)
        )

    def magnifier_runs(self) -> bool:  # noqa: D102
        return bool(self._user32.FindWindowW("MagUIClass", None))

    def program_in_front(self) -> str:  # noqa: D102
        window = self._user32.GetForegroundWindow()
        if not window:
            return ""
        process = ctypes.c_ulong(0)
        self._user32.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(process))
        opened = self._kernel32.OpenProcess(_QUERY_LIMITED, False, process.value)
        if not opened:
            return ""
        try:
            path = ctypes.create_unicode_buffer(_LONGEST_PATH)
            length = ctypes.c_ulong(_LONGEST_PATH)
            if not self._kernel32.QueryFullProcessImageNameW(ctypes.c_void_p(opened), 0, path, ctypes.byref(length)):
                return ""
            return PureWindowsPath(path.value).name.lower()
        finally:
            self._kernel32.CloseHandle(ctypes.c_void_p(opened))


def this_system(platform: str = sys.platform, library: Callable[[str], Any] | None = None) -> System:
    """The system that this process runs on; ``library`` loads a system library by its name."""
    if platform != "win32":
        return AnySystem()
    # Only a Python on Windows has WinDLL.
    native: Callable[[str], Any] = getattr(ctypes, "WinDLL", ctypes.CDLL)
    load = library or native
    return Windows(load("user32"), load("kernel32"))
