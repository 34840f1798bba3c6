"""How alike two questions are, and in what they differ: a question's face, which is all that is compared of it.

Promises: what a person must see of a pair is named (``answer`` before all: two near-equal questions whose keys
differ). Must not know where questions come from, nor how pairs are found (``near_search``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.fuzz import ratio

from desktop_app.banks.prepared import plain_stem
from desktop_app.banks.question import (
    Blank,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
    walk,
)
from desktop_app.banks.stored_form import image_hash

Differs = Literal["answer", "numbers", "options", "wording"]
DIFFERS: tuple[Differs, ...] = ("answer", "numbers", "options", "wording")
"""What two near questions can differ in, the gravest first."""

_MARKUP_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
# Readers take most of these away already; other people's files have them all the same.
_LEADING = re.compile(
    r"^\s*(?:[║┆*]\s*)?(?:[\[【(（](?:单选|多选|判断|填空|简答)题?[\])）】]\s*)?"
    r"(?:(?:第\s*\d{1,5}\s*题|[(（]\d{1,5}[)）]|\d{1,5}\s*[、．)）]|\d{1,5}\s*\.(?!\d))\s*[:：、.．]?\s*)?"
    r"(?:[\[【(（](?:单选|多选|判断|填空|简答)题?[\])）】]\s*)?"
)
_NO_LETTER = re.compile(r"[^\w%‰<>≥≤=+×÷√.]+|_+|(?<!\d)\.|\.(?!\d)")
_COUNTED = "个|日|天|年|月|周|万|元|倍|次|人|级|条|笔|户|成|折|名|位|份|岁|类|项|小时|分钟|季|分之|工作日"
_NUMBER = re.compile(rf"\d+(?:\.\d+)?[%‰]?|[零〇一二两三四五六七八九十百千万亿]{{1,12}}(?={_COUNTED})")
_LONGEST = 4_000  # characters of a text that are compared: likeness costs their square
_MOST_ALIGNED = 400
"""Pairs of options that are compared to find out which is which; of more, each with that in its place."""
_NEGATION = re.compile("不|非|未|无|没|禁止|严禁|否|勿|除外|错误|not|never|except")


class Face(NamedTuple):
    """What is compared of a question: its stem and options as plain text, which options are right (in order, for an
    order question), the answer of a kind without options, and its pictures."""

    uid: str
    kind: str
    stem: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    answer: str = ""
    pictures: str = ""


def face(question: Question, uid: str = "", pictures: str | None = None) -> Face:
    """The face of a question. ``uid``: what it goes by where it has no identity of its own; ``pictures``: the hashes of
    its images, where they are known and the bytes are not there."""
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    answer = ""
    match question:
        case Single() | Multiple():
            options = tuple(option.text for option in question.options)
            right = tuple(n for n, option in enumerate(question.options) if option.credit > 0)
        case Order():
            options = tuple(option.text for option in question.options)
            right = tuple(range(len(options)))
        case Match():
            options = tuple(f"{pair.left} ⇒ {pair.right}" for pair in question.pairs)
            answer = "\n".join(sorted(normal(text) for text in options))
        case Scenario():
            faces = [face(part) for part in question.parts]
            options = tuple("\n".join((part.stem, *part.options)) for part in faces)
            answer = "\n".join(
                "|".join((*(normal(part.options[n]) for n in part.right), part.answer)) for part in faces
            )
        case TrueFalse():
            answer = str(question.answer)
        case Blank():
            answer = "\n".join("|".join(sorted(normal(item.text) for item in gap.accept)) for gap in question.blanks)
        case Numeric():
            numbers = sorted(f"{item.value.normalize():f}±{item.tolerance.normalize():f}" for item in question.numbers)
            answer = "|".join(numbers) + normal(question.unit)
        case _:  # an essay's answer is a person's
            pass
    if pictures is None:
        pictures = " ".join(sorted(image_hash(blob) for part in walk(question) for blob in part.images.values()))
    return Face(question.uid or uid, question.kind.value, plain_stem(question), options, right, answer, pictures)


def normal(text: str) -> str:
    """The text without what does not matter: a leading number or kind mark, punctuation, blanks and spaces, case, full
    width; of a very long one its beginning."""
    text = text[:_LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "![" in text:
        text = _MARKUP_IMAGE.sub("", text)
    bare = _LEADING.sub("", text, count=1)
    return _NO_LETTER.sub("", bare or text).casefold()


def whole(of: Face) -> str:
    """Stem and options as one normalised text, whatever the order of the options."""
    return normal(of.stem) + "".join(sorted(normal(option) for option in of.options))


def compare(one: Face, other: Face) -> tuple[int, tuple[Differs, ...]]:
    """(how alike in percent, what differs), options matched with each other wherever they stand."""
    stems = normal(one.stem), normal(other.stem)
    options = [normal(text) for text in one.options], [normal(text) for text in other.options]
    pairs = _aligned(*options)
    size = len(stems[0]) + len(stems[1])
    alike = ratio(*stems) * size if size else 0.0
    for n, text in enumerate(options[0]):
        if n in pairs:
            length = len(text) + len(options[1][pairs[n]])
            alike += ratio(text, options[1][pairs[n]]) * length
    total = size + sum(map(len, options[0])) + sum(map(len, options[1]))
    percent = int(alike / total) if total else 0
    return percent, _differences(one, other, pairs)


def _aligned(ones: list[str], others: list[str]) -> Mapping[int, int]:
    """Which option of the first is which of the second: equal ones first, then the most alike."""
    pairs: dict[int, int] = {}
    free: dict[str, list[int]] = {}
    for n, text in enumerate(others):
        free.setdefault(text, []).append(n)
    for n, text in enumerate(ones):
        if free.get(text):
            pairs[n] = free[text].pop(0)
    taken = set(pairs.values())
    left = [n for n in range(len(ones)) if n not in pairs], [n for n in range(len(others)) if n not in taken]
    if len(left[0]) * len(left[1]) > _MOST_ALIGNED:
        return {**pairs, **dict(zip(*left, strict=False))}
    rest = [(-ratio(ones[a], others[b]), abs(a - b), a, b) for a in left[0] for b in left[1]]
    for _, _, a, b in sorted(rest):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _differences(one: Face, other: Face, pairs: Mapping[int, int]) -> tuple[Differs, ...]:
    found: set[Differs] = set()
    if _answers_differ(one, other, pairs):
        found.add("answer")
    masked = [_masked(of.stem) for of in (one, other)]
    masked_options = [[_masked(text) for text in of.options] for of in (one, other)]
    numbers = [_numbers("\n".join((of.stem, *of.options))) for of in (one, other)]
    if numbers[0] != numbers[1]:
        found.add("numbers")
    if masked_options[0] != masked_options[1] or any(here != there for here, there in pairs.items()):
        found.add("options")
    if masked[0] != masked[1] or one.pictures != other.pictures:
        found.add("wording")
    return tuple(code for code in DIFFERS if code in found)


def _answers_differ(one: Face, other: Face, pairs: Mapping[int, int]) -> bool:
    if one.answer != other.answer or (one.kind == "order") != (other.kind == "order"):
        return True
    mine = [pairs.get(n, -1) for n in one.right]
    if mine != list(other.right) if one.kind == "order" else set(mine) != set(other.right):
        return True
    # "3%" and "5%" stand in the same place, and are two answers all the same; "可以" and "不可以" too.
    return any(_sense(one.options[n]) != _sense(other.options[pairs[n]]) for n in one.right)


def _sense(text: str) -> tuple[object, ...]:
    return tuple(sorted(_numbers(text).items())), len(_NEGATION.findall(text)) % 2


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text, those in Chinese characters too where they count something."""
    return Counter(_NUMBER.findall(_plain(text)))


def _masked(text: str) -> str:
    """The text as it stands, numbers aside."""
    return _NUMBER.sub("0", _plain(text).strip())


@lru_cache(4096)
def _plain(text: str) -> str:
    # A leading number is none of the question's; it is wording, if anything.
    bare = _LEADING.sub("", text, count=1) or text
    folded = bare if bare.isascii() else unicodedata.normalize("NFKC", bare)
    return folded if bare == text else "\u2060" + folded
