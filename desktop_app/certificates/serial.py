"""Serial numbers: ``BE-K7M2Q1-2026-00001-X``: station and epoch, year, counter, check character.

A station's code is random and a restored store starts a new epoch, so two stores never give the same serial. The
check character is ISO/IEC 7064, MOD 37,36 over all letters and digits before it; it tells a mistyped serial from an
unknown one.
"""

from __future__ import annotations

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def serial_number(station: str, epoch: int, year: int, counter: int) -> str:
    """The serial of the ``counter``-th certificate (from 1) that a station issued in a year."""
    body = f"BE-{station}{epoch}-{year}-{counter:05d}"
    return f"{body}-{check_character(body)}"


def well_formed(serial: str) -> bool:
    """Whether the check character fits what stands before it."""
    body, dash, check = serial.rpartition("-")
    return bool(dash and body) and check == check_character(body)


def check_character(body: str) -> str:
    """ISO/IEC 7064, MOD 37,36 over the letters and digits of ``body``; all others are passed over."""
    product = 36
    for char in body:
        if char in _CHARACTERS:
            total = (product + _CHARACTERS.index(char)) % 36 or 36
            product = total * 2 % 37
    return _CHARACTERS[(37 - product) % 36]
