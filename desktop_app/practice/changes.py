"""What changed in a rule: on what a question rested before, and what was right then, as far as the bank knows.

Promises: reads only; knows keys, as ``practising`` does, and is asked after an answer was kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop_app.banks.bank import question
from desktop_app.banks.question import Source
from desktop_app.exams.generator import Stream
from desktop_app.exams.keys import right_answer
from desktop_app.exams.paper import Item, option_order
from desktop_app.exams.shown import ShownQuestion, show
from desktop_app.practice.practising import Practised
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier state of a question. ``shown`` and ``right_answer`` belong together."""

    source: Source
    shown: ShownQuestion
    right_answer: Any


def before(store: Store, practised: Practised) -> Before | None:
    """The latest published state of the question that rested on another rule (document, number, article or date);
    None where the bank knows of none."""
    one, now = practised.one, practised.question.source
    if now is None:
        return None
    rows = store.read.execute(
        "SELECT q.id FROM question q JOIN revision r ON r.bank = q.bank AND r.number = q.revision"
        " WHERE q.bank = ? AND q.uid = ? AND q.removed = 0 AND r.state = 'published' AND q.id <> ?"
        " AND q.revision < (SELECT revision FROM question WHERE id = ?) ORDER BY q.revision DESC",
        (*one.key, one.question_id, one.question_id),
    ).fetchall()
    for (question_id,) in rows:
        earlier = question(store, question_id)
        if earlier.source is not None and _rule(earlier.source) != _rule(now):
            order = option_order(earlier, False, Stream("before", one.uid))
            parts = tuple(
                option_order(part, False, Stream("before", one.uid)) for part in getattr(earlier, "parts", ())
            )
            item = Item(1, question_id, one.bank, one.uid, 1, earlier.points, order, parts)
            return Before(earlier.source, show(item, earlier), right_answer(earlier, item))
    return None


def _rule(source: Source) -> tuple[object, ...]:
    return source.document, source.number, source.article, source.effective_on
