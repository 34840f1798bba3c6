"""Reading the fields of a canonical question: each of its type, or an error that names the field.

Must not know the kinds of question.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, cast

from desktop_app.base.errors import InputError

StemFormat = Literal["plain", "markdown", "html"]
MOST_DIGITS = 40
"""No mark and no value has as many digits before or behind its point; 1e999999 written out would have a million."""


class InvalidQuestion(InputError):
    """A canonical question that cannot be read; facts: field, value."""

    code = "question_invalid"


def text(data: Mapping[str, Any], key: str) -> str:
    """A text, empty where the key is missing or null. Raises ``InvalidQuestion``."""
    value = data.get(key, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidQuestion(field=key, value=str(value)[:40])
    return value


def flag(data: Mapping[str, Any], key: str) -> bool:
    """A true or false, false where the key is missing. Raises ``InvalidQuestion``."""
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise InvalidQuestion(field=key, value=str(value)[:40])
    return value


def items(data: Mapping[str, Any], key: str) -> list[Any]:
    """A list, empty where the key is missing. Raises ``InvalidQuestion``."""
    value = data.get(key, [])
    if not isinstance(value, list):
        raise InvalidQuestion(field=key, value=str(value)[:40])
    return value


def strings(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts. Raises ``InvalidQuestion``."""
    found = items(data, key)
    if any(not isinstance(item, str) for item in found):
        raise InvalidQuestion(field=key, value=str(found)[:40])
    return tuple(found)


def stem_format(data: Mapping[str, Any], key: str, allowed: tuple[StemFormat, ...]) -> StemFormat:
    """The format of the stem, the first of ``allowed`` where the key is missing. Raises ``InvalidQuestion``."""
    value = data.get(key, allowed[0])
    if value not in allowed:
        raise InvalidQuestion(field=key, value=str(value)[:40])
    return cast(StemFormat, value)


def decimal(data: Any, key: str, default: Decimal | None) -> Decimal:
    """A decimal, written as text or as a number; ``default`` where the key is missing, an error where that is None.
    Raises ``InvalidQuestion``."""
    value = data.get(key) if isinstance(data, Mapping) else None
    if value is None and default is not None:
        return default
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InvalidQuestion(field=key, value=str(value)[:40]) from None
    if isinstance(value, bool) or not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise InvalidQuestion(field=key, value=str(value)[:40])
    return number


def day(data: Mapping[str, Any], key: str) -> date | None:
    """A date, None where the key is missing or empty. Raises ``InvalidQuestion``."""
    value = data.get(key)
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InvalidQuestion(field=key, value=str(value)[:40]) from None


def difficulty(data: Mapping[str, Any]) -> int | None:
    """1 to 5, or None. Raises ``InvalidQuestion``."""
    value = data.get("difficulty")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5:
        raise InvalidQuestion(field="difficulty", value=str(value)[:40])
    return value


def images(data: Mapping[str, Any]) -> dict[str, bytes]:
    """Images as base64 by name. Raises ``InvalidQuestion``."""
    images = data.get("images") or {}
    if not isinstance(images, Mapping):
        raise InvalidQuestion(field="images", value=str(images)[:40])
    try:
        return {str(name): base64.b64decode(blob, validate=True) for name, blob in images.items()}
    except (binascii.Error, TypeError, ValueError):
        raise InvalidQuestion(field="images", value="base64") from None
