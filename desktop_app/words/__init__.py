"""Codes and facts become sentences, in Chinese and English, for the window and the command line alike.

Each room's texts stand in a module of their own as ``TEXTS: code -> (Chinese, English)``. Promises: every leaf error,
finding and problem of the product has a text (tested). Must not know Qt, or where a sentence is shown.
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from desktop_app.base.clock import from_text
from desktop_app.base.errors import Fact

Language = Literal["zh", "en"]
_language: Language | None = None
_INSTANT = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_zone = ZoneInfo("Asia/Shanghai")
"""The branch's; every store is made with this one."""


class Coded(Protocol):
    """Anything with a code and facts: an error, a finding, a problem, a shortage."""

    @property
    def code(self) -> str:
        """The key into the texts."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What fills the sentence."""


def use(language: Language) -> None:
    """Speak this language from now on in this process."""
    global _language  # noqa: PLW0603
    _language = language


def use_zone(name: str) -> None:
    """Say instants in this time zone (IANA name) from now on in this process: that of the branch."""
    global _zone  # noqa: PLW0603
    _zone = ZoneInfo(name)


def language() -> Language:
    """The language in use: the one chosen, else the system's; Chinese where it does not say."""
    if _language is not None:
        return _language
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = name or locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "zh"


@cache
def texts() -> Mapping[str, tuple[str, str]]:
    """Every text of every room. A code that stands in two rooms is a defect (tested)."""
    found: dict[str, tuple[str, str]] = {}
    for module in iter_modules(__path__):
        found.update(import_module(f"{__name__}.{module.name}").TEXTS)
    return found


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def say(what: Coded, lang: Language | None = None) -> str:
    """The sentence for an error, finding or problem: what happened, what is safe, what to do."""
    return phrase(what.code, what.facts, lang)


def phrase(code: str, facts: Mapping[str, Fact] | None = None, lang: Language | None = None) -> str:
    """The sentence for a code with its facts filled in."""
    if code not in texts():
        # Tested never to happen; if it does, a bare code is better than a crash in front of a candidate.
        return f"{code} {dict(facts or {})}"
    chinese, english = texts()[code]
    spoken = lang or language()
    known = {key: _named(key, value, spoken) for key, value in (facts or {}).items()}
    return (chinese if spoken == "zh" else english).format_map(_Facts(known))


# Facts whose value is a code with a name of its own: the name stands under this and the value.
_NAMED = {
    "fact": "field_",
    "role": "role_",
    "state": "sitting_state_",
    "kind": "kind_",
    "reason": "reason_is_",
    "touched": "touched_is_",
    "place": "near_place_",
    "differs": "near_differs_",
}


def instant(text: str) -> str:
    """A kept instant (UTC) as it is said: whoever reads it has typed and sees the branch's time."""
    return from_text(text).astimezone(_zone).strftime("%Y-%m-%d %H:%M:%S")


def is_instant(value: Fact) -> bool:
    """Whether a fact is an instant as the store keeps it."""
    return isinstance(value, str) and _INSTANT.fullmatch(value) is not None


def _named(key: str, value: Fact, spoken: Language) -> object:
    """A fact as it stands in a sentence."""
    if value is None:
        return ""
    if is_instant(value):
        return instant(str(value))
    name = texts().get(f"{_NAMED[key]}{value}") if key in _NAMED else None
    return value if name is None else name[0 if spoken == "zh" else 1]
