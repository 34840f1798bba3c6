"""A disk that is full, and is made room on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from desktop_app.store import Store
from desktop_app.store.conditions import DiskFull


def fill(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Every write of the store fails as on a full disk, until what is returned is called."""
    full = True

    def write(real: Callable[..., object], *args: object, **more: object) -> object:
        if full:
            raise DiskFull(path="/data")
        return real(*args, **more)

    def free() -> None:
        nonlocal full
        full = False

    for name in ("write", "write_one"):
        monkeypatch.setattr(store, name, partial(write, getattr(store, name)))
    return free
