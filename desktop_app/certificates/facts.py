"""What a certificate says, and how each of it is printed.

Promises: the facts are the same on the paper, in the QR code and in the store. Must not know the store, a font or a
key.
"""

from __future__ import annotations

import json
import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

_SPACES = re.compile(r"[\t\n\x0b\x0c\r \x85\xa0\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one certificate. ``score`` and ``max_score`` are given together or not at all.

    ``valid_until`` is the last day on which it is valid. ``issuer`` is the branch; ``unit`` the holder's unit (机构).
    """

    serial: str
    holder: str
    staff_no: str
    title: str
    issuer: str
    issued_on: date
    valid_until: date
    post: str = ""
    unit: str = ""
    score: str = ""
    max_score: str = ""

    def texts(self) -> dict[str, str]:
        """The facts that are free text, by name, in the order of the code text."""
        return {name: getattr(self, name) for name in TEXT_FIELDS}

    def printed(self) -> dict[str, str]:
        """Every fact as the page must show it, by the name under which it is marked there; what is empty is left
        out."""
        shown = {
            "serial": self.serial,
            "holder": self.holder,
            "staff_no": self.staff_no,
            "post": self.post,
            "unit": self.unit,
            "title": self.title,
            "issuer": self.issuer,
            "issued_on": self.issued_on.isoformat(),
            "valid_until": self.valid_until.isoformat(),
            "score": f"{self.score} / {self.max_score}" if self.score else "",
        }
        return {name: text for name, text in shown.items() if text}

    def to_data(self) -> dict[str, str]:
        """The facts as plain texts, dates as ISO 8601."""
        return {
            f.name: value.isoformat() if isinstance(value := getattr(self, f.name), date) else value
            for f in fields(self)
        }

    def to_json(self) -> str:
        """The facts as the store keeps them."""
        return json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True)


TEXT_FIELDS = ("serial", "holder", "staff_no", "post", "unit", "title", "issuer", "score", "max_score")


def from_data(data: Mapping[str, Any]) -> Facts:
    """The facts that ``Facts.to_data`` wrote."""
    values: dict[str, Any] = {name: str(data[name]) for name in TEXT_FIELDS}
    return Facts(
        issued_on=date.fromisoformat(data["issued_on"]), valid_until=date.fromisoformat(data["valid_until"]), **values
    )


def tidy(text: str) -> str:
    """A text as a certificate holds it: one line, single spaces, accents joined to their letters.

    NFC only where a combining mark asks for it: over CJK compatibility characters it would put another character into a
    name.
    """
    if any(unicodedata.combining(char) for char in text):
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", text).strip()


def months_later(day: date, months: int) -> date:
    """The same day ``months`` later; the last of the month where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
