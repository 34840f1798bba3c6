"""Plan and pool and seed become a paper.

Promises: the same plan, pool, seed and day give the same paper, with the same fingerprint, on every machine and every
version of Python; no two questions of a paper have the same stem; questions whose source is not in force on the day are
never drawn; each question that fits a section is as likely as the others that fit the same sections. Pure: must not
know the store, the clock or Qt.

How it is drawn (the generator is described in ``generator``, the order of a section's questions in ``pool``):

1. Sections are drawn from the one with the most questions that fit to the one with the fewest (ties: plan order).
2. For section s (1, 2, …) the cards of ``Deck(Stream(seed, "section s"), questions that fit)`` are dealt. A question is
   taken unless its stem is on the paper already, or taking it would leave another section short.
3. With shuffled questions the section's questions are put in the order of ``shuffled(Stream(seed, "order s"), n)``,
   applied to them in the order in which they were drawn; otherwise in the order of their uids.
4. The options of a question come from ``Stream(seed, "options " + bank + " " + uid)``, the parts of a scenario one
   after another from the same stream.
5. Where an exam's papers are balanced (``balance``), steps 1 to 3 are done with the seeds s, "s balance 1", "s balance
   2" … until the expected score is near enough.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from desktop_app.banks.question import Match, Multiple, Option, Order, Question, Scenario, Single, TrueFalse
from desktop_app.base.errors import RefusedError
from desktop_app.exams.balance import TRIES, WITHIN, Balance
from desktop_app.exams.generator import Deck, Stream, shuffled
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.pool import Drawable, Pool, Promises, Shortage, shortages

Load = Callable[[Sequence[int]], Mapping[int, Question]]


class CannotBeDrawn(RefusedError):
    """A plan that the banks cannot fill; facts: plan, section, need, have, why (of the first), others (how many more).

    ``shortages`` holds all of them.
    """

    code = "cannot_be_drawn"

    def __init__(self, plan: str, missing: tuple[Shortage, ...]) -> None:
        first = missing[0]
        super().__init__(
            plan=plan,
            section=first.section,
            need=first.need,
            have=first.have,
            why=first.why,
            others=len(missing) - 1,
        )
        self.shortages = missing


@dataclass(frozen=True, slots=True)
class Item:
    """A place on the paper. ``section`` counts from 1.

    ``option_order``: which of the question's own options (right sides, items) stands first, second, …; ``part_orders``
    the same for each part of a scenario. ``why``: the n-th card dealt of all that fitted, "17/812".
    """

    position: int
    question_id: int
    bank: str
    uid: str
    section: int
    points: Decimal
    option_order: tuple[int, ...] = ()
    part_orders: tuple[tuple[int, ...], ...] = ()
    why: str = ""

    @property
    def order_data(self) -> list[Any]:
        """The order as data: a list of numbers, of a scenario a list of such lists."""
        return [list(order) for order in self.part_orders] if self.part_orders else list(self.option_order)


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawn paper, as it is frozen into the store."""

    plan_code: str
    seed: str
    on: date
    items: tuple[Item, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over each question's place, bank, uid, section, points and order of options."""
        rows = [
            [i.position, i.bank, i.uid, i.section, format(i.points.normalize(), "f"), i.order_data] for i in self.items
        ]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def to_data(paper: Paper) -> dict[str, Any]:
    """The paper as JSON data, as the store keeps it."""
    return {
        "plan": paper.plan_code,
        "seed": paper.seed,
        "on": paper.on.isoformat(),
        "fingerprint": paper.fingerprint,
        "questions": [
            {
                "position": item.position,
                "question_id": item.question_id,
                "bank": item.bank,
                "uid": item.uid,
                "section": item.section,
                "points": str(item.points),
                "option_order": item.order_data,
                "why": item.why,
            }
            for item in paper.items
        ],
    }


def from_data(data: Mapping[str, Any]) -> Paper:
    """The paper that ``to_data`` wrote."""
    items = []
    for row in data["questions"]:
        order = row["option_order"]
        nested = bool(order) and isinstance(order[0], list)
        items.append(
            Item(
                row["position"],
                row["question_id"],
                row["bank"],
                row["uid"],
                row["section"],
                Decimal(row["points"]),
                () if nested else tuple(order),
                tuple(tuple(part) for part in order) if nested else (),
                row["why"],
            )
        )
    return Paper(data["plan"], data["seed"], date.fromisoformat(data["on"]), tuple(items))


def check_plan(plan: ExamPlan, pool: Pool | Iterable[Drawable], on: date) -> tuple[Shortage, ...]:
    """What is missing for a paper of that plan on that day, all sections taken together; empty: it can be drawn."""
    pool = pool if isinstance(pool, Pool) else Pool(pool)
    return shortages(plan, pool, pool.reach(plan.sections, on))


def draw(
    plan: ExamPlan,
    pool: Pool | Iterable[Drawable],
    seed: int | str,
    on: date,
    load: Load,
    balance: Balance | None = None,
) -> Paper:
    """Draw a paper. ``load`` gives the questions for their ids; it is called once, with those drawn.

    ``on`` is the day in the branch's zone; ``balance`` is what the papers of one exam aim at. Raises
    ``CannotBeDrawn``.
    """
    pool = pool if isinstance(pool, Pool) else Pool(pool)
    text = str(seed)
    chosen = _choose(plan, pool, text, on) if balance is None else _balanced(plan, pool, text, on, balance)
    questions = load([item.id for section in chosen for item, _ in section])
    items: list[Item] = []
    for s, (section, drawn) in enumerate(zip(plan.sections, chosen, strict=True), 1):
        for item, why in drawn:
            question = questions[item.id]
            stream = Stream(text, f"options {item.bank} {item.uid}")
            parts: tuple[tuple[int, ...], ...] = ()
            if isinstance(question, Scenario):
                parts = tuple(option_order(part, plan.shuffle_options, stream) for part in question.parts)
            items.append(
                Item(
                    len(items) + 1,
                    item.id,
                    item.bank,
                    item.uid,
                    s,
                    section.points,
                    option_order(question, plan.shuffle_options, stream),
                    parts,
                    why,
                )
            )
    return Paper(plan.code, text, on, tuple(items))


def _balanced(plan: ExamPlan, pool: Pool, seed: str, on: date, balance: Balance) -> list[list[tuple[Drawable, str]]]:
    """The questions of a paper whose expected score is near enough to what the exam's papers aim at; where no try is,
    those of the nearest."""
    target = balance.target(plan)
    best, nearest = None, Fraction(0)
    for attempt in range(TRIES):
        chosen = _choose(plan, pool, f"{seed} balance {attempt}" if attempt else seed, on)
        expected = balance.expected(plan, ((s, item) for s, drawn in enumerate(chosen) for item, _ in drawn))
        off = abs(expected - target)
        if best is None or off < nearest:
            best, nearest = chosen, off
        if off <= WITHIN:
            break
    assert best is not None  # there is a first try
    return best


def _choose(plan: ExamPlan, pool: Pool, seed: str, on: date) -> list[list[tuple[Drawable, str]]]:
    """The questions of each section, in the order of the paper, each with its reason."""
    reach = pool.reach(plan.sections, on)
    missing = shortages(plan, pool, reach)
    if missing:
        raise CannotBeDrawn(plan.code, missing)
    promises = Promises([section.number for section in plan.sections], reach.counts)
    chosen: list[list[tuple[Drawable, str]]] = [[] for _ in plan.sections]
    stems: set[str] = set()
    candidates = [reach.candidates(s) for s in range(len(plan.sections))]
    for s in sorted(range(len(plan.sections)), key=lambda s: (-len(candidates[s]), s)):
        section, refused = plan.sections[s], set[int]()
        deck = enumerate(Deck(Stream(seed, f"section {s + 1}"), len(candidates[s])), 1)
        while len(chosen[s]) < section.number:
            dealt, card = next(deck)
            item, mask = candidates[s][card]
            if item.stem_key in stems or mask in refused:
                continue
            if not promises.take(mask, s):
                # What is refused once is refused for the rest of the section: what others need only grows scarcer.
                refused.add(mask)
                continue
            stems.add(item.stem_key)
            chosen[s].append((item, f"{dealt}/{len(candidates[s])}"))
        if plan.shuffle_questions:
            order = shuffled(Stream(seed, f"order {s + 1}"), len(chosen[s]))
            chosen[s] = [chosen[s][n] for n in order]
        else:
            chosen[s].sort(key=lambda pair: pair[0].uid)
    return chosen


# ---------------------------------------------------------------- options

# 'Above' counts where an option begins with it: '5万元以上' and 'above 50,000' speak of amounts.
_ABOVE = re.compile(
    r"^[(（]?(以上|上述|前述|如上)|[,、:]\s*(以上|上述)"
    r"|全部(都|均|皆)?(是|对|正确|错误|不对|不是|选)|(都|均|皆|全)(不|不是)?(是|对|正确|错误)$"
    r"|\b(all|none|any|both|some|either|neither|each|one|two|three)\s+(of\s+)?(the\s+)?(above|foregoing|options|others)\b"
    r"|\b(all|none|both|neither)\s+of\s+(these|those|them)\b|^the\s+above\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"(?<![A-Za-z])[A-H](选项|项)?\s*(和|与|及|以及|或|、|,|&|\band\b|\bor\b|\bnor\b)\s*(选项)?[A-H](?![A-Za-z股类级轮座])"
    r"|选项\s*[A-H](?![A-Za-z])"
    r"|^(仅|只有|只|[Oo]nly\s)?\s*[A-H](选项|项)?\s*(正确|对$|是对的|错误|不对|is\s+(right|correct|true))"
    r"|(除|except)\s*[A-H](?![A-Za-z])"
)
# Nothing that could single one out: no letter, figure, ordinal, 'only' or 'except', no list.
_ALL_CHINESE = re.compile(
    r"[(（]?(以上|上述|前述|如上|全部|全)[^A-Za-z0-9一二两三四五六七八九十①-⑳甲乙丙丁第前后只仅除和与或、,中]*"
)
_ALL_ENGLISH = re.compile(
    r"(all|none|any|each)\s+(of\s+)?(the\s+)?(above|foregoing|options|others)(\s+(is|are)\s+\w+)?|all\s+of\s+(these|them)",
    re.IGNORECASE,
)


def refers_to_others(text: str) -> bool:
    """Whether an option speaks of the others by their place or letter ('all of the above', 以上都是, 'A and B', AB)."""
    folded = _plain(text)
    letters = re.sub(r"\s", "", folded)
    if re.fullmatch(r"[A-H]{2,8}", letters) and all(a < b for a, b in pairwise(letters)):
        return True
    return bool(_ABOVE.search(folded) or _LETTERS.search(folded))


def _of_all_above(text: str) -> bool:
    """Whether an option speaks of all others alike, so that it does not matter which of them stands where."""
    folded = _plain(text)
    return refers_to_others(text) and bool(_ALL_CHINESE.fullmatch(folded) or _ALL_ENGLISH.fullmatch(folded))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().rstrip("。.;； ")


def option_order(question: Question, shuffle: bool, stream: Stream) -> tuple[int, ...]:
    """The order in which the options (right sides, items) of a question are shown: indices into its own.

    Right sides to match and items to order are always shuffled, items never into the right order where that can be
    avoided; equal right sides are shown once. True or false keeps its order, and so does a question that is fixed or
    has an option that names some of the others ('A and B', 前两项都对). An option that is fixed, or comes last and
    speaks of all others alike ('all of the above'), keeps its place; in the middle, that keeps them all.
    """
    match question:
        case Single() | Multiple():
            whole = tuple(range(len(question.options)))
            return whole if question.fixed_order or not shuffle else _shuffled_round(question.options, stream)
        case TrueFalse():
            return (0, 1)
        case Order():
            return _disordered([option.text for option in question.options], stream)
        case Match():
            first = {pair.right: n for n, pair in reversed(list(enumerate(question.pairs)))}
            rights = sorted(first.values())
            return tuple(rights[n] for n in shuffled(stream, len(rights)))
        case _:
            return ()


def _shuffled_round(options: Sequence[Option], stream: Stream) -> tuple[int, ...]:
    """The options in random order, round those that keep their place."""
    order = list(range(len(options)))
    above = [n for n in order if _of_all_above(options[n].text)]
    last = order[len(order) - len(above) :]
    if above != last or any(refers_to_others(options[n].text) for n in order if n not in above):
        return tuple(order)
    free = [n for n in order if n not in above and not options[n].fixed]
    for place, n in zip(free, shuffled(stream, len(free)), strict=True):
        order[place] = free[n]
    return tuple(order)


def _disordered(texts: Sequence[str], stream: Stream) -> tuple[int, ...]:
    while True:
        order = shuffled(stream, len(texts))
        if len(set(texts)) < 2 or [texts[n] for n in order] != list(texts):
            return order
