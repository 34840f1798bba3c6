"""The key that an author left in the stem of a choice: ``（ B ）``, ``__B__``, a letter behind the stem.

Promises: letters that are no options are no key; where several places say different things, none is taken.
"""

from __future__ import annotations

import re

from desktop_app.banks.formats import answers, stems
from desktop_app.banks.formats.styled import RED, UNDERLINED, Styled

_BRACKET = re.compile(r"[（(【\[〔]\s*([A-Ha-hＡ-Ｈ](?:[\s,，、]*[A-Ha-hＡ-Ｈ]){0,7})\s*[)）】\]〕]")
_DRAWN = re.compile(r"_+\s*([A-H]{1,8})\s*_+")
_BEHIND = re.compile(r"(?:(?<=[)）。？?：:])|\s|(?<=[是为有])(?<![A-Za-z]))\s*([A-HＡ-Ｈ]{1,8})\s*[。.]?\s*$")
_STOPS = " 。？?：:.，,　"
Key = tuple[str, ...]
Found = tuple[str, Key | None]


def taken(stem: Styled, letters: set[str], told: Key | None, keyed: bool) -> Found:
    """The stem with its key emptied, and the key; (stem, None) where it holds none. ``told`` is the key that stands
    elsewhere; ``keyed`` says whether there is any."""
    without, found = stems.without_key(stem.text, None)
    if found is not None and set(found) <= letters:
        return without, found
    if told is not None:
        without, found = stems.without_key(stem.text, told)
        if found is not None:
            return without, found
    for look in (_in_brackets, _underlined, _on_a_line):
        without, found = look(stem, letters)
        if found is not None and (told is None or found == told):
            return without, found
    return (stem.text, None) if keyed else _behind(stem, letters)


def _held(text: str, letters: set[str]) -> Key | None:
    found = answers.letters(text)
    return found if found and set(found) <= letters else None


def _in_brackets(stem: Styled, letters: set[str]) -> Found:
    text = stem.text
    places: list[tuple[re.Match[str], Key]] = []
    for match in _BRACKET.finditer(text):
        held = _held(match.group(1), letters)
        inner = stem.cut(match.start() + 1, match.end() - 1)
        if held and (
            inner.share(RED) > 0.6
            or inner.text[:1].isspace()
            or inner.text[-1:].isspace()
            or not text[match.end() :].strip(_STOPS)
        ):
            places.append((match, held))
    if not places or len({held for _, held in places}) != 1:
        return text, None
    for match, _ in reversed(places):
        text = f"{text[: match.start()]}{match.group()[0]}  {match.group()[-1]}{text[match.end() :]}"
    return text, places[0][1]


def _underlined(stem: Styled, letters: set[str]) -> Found:
    """是 D 。with the letter underlined."""
    text = stem.text
    found = [(start, end) for start, end in stem.spans(UNDERLINED) if _held(text[start:end].strip(" （()）"), letters)]
    if len(found) != 1:
        return text, None
    start, end = found[0]
    return f"{text[:start]}____{text[end:]}", _held(text[start:end].strip(" （()）"), letters)


def _on_a_line(stem: Styled, letters: set[str]) -> Found:
    found = list(_DRAWN.finditer(stem.text))
    if len(found) != 1 or (held := _held(found[0].group(1), letters)) is None:
        return stem.text, None
    return f"{stem.text[: found[0].start()]}____{stem.text[found[0].end() :]}", held


def _behind(stem: Styled, letters: set[str]) -> Found:
    match = _BEHIND.search(stem.text)
    held = _held(match.group(1), letters) if match else None
    if match is None or held is None or len(held) != len(match.group(1)):
        return stem.text, None
    return stem.text[: match.start()].rstrip(), held
