"""Near duplicates within 100,000 questions: time, memory, how many planted ones are found and what else is told.

Run as ``python -m benchmarks.near_duplicates [QUESTIONS] [--json FILE]``. One question in twenty has a planted near
duplicate somewhere in the file, of a kind below. Limits (for 100,000 on 2 cores): 60 s, 1 GiB in each process, recall
0.98.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from benchmarks.import_workbook import _WORDS
from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.near import near_duplicates
from desktop_app.banks.near_search import THRESHOLD
from desktop_app.banks.question import Option, Question, Single, TrueFalse

LIMITS = {"seconds": 60.0, "megabytes": 1024.0, "missed": 0.02}
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789(),:;?%"}


class _Maker:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def text(self, words: int) -> str:
        return "".join(self.chance.choices(_WORDS, k=words))

    def question(self, n: int) -> Question:
        """A question as banks have them: half of them short statements, and numbers in many."""
        rate = f"，比例为{self.chance.randrange(1, 99)}%" if n % 3 else ""
        if n % 2:
            return TrueFalse(stem=f"{self.text(self.chance.randrange(9, 20))}{rate}。", answer=n % 4 > 1)
        options = tuple(Option(self.text(self.chance.randrange(2, 8)), Decimal(int(k == n % 4))) for k in range(4))
        return Single(stem=f"{self.text(self.chance.randrange(7, 24))}{rate}，下列说法正确的是（ ）？", options=options)

    def word_changed(self, question: Question) -> Question:
        at = 2 * self.chance.randrange(len(question.stem) // 2 - 2)
        others = [word for word in _WORDS if word != question.stem[at : at + 2]]
        return replace(question, stem=question.stem[:at] + self.chance.choice(others) + question.stem[at + 2 :])

    def punctuation(self, question: Question) -> Question:
        middle = len(question.stem) // 2
        stem = question.stem.replace("，", ",").replace("（ ）", "____").rstrip("。？")
        return replace(question, stem=stem[:middle] + "、" + stem[middle:])

    def number_before(self, question: Question) -> Question:
        return replace(question, stem=f"{self.chance.randrange(1, 500)}、{question.stem}")

    def width(self, question: Question) -> Question:
        return replace(question, stem=question.stem.replace("，", ",").replace("。", ".").translate(_WIDE) + " !")

    def negated(self, question: Question) -> Question:
        middle = len(question.stem) // 2
        return replace(question, stem=question.stem[:middle] + "不" + question.stem[middle:])

    def other_number(self, question: Question) -> Question:
        return replace(question, stem=f"{question.stem[:6]}{self.chance.randrange(100)}{question.stem[6:]}")

    def other_order(self, question: Question) -> Question:
        if not isinstance(question, Single):
            return self.punctuation(question)
        options = list(question.options)
        self.chance.shuffle(options)
        return self.punctuation(replace(question, options=tuple(options)))

    def other_answer(self, question: Question) -> Question:
        if isinstance(question, TrueFalse):
            return self.punctuation(replace(question, answer=not question.answer))
        assert isinstance(question, Single)
        texts = [option.text for option in question.options]
        worth = [option.credit for option in question.options]
        moved = tuple(Option(text, credit) for text, credit in zip(texts, worth[1:] + worth[:1], strict=True))
        return self.punctuation(replace(question, options=moved))


def make(count: int) -> tuple[Draft, dict[tuple[str, str], str]]:
    """A draft of so many questions, and the planted pairs as (later, earlier) → the kind of change."""
    maker = _Maker(20261125)
    changes: list[Callable[[Question], Question]] = [
        maker.word_changed, maker.punctuation, maker.number_before, maker.width, maker.negated, maker.other_number,
        maker.other_order, maker.other_answer,
    ]  # fmt: skip
    planted = count // 20
    questions: list[tuple[Question, int, str]] = [(maker.question(n), n, "") for n in range(count - planted)]
    for n in range(planted):
        source = n * 19
        changed = changes[n % len(changes)]
        questions.append((changed(questions[source][0]), source, changed.__name__))
    maker.chance.shuffle(questions)
    places = {source: f"题库!{row}" for row, (_, source, change) in enumerate(questions, 2) if not change}
    rows = [Drafted(question, f"题库!{row}") for row, (question, _, _) in enumerate(questions, 2)]
    pairs = {}
    for row, (_, source, change) in enumerate(questions, 2):
        if change:
            mine, theirs = f"题库!{row}", places[source]
            later = row > int(theirs.rpartition("!")[2])
            pairs[(mine, theirs) if later else (theirs, mine)] = change
    return Draft(questions=tuple(rows)), pairs


def peak_megabytes() -> float:
    """The most that this process or one of its children has held."""
    if sys.platform == "win32":
        return 0.0
    import resource

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit


def main() -> int:
    """Measure, print, and fail where a limit is passed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("questions", nargs="?", type=int, default=100_000)
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    draft, planted = make(given.questions)
    begun = time.perf_counter()
    found = near_duplicates(draft, ())
    seconds = time.perf_counter() - begun
    pairs = {(one.where, one.other_where) for one in found}
    missed = Counter(kind for pair, kind in planted.items() if pair not in pairs)
    share = sum(missed.values()) / len(planted)
    false = len(pairs - set(planted))
    unnamed = sum(
        "answer" not in one.differs for one in found if planted.get((one.where, one.other_where)) == "other_answer"
    )
    results = {"seconds": seconds, "megabytes": peak_megabytes(), "missed": share}
    print(f"{given.questions} questions, {len(planted)} planted near duplicates, threshold {THRESHOLD} %")
    print(f"time         {seconds:8.1f} s   (limit {LIMITS['seconds']})")
    print(f"memory       {results['megabytes']:8.0f} MB  (limit {LIMITS['megabytes']}; the larger of both processes)")
    print(f"recall       {1 - share:8.4f}     (limit {1 - LIMITS['missed']})  missed: {dict(missed) or 'none'}")
    print(f"not planted  {false:8} pairs told; other answers not named: {unnamed}")
    if given.json:
        given.json.write_text(json.dumps({**results, "not_planted": false}), encoding="utf-8")
    return int(any(results[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
