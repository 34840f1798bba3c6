"""A repaired key: which questions of papers already sat have another key in the bank today.

Promises: a question counts as repaired only where what the candidates saw is the same — kind, stem, options — and its
key is another; letters and numbers of a paper keep their meaning under the new key. Pure: must not know the store.

Where the wording changed, the answers were given to another question: its old key stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.banks.question import (
    Blank,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Question,
    Scenario,
    Single,
    stem_key,
)
from desktop_app.exams.paper import Item, Paper
from desktop_app.exams.shown import left_sides


def carried(item: Item, was: Question, now: Question) -> Item | None:
    """The item with its letters and numbers pointing into ``now`` at what they showed of ``was``; None where ``now`` is
    not what the candidate saw."""
    if now.kind is not was.kind or stem_key(now.stem) != stem_key(was.stem):
        return None
    if isinstance(was, Scenario):
        return _carried_parts(item, was, now)
    order = _order(item.option_order, was, now)
    return None if order is None else replace(item, option_order=order)


def _carried_parts(item: Item, was: Scenario, now: Question) -> Item | None:
    assert isinstance(now, Scenario)  # of the same kind
    if [part.uid for part in was.parts] != [part.uid for part in now.parts]:
        return None
    orders = []
    for old, new, order in zip(was.parts, now.parts, item.part_orders, strict=True):
        kept = _order(order, old, new) if new.kind is old.kind and stem_key(new.stem) == stem_key(old.stem) else None
        if kept is None:
            return None
        orders.append(kept)
    return replace(item, part_orders=tuple(orders))


def _order(order: Sequence[int], was: Question, now: Question) -> tuple[int, ...] | None:
    if isinstance(was, Single | Multiple | Order) and isinstance(now, Single | Multiple | Order):
        return _same_texts(order, list(map(_shown, was.options)), list(map(_shown, now.options)))
    if isinstance(was, Match) and isinstance(now, Match):
        if left_sides(was) != left_sides(now):
            return None
        before, after = [pair.right for pair in was.pairs], [pair.right for pair in now.pairs]
        # Equal right sides are shown once, so that the first of them stands for all.
        return tuple(after.index(before[n]) for n in order) if set(before) == set(after) else None
    if isinstance(was, Blank) and isinstance(now, Blank) and len(was.blanks) != len(now.blanks):
        return None
    if isinstance(was, Numeric) and isinstance(now, Numeric) and was.unit != now.unit:
        return None
    return tuple(order)


def _shown(option: Option) -> tuple[str, str | None]:
    """What a candidate met of an option: its text, and the turn it led to."""
    return option.text, option.next


def _same_texts(
    order: Sequence[int], before: list[tuple[str, str | None]], after: list[tuple[str, str | None]]
) -> tuple[int, ...] | None:
    if Counter(before) != Counter(after):
        return None
    places: dict[tuple[str, str | None], list[int]] = {}
    for n, text in enumerate(after):
        places.setdefault(text, []).append(n)
    where = [places[text].pop(0) for text in before]
    return tuple(where[n] for n in order)


def key_of(question: Question) -> object:
    """All that grading goes by: equal keys grade alike. The order of options says nothing, save where it is the key."""
    match question:
        case Single() | Multiple():
            return sorted((option.text, option.next or "", option.credit) for option in question.options)
        case Order():
            return [option.text for option in question.options]
        case Match():
            return [(pair.left, pair.right) for pair in question.pairs if pair.left.strip()]
        case Blank():
            return [(gap.match_case, sorted((one.text, one.credit) for one in gap.accept)) for gap in question.blanks]
        case Numeric():
            return sorted((number.value, number.tolerance, number.credit) for number in question.numbers)
        case Scenario():
            return [(part.points, key_of(part)) for part in question.parts]
        case _:
            return getattr(question, "answer", None)


def repaired(item: Item, was: Question, now: Question) -> Item | None:
    """The item to grade by ``now``; None where its key is the same, or it is not the same question."""
    return carried(item, was, now) if key_of(was) != key_of(now) else None


def with_keys(paper: Paper, questions: Mapping[int, Question], keys: Mapping[int, int]) -> Paper:
    """The paper to grade by: at each position in ``keys`` the question of that id in place of the one drawn.
    ``questions`` holds both."""
    if not keys:
        return paper
    items = []
    for item in paper.items:
        now = keys.get(item.position)
        moved = None if now is None else carried(item, questions[item.question_id], questions[now])
        items.append(item if moved is None or now is None else replace(moved, question_id=now))
    return replace(paper, items=tuple(items))
