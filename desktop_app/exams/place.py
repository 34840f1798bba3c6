"""Where this computer stands: the name of its seat in the exam room, and the branch's time zone.

Promises: what is kept can be used. Must not know what follows from it.
"""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from desktop_app.base.clock import Reading
from desktop_app.base.errors import InputError
from desktop_app.exams.attendance import SEAT, checked_seat
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store

ZONE: Final = "timezone"
USUAL_ZONE: Final = "Asia/Shanghai"


class ZoneUnknown(InputError):
    """There is no such time zone; facts: zone."""

    code = "zone_unknown"


def zone_name(store: Store) -> str:
    """The name of the branch's time zone."""
    return store.setting(ZONE, USUAL_ZONE)


def zones() -> tuple[str, ...]:
    """The names of the time zones that a branch can have: places, no abbreviations."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def set_zone(store: Store, actor: Actor, zone: str, reading: Reading) -> ZoneInfo:
    """Choose the branch's time zone. What is kept are instants; from now on days begin, and times are shown, by that
    clock. Raises ``NotAllowed``, ``ZoneUnknown``."""
    require(actor, Role.EXAMINER)
    if zone not in available_timezones():
        raise ZoneUnknown(zone=zone[:60])
    store.set_setting(ZONE, zone, actor=actor, at=reading)
    return ZoneInfo(zone)


def set_seat(store: Store, actor: Actor, seat: str, reading: Reading) -> str:
    """Name this computer's seat; empty: it has none. Raises ``NotAllowed``, ``SeatsInvalid``."""
    require(actor, Role.EXAMINER)
    plain = checked_seat(seat)
    store.set_setting(SEAT, plain, actor=actor, at=reading)
    return plain
