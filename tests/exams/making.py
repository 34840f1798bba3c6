"""Questions, plans and people for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.banks.bank import questions
from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Kind,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.base.clock import Reading
from desktop_app.exams.exam import Exam
from desktop_app.exams.generator import Stream
from desktop_app.exams.keys import right_answer
from desktop_app.exams.live import Sitting
from desktop_app.exams.paper import Item, option_order
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.staff import Actor, Role
from desktop_app.store import Store
from tests.store_fixtures import READING

ON = date(2026, 11, 24)


def options(text: str) -> tuple[Option, ...]:
    """``"*right wrong half=0.5"``: options with their credits."""
    made = []
    for word in text.split():
        name, _, credit = word.lstrip("*").partition("=")
        made.append(Option(name, Decimal(credit or int(word.startswith("*")))))
    return tuple(made)


def single(text: str = "*r w x y", **more: Any) -> Single:
    return Single(**{"stem": "single?", "options": options(text), **more})


def multiple(text: str = "*r *s w x", **more: Any) -> Multiple:
    return Multiple(**{"stem": "multiple?", "options": options(text), **more})


def true_false(answer: bool = True, **more: Any) -> TrueFalse:
    return TrueFalse(**{"stem": "true?", "answer": answer, **more})


def blank(*gaps: Gap | str, **more: Any) -> Blank:
    made = tuple(g if isinstance(g, Gap) else Gap((Accepted(g),)) for g in gaps)
    return Blank(**{"stem": "____", "blanks": made, **more})


def numeric(value: str = "5", tolerance: str = "0", unit: str = "", **more: Any) -> Numeric:
    return Numeric(
        **{"stem": "number?", "numbers": (Number(Decimal(value), Decimal(tolerance)),), "unit": unit, **more}
    )


def order(*texts: str, **more: Any) -> Order:
    return Order(**{"stem": "order?", "options": tuple(Option(t, Decimal(1)) for t in texts), **more})


def match(*pairs: tuple[str, str], **more: Any) -> Match:
    return Match(**{"stem": "match?", "pairs": tuple(Pair(*pair) for pair in pairs), **more})


def scenario(*parts: Question, **more: Any) -> Scenario:
    named = tuple(part if part.uid else replace(part, uid=f"p{n}") for n, part in enumerate(parts, 1))
    return Scenario(**{"stem": "case", "parts": named, **more})


def essay(**more: Any) -> Essay:
    return Essay(**{"stem": "write", "explanation": "model", **more})


def talk() -> Scenario:
    """A branching talk. The best path is A at p1, A at p2: 1 + 2 of its points; p3 is reached by B."""
    return Scenario(
        stem="a customer",
        uid="talk",
        parts=(
            Single(
                stem="hello?",
                uid="p1",
                options=(
                    Option("sorry", Decimal(1), "thank you", next="p2"),
                    Option("no", Decimal("0.5"), "well", next="p3"),
                    Option("go", Decimal(0), "goodbye"),
                ),
                fixed_order=True,
            ),
            Single(stem="and?", uid="p2", points=Decimal(2), options=options("*yes no"), fixed_order=True),
            Single(stem="hm?", uid="p3", options=options("*yes no"), fixed_order=True),
        ),
    )


def item(question: Question, *, points: str = "1", seed: str | None = None, position: int = 1) -> Item:
    """The question's place on a paper; options in their own order unless there is a seed."""
    stream = Stream(seed or "", "x")
    own = [order_of(one, stream, seed) for one in [question, *(getattr(question, "parts", ()))]]
    return Item(position, 1, "b", question.uid, 1, Decimal(points), own[0], tuple(own[1:]))


def order_of(question: Question, stream: Stream, seed: str | None) -> tuple[int, ...]:
    if seed is None and isinstance(question, Single | Multiple | Order):
        return tuple(range(len(question.options)))
    if seed is None and isinstance(question, Match):
        return tuple(range(len(question.pairs)))
    return option_order(question, True, stream)


@dataclass(frozen=True)
class Drawn:
    """A question of a pool, as drawing sees it."""

    id: int
    bank: str = "b"
    uid: str = ""
    kind: Kind = Kind.SINGLE
    topic: tuple[str, ...] = ()
    difficulty: int | None = None
    stem_key: str = ""
    reserved: bool = False
    effective_on: date | None = None
    repealed_on: date | None = None


def drawn(number: int, **more: Any) -> Drawn:
    return Drawn(**{"id": number, "uid": f"q{number:05}", "stem_key": f"stem {number}", **more})


def load(ids: Sequence[int]) -> Mapping[int, Question]:
    return {one: single(uid=f"q{one:05}", stem=f"stem {one}") for one in ids}


def section(number: int, **more: Any) -> Section:
    return Section(**{"title": "all", "bank": "b", "number": number, **more})


def plan(*sections: Section, **more: Any) -> ExamPlan:
    return ExamPlan(**{"code": "P", "title": "plan", "minutes": 10, "sections": sections, **more})


# ---------------------------------------------------------------- in a store


def every_kind() -> tuple[Question, ...]:
    """Twelve sound questions: each kind, branching and with an essay inside."""
    return (
        single(uid="s1", stem="单选一", explanation="because"),
        single(uid="s2", stem="单选二"),
        multiple(uid="m1", stem="多选一"),
        true_false(uid="t1", stem="判断一"),
        true_false(False, uid="t2", stem="判断二"),
        blank("五十", "元", uid="b1", stem="____和____"),
        numeric("5", "0.1", "万元", uid="n1", stem="几万元"),
        order("一", "二", "三", uid="o1", stem="排序"),
        match(("甲", "1"), ("乙", "2"), ("", "3"), uid="x1", stem="匹配"),
        scenario(single(), essay(), uid="c1", stem="案例"),
        talk(),
        essay(uid="e1", stem="论述"),
    )


def bring_in(
    store: Store, examiner: Actor, questions: Iterable[Question], bank: str = "b", reading: Reading = READING
) -> None:
    """Publish questions as a bank."""
    made = Draft(questions=tuple(Drafted(one, f"line {n}") for n, one in enumerate(questions, 1)))
    report = import_draft(store, examiner, made, bank=bank, file="made", reading=reading)
    assert not report.rejected


def candidate(store: Store, number: str = "T001", extra_percent: int = 0, post: str = "柜员") -> Actor:
    """Somebody on the roster."""
    with store.write("staff", at=READING) as db:
        db.execute(
            "INSERT INTO staff (staff_no, name, post, extra_percent, added_at) VALUES (?, '张三', ?, ?, '2026-01-01')",
            (number, post, extra_percent),
        )
    return Actor(number, "张三", Role.CANDIDATE)


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self, reading: Reading = READING) -> None:
        self.reading = reading

    def __call__(self) -> Reading:
        return self.reading

    def goes(self, seconds: float) -> Reading:
        """Time passes."""
        now = self.reading
        self.reading = Reading(now.at + timedelta(seconds=seconds), now.boot_ms + round(seconds * 1000), now.boot_id)
        return self.reading

    def wall(self, seconds: float) -> Reading:
        """Somebody sets the wall clock."""
        self.reading = replace(self.reading, at=self.reading.at + timedelta(seconds=seconds))
        return self.reading

    def reboots(self, seconds: float, wall: float | None = None) -> Reading:
        """The machine is off for a while; the wall clock may come up elsewhere."""
        at = self.reading.at + timedelta(seconds=seconds if wall is None else wall)
        self.reading = Reading(at, 20_000, self.reading.boot_id + "'")
        return self.reading


# ---------------------------------------------------------------- in a sitting

MINUTE = 60_000
Open = Callable[..., Exam]


def at(sitting: Sitting, uid: str) -> int:
    """Where a question stands on the paper."""
    return next(item.position for item in sitting.paper.items if item.uid == uid)


def right(store: Store, sitting: Sitting, position: int) -> Any:
    """The answer that earns everything."""
    item = sitting.paper.items[position - 1]
    question = questions(store, [item.question_id])[item.question_id]
    answer = right_answer(question, item)
    if isinstance(question, Scenario):
        return answer[:2] if question.branches else [one if one is not None else "写了" for one in answer]
    return "写了" if answer is None else answer
