"""Marks as people read them."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal) -> str:
    """A mark without trailing zeros: 92.5, 100."""
    return format(number.normalize(), "f") if number else "0"
