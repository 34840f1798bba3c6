"""Instants and lengths of time as people at the branch read them. Must not know a page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from desktop_app.base.clock import system_clock
from desktop_app.store import Store


def zone(store: Store) -> ZoneInfo:
    """The branch's time zone."""
    return _zone(store.setting("timezone", "Asia/Shanghai"))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def today(store: Store) -> date:
    """The day it is at the branch."""
    return system_clock().at.astimezone(zone(store)).date()


def when(at: datetime | None, where: ZoneInfo, *, seconds: bool = False) -> str:
    """``2026-11-24 09:30`` in that zone; empty for no instant."""
    if at is None:
        return ""
    return at.astimezone(where).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def window(start: datetime, end: datetime, where: ZoneInfo) -> str:
    """``2026-11-24 09:00 – 11:00``, with the second date where it is another day."""
    first, last = start.astimezone(where), end.astimezone(where)
    tail = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d %H:%M} – {tail}"


def length(ms: int) -> str:
    """A length of time: ``1 h 12 min``, ``12 min``, ``12 min 30 s``, ``40 s``."""
    seconds = int(timedelta(milliseconds=max(ms, 0)).total_seconds())
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return QCoreApplication.translate("Moments", "{h} h {m} min").format(h=hours, m=minutes)
    if minutes and left:
        return QCoreApplication.translate("Moments", "{m} min {s} s").format(m=minutes, s=left)
    if minutes:
        return QCoreApplication.translate("Moments", "{m} min").format(m=minutes)
    return QCoreApplication.translate("Moments", "{s} s").format(s=left)


def minutes(ms: int) -> str:
    """The time of an exam: ``90 minutes``, ``37 min 30 s``."""
    whole, left = divmod(max(ms, 0) // 1000, 60)
    if left:
        return QCoreApplication.translate("Moments", "{m} min {s} s").format(m=whole, s=left)
    return QCoreApplication.translate("Moments", "{n} minutes").format(n=whole)


def countdown(ms: int) -> str:
    """What is left on a clock: ``01:12:40``."""
    minutes, seconds = divmod(max(ms, 0) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
