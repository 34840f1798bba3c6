"""Two questions as texts to be compared, and where they differ, word by word. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from desktop_app.banks.draft_editing import LETTERS
from desktop_app.banks.prepared import plain_stem
from desktop_app.banks.question import (
    Blank,
    Essay,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.words import phrase

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|\s+|.", re.DOTALL)
MOST_WORDS = 3000
"""Words of one text that are compared; what follows counts as different."""

Span = tuple[int, int]
"""From and to, in characters."""


def text_of(question: Question) -> str:
    """A question with its key, line by line, as a person compares it with another."""
    return "\n".join(_lines(question))


def _lines(question: Question, number: str = "") -> Iterator[str]:
    kind = phrase(f"kind_{question.kind}")
    yield f"{number}{kind} · {phrase('question_points', {'points': format(question.points.normalize(), 'f')})}"
    yield plain_stem(question)
    match question:
        case Single() | Multiple() | Order():
            for letter, option in zip(LETTERS, question.options, strict=False):
                yield f"{letter}  {option.text}"
            if not isinstance(question, Order):
                right = [n for n, option in enumerate(question.options) if option.credit > 0]
                yield f"{phrase('question_key')}  {'、'.join(LETTERS[n] for n in right if n < len(LETTERS))}"
        case TrueFalse():
            yield f"{phrase('question_key')}  {phrase('true' if question.answer else 'false')}"
        case Blank():
            gaps = [" / ".join(accepted.text for accepted in gap.accept) for gap in question.blanks]
            yield f"{phrase('question_key')}  {' | '.join(gaps)}"
        case Numeric():
            numbers = [
                f"{one.value:f}" + (f" ± {one.tolerance:f}" if one.tolerance else "") for one in question.numbers
            ]
            yield f"{phrase('question_key')}  {' / '.join(numbers)} {question.unit}".rstrip()
        case Match():
            for pair in question.pairs:
                yield f"{pair.left} → {pair.right}"
        case Scenario():
            for n, part in enumerate(question.parts, 1):
                yield from _lines(part, f"{phrase('question_part', {'n': n})} · ")
        case Essay():
            pass
    if question.topic:
        yield " / ".join(question.topic)
    if question.explanation:
        yield f"{phrase('question_explanation')}  {question.explanation}"


def differences(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the two texts differ: spans of the first and spans of the second. A Chinese character is a word, and so is
    a number or a run of letters."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    starts = [_starts(words) for words in (left, right)]
    if max(len(left), len(right)) > MOST_WORDS:
        left, right = left[:MOST_WORDS], right[:MOST_WORDS]
    spans: tuple[list[Span], list[Span]] = ([], [])
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what != "equal":
            for side, (first, last) in enumerate(((a, b), (c, d))):
                if first < last:
                    spans[side].append((starts[side][first], starts[side][last]))
    for side, text in enumerate((one, other)):
        if len(starts[side]) - 1 > MOST_WORDS:
            spans[side].append((starts[side][MOST_WORDS], len(text)))
    return tuple(spans[0]), tuple(spans[1])


def _starts(words: list[str]) -> list[int]:
    found = [0]
    for word in words:
        found.append(found[-1] + len(word))
    return found
