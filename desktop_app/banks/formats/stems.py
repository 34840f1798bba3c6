"""What files leave in a stem besides the stem: decoration, a number, a kind mark, the key, the options.

Promises: a stem without such leftovers comes out as it went in, white space around it aside.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence

from desktop_app.banks.formats.answers import judgement, kind_of, letters
from desktop_app.banks.question import Kind

Options = tuple[tuple[str, str], ...]
_LEFTOVER = re.compile(r"^\s*(?:[║┆┃│|]|\*\*|[\[【(（]|\d)")
_DECORATION = re.compile(r"^(?:[║┆┃│|]+|\*\*(?=\s))\s*")
_NUMBER = re.compile(r"^(?:(\d{1,4})\s*(?:[、．]|\.(?!\d))|[(（](\d{1,4})[)）][、．.]?)\s*")
_MARK = re.compile(r"^[\[【(（]\s*([^\]】)）]{2,8}?)\s*[\]】)）][:：、.]?\s*")
_BRACKET = re.compile(r"([（(])(\s*)([A-Za-zＡ-Ｚ](?:[\s,，、]*[A-Za-zＡ-Ｚ]){0,9})(\s*)([)）])")
_BEFORE_KEY = tuple("是为有括选于在属应由到用下列含指即项")
_OPTION_START = re.compile(r"(?:^|[\n\r&|]|(?<=[\s。？?；;）)]))\s*[（(]?([A-Ha-hＡ-Ｈ])\s*[.、．:：)）]\s*")
_JUDGED = re.compile(r"([（(])\s*([^（）()\s]{1,3})\s*([)）])(?=\s*[。.]?\s*$)")
GAP = re.compile(r"_{2,}|＿{2,}|[（(]\s*[)）]|【\s*】")
"""A place for an answer in the stem of a fill-in question."""


def clean(stem: str) -> tuple[str, Kind | None]:
    """The stem without what stood before it, and the kind that a mark before it named."""
    text = stem.strip()
    if not _LEFTOVER.match(text):
        return text, None
    named: Kind | None = None
    for _ in range(4):  # ║ 12. 【多选题】
        shorter = _DECORATION.sub("", text)
        if number := _NUMBER.match(shorter):
            following = str(int(number.group(1) or number.group(2)) + 1)
            # "(1)甲。(2)乙。" is an enumeration and not the number of the question.
            listed = re.search(rf"(?<!\d){following}\s*[)）、．.](?!\d)", shorter[number.end() :])
            if not listed:
                shorter = shorter[number.end() :]
        if (mark := _MARK.match(shorter)) and (kind := kind_of(mark.group(1))):
            named = kind
            shorter = shorter[mark.end() :]
        if shorter == text or not shorter:
            break
        text = shorter
    return text, named


def without_key(stem: str, key: Sequence[str] | None) -> tuple[str, tuple[str, ...] | None]:
    """The stem with ``（ A ）`` emptied, and the letters that stood there; (stem, None) where there are none.

    With a ``key`` only brackets that hold just that key are emptied; other brackets with letters mean something else.
    """
    if not any(char in stem for char in "（("):
        return stem, None
    found = list(_BRACKET.finditer(stem))
    places = [match for match in found if _is_key_place(stem, match)]
    if len(places) != 1:
        return stem, None
    match = places[0]
    held = letters(match.group(3))
    as_written = re.sub(r"[\s,，、]", "", unicodedata.normalize("NFKC", match.group(3))).upper()
    if held is None or as_written != "".join(held) or (key is not None and held != tuple(key)):
        return stem, None
    return stem[: match.start()] + match.group(1) + "  " + match.group(5) + stem[match.end() :], held


def judged(stem: str) -> tuple[str, bool] | None:
    """A statement whose key stands in brackets at its end, ``…。（√）``: emptied, and what it means."""
    match = _JUDGED.search(stem)
    meant = judgement(match.group(2)) if match else None
    if match is None or meant is None:
        return None
    return stem[: match.start()] + match.group(1) + "  " + match.group(3) + stem[match.end() :], meant


def _is_key_place(stem: str, match: re.Match[str]) -> bool:
    if match.group(2) or match.group(4):
        return True
    before, after = stem[: match.start()].rstrip(), stem[match.end() :].strip()
    return before.endswith(_BEFORE_KEY) or (
        after in {"", "。", "？", "?", ".", "：", ":"} and not before[-1:].isascii()
    )


def options_inside(stem: str) -> tuple[str, Options]:
    """A stem that carries its options after line breaks, ``&`` or ``|``, split; (stem, ()) where it carries none."""
    head, options = _marked(stem)
    if options:
        return head, options
    for separator in "&|":
        head, *rest = stem.split(separator)
        if len(rest) >= 2 and all(part.strip() for part in rest):
            return head.strip(), lettered(rest)
    return stem, ()


def _marked(stem: str) -> tuple[str, Options]:
    """Options that stand behind A. B. C. …, and what stands before them."""
    starts = list(_OPTION_START.finditer(stem))
    named = [unicodedata.normalize("NFKC", match.group(1)).upper() for match in starts]
    for first in range(len(starts)):
        run = [n for n in range(first, len(starts)) if named[n] == chr(65 + n - first)]
        if len(run) >= 2 and named[first] == "A" and run == list(range(first, first + len(run))):
            ends = [starts[n].start() for n in run[1:]] + [len(stem)]
            texts = [stem[starts[n].end() : end].strip(" \t\r\n&|　") for n, end in zip(run, ends, strict=True)]
            return stem[: starts[first].start()].strip(" \t\r\n&|　"), lettered(texts)
    return stem, ()


def lettered(texts: Sequence[str]) -> Options:
    """Options with their letters; ``A.`` before each is taken away where every one has its own."""
    marks = [re.match(r"^[（(]?([A-Za-zＡ-Ｚ])\s*[.、．:：)）]\s*(?=\S)", text.strip()) for text in texts]
    own = all(
        mark is not None and unicodedata.normalize("NFKC", mark.group(1)).upper() == chr(65 + n)
        for n, mark in enumerate(marks)
    )
    bare = [
        text.strip()[mark.end() :] if own and mark else text.strip() for text, mark in zip(texts, marks, strict=True)
    ]
    return tuple((chr(65 + n), text) for n, text in enumerate(bare))


def options_in_cell(cell: str) -> Options:
    """All options in one cell: a JSON list or object, lines, ``|``, ``A.`` marks on one line (with nothing between
    them even), or parts with ``;``, ``$``, ``#`` between them. () where it cannot be taken apart."""
    text = cell.strip()
    if text.startswith(("[", "{")) and (found := options_in_json(text)):
        return found
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    if len(lines) < 2:
        for inside in (_marked("\n" + text)[1], _close_marks(text)):
            if inside:
                return _unended(inside)
        for separator in (r"[|｜]+", r"[;；]+", r"\t+", r"[$＄]+", r"[#＃]+"):
            lines = [part for part in re.split(separator, text) if part.strip()]
            if len(lines) > 1:
                break
    return _unnumbered(_unended(lettered(lines)))


def _close_marks(text: str) -> Options:
    """``A.甲B.乙C.丙`` and ``A甲 B乙``: letters in their order that begin at the cell's first character."""
    for mark in (r"[.、．:：]", ""):
        starts: list[int] = []
        place, letter = 0, "A"
        while letter <= "H":
            pattern = f"{letter}{mark}" if mark else f"(?:^|(?<=\\s)){letter}(?=[\u4e00-\u9fff])"
            match = re.compile(pattern).search(text, place)
            if match is None or (letter == "A" and match.start()):
                break
            starts.append(match.start())
            place, letter = match.end(), chr(ord(letter) + 1)
        if len(starts) > 1:
            ends = [*starts[1:], len(text)]
            parts = [
                re.sub(r"^[A-H][.、．:：]?\s*", "", text[start:end]) for start, end in zip(starts, ends, strict=True)
            ]
            if all(part.strip() for part in parts):
                return tuple((chr(65 + n), part.strip()) for n, part in enumerate(parts))
    return ()


def _unended(options: Options) -> Options:
    """Options without the ``;`` that stood between them."""
    if len(options) > 1 and all(text.endswith((";", "；")) for _, text in options[:-1]):
        return tuple((letter, text.rstrip(";； ")) for letter, text in options)
    return options


def _unnumbered(options: Options) -> Options:
    """Options without ``1.`` or ``①`` before them, where they are numbered from 1."""
    marks = [re.match(r"^(?:(\d)[.、．](?!\d)|[(（](\d)[)）]|([①②③④⑤⑥⑦⑧]))\s*(?=\S)", text) for _, text in options]
    for n, mark in enumerate(marks, 1):
        if mark is None or unicodedata.normalize("NFKC", next(filter(None, mark.groups()))) != str(n):
            return options
    return tuple((letter, text[mark.end() :]) for (letter, text), mark in zip(options, marks, strict=True) if mark)


def options_in_json(cell: str) -> Options:
    """``["甲", "乙"]``, ``{"A": "甲", …}`` or ``[{"key": "A", "value": "甲"}, …]``; () where it is anything else."""
    try:
        data = json.loads(cell)
    except (ValueError, RecursionError):
        return ()
    if isinstance(data, dict):
        pairs = [(str(key).strip().upper(), value) for key, value in data.items()]
        if all(len(key) == 1 and "A" <= key <= "Z" for key, _ in pairs):
            return tuple(sorted((key, _text(value)) for key, value in pairs))
        return ()
    if not isinstance(data, list):
        return ()
    texts = []
    for item in data:
        if isinstance(item, dict):
            named = [
                item[key] for key in ("text", "value", "content", "option", "内容", "选项内容", "label") if key in item
            ]
            if not named:
                return ()
            texts.append(_text(named[0]))
        else:
            texts.append(_text(item))
    return lettered(texts)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
