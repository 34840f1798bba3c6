"""Headings of columns as people write them: 工号*, 姓 名, 岗位/职务（必填）.

Must not know what any column is for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_SUFFIX = re.compile(
    r"[(\[【<](?:必填|选填|必选|可选|非必填|可空|可不填|必须|required|optional)[^)\]】>]*[)\]】>]|[*:]|必填$|选填$"
)
_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
_OR = re.compile(r"[/\\、|]|或者?")


def plain(heading: str) -> str:
    """A heading as aliases are compared: half-width, lower case, no white space, no （必填） or *."""
    text = "".join(unicodedata.normalize("NFKC", heading).casefold().split())
    return _SUFFIX.sub("", text)


def meaning(heading: str, of: Callable[[str], str | None]) -> str | None:
    """What a heading means, by ``of`` (a plain heading → its meaning): as it stands, without what is in brackets, or as
    several words for one thing (岗位/职务). None where nothing is known, or its words mean different things."""
    whole = plain(heading)
    for text in (whole, _BRACKETS.sub("", whole)):
        found = of(text) if text else None
        if found is not None:
            return found
    words = [of(word) for word in _OR.split(_BRACKETS.sub("", whole)) if word]
    return words[0] if words and len(set(words)) == 1 else None
