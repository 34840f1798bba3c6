"""A PIN that the machine makes up, for whoever cannot think of one."""

from __future__ import annotations

import secrets

from desktop_app.staff.pins import PinTooSimple, check_pin

DIGITS = 6


def new_pin() -> str:
    """Six digits that nobody would try first."""
    while True:
        made = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        try:
            return check_pin(made)
        except PinTooSimple:
            continue
