"""Blanks of a question list: those that the author filled in, and the key parted among those that are drawn.

Promises: a key that does not part into as many answers as there are blanks gives none.
"""

from __future__ import annotations

import re

from desktop_app.banks.formats import answers
from desktop_app.banks.formats.styled import BOLD, RED, SPACE, UNDERLINED, Styled
from desktop_app.banks.question import Accepted, Gap

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ENUMERATED = re.compile(
    rf"^(?:[（(]\s*\d{{1,2}}\s*[)）]|[{_CIRCLED}]|\d{{1,2}}\s*(?:[、．:：]|\.(?!\d))|第[一二三四五六七八九\d]空\s*[:：]?)\s*"
)
_ENUMERATION = re.compile(
    rf"(?:^|(?<=[\s;；,，。、]))(?:[（(]\s*\d{{1,2}}\s*[)）]|[{_CIRCLED}]|\d{{1,2}}\s*(?:[、．]|\.(?!\d)))\s*"
)
GAP_DRAWN = "____"


def underlined(stem: Styled) -> list[tuple[int, int]]:
    """Underlined stretches, white space at their ends included."""
    found: list[tuple[int, int]] = []
    for n, mark in enumerate(stem.marks):
        if mark & UNDERLINED:
            if found and found[-1][1] == n:
                found[-1] = (found[-1][0], n + 1)
            else:
                found.append((n, n + 1))
    return found


def filled(stem: Styled, places: list[tuple[int, int]] | None) -> tuple[str, list[str]] | None:
    """A stem whose blanks are filled in: underlined, in red or in bold. (The stem with blanks drawn, what stood there);
    None where nothing or everything stands out."""
    if places is None:
        for mark in (UNDERLINED, RED, BOLD):
            places = underlined(stem) if mark == UNDERLINED else list(stem.spans(mark))
            places = [(start, end) for start, end in places if stem.text[start:end].strip(" （()）_，。、,.;；")]
            if places and sum(end - start for start, end in places) < 0.7 * len(stem.text):
                break
        else:
            return None
    out, given, at = "", [], 0
    for start, end in places or []:
        word = stem.text[start:end].strip(SPACE + "_")
        inner = re.fullmatch(r"[（(]\s*(.+?)\s*[)）]", word)
        given.append(inner.group(1) if inner else word)
        out += stem.text[at:start] + (f"（{GAP_DRAWN}）" if inner else GAP_DRAWN)
        at = end
    return (out + stem.text[at:], given) if given else None


def of_key(key: str, count: int) -> tuple[Gap, ...] | None:
    """The key of ``count`` blanks, by the first separator that gives as many."""
    if count == 1:
        key = _ENUMERATED.sub("", key.strip(), count=1) or key
        made = answers.gaps(key.rstrip("。"))
        return made if len(made) == 1 and made[0].accept else (Gap((Accepted(key.strip()),)),)
    numbered = [part.strip(" ;；,，。、\n") for part in _ENUMERATION.split(key.strip())]
    numbered = numbered[1:] if numbered and not numbered[0] else []
    if len(numbered) == count and all(numbered):
        return tuple(Gap((Accepted(part),)) for part in numbered)
    for separator in (r"[|｜]", r"[;；\n]", r"[、]", r"[,，]", r"\s{2,}|\t", r"\s+", r"[/／]"):
        parts = [part.strip() for part in re.split(separator, key.strip().rstrip("。")) if part.strip()]
        parts = [_ENUMERATED.sub("", part) for part in parts]
        if len(parts) == count:
            if separator == r"[|｜]":
                return tuple(
                    Gap(tuple(Accepted(one.strip()) for one in re.split("[;；]", part) if one.strip()))
                    for part in parts
                )
            return tuple(Gap((Accepted(part),)) for part in parts)
    return None
