"""The clocks of this machine, read together.

Time comes into the topic rooms as an argument, as a ``Reading``. ``boot_ms`` goes on while the machine is suspended and
does not follow the wall clock; it means nothing after a reboot, which ``boot_id`` tells.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at all clocks: ``at`` is the wall clock in UTC, ``boot_ms`` milliseconds since ``boot_id`` began."""

    at: datetime
    boot_ms: int
    boot_id: str


Clock = Callable[[], Reading]


def _boot_ms() -> int:
    if sys.platform == "win32":
        # GetTickCount64 counts suspended time (Microsoft, System Informational Functions); time.monotonic does not.
        return int(ctypes.windll.kernel32.GetTickCount64())
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000


@cache
def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        # No boot id here: the instant of the boot, to ten seconds, stands in. A wall clock that is set in between makes
        # it another boot, and then the sitting falls back to the wall clock and says so.
        return f"boot-{round((time.time() - _boot_ms() / 1000) / 10)}"


def system_clock() -> Reading:
    """Read the clocks of this machine now."""
    return Reading(datetime.now(UTC), _boot_ms(), _boot_id())


def as_text(at: datetime) -> str:
    """An instant as the store and every file hold it: ISO 8601 in UTC with milliseconds."""
    # isoformat takes a tenth of strftime's time, and every answer waits for it.
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def from_text(text: str) -> datetime:
    """The instant that ``as_text`` wrote."""
    return datetime.fromisoformat(text)
