"""A question as the candidate sees it: without its key.

Promises: nothing in a ``ShownQuestion`` tells what is right: letters and numbers are those of this paper, in its
order; a branching scenario shows only the parts that the answers have reached. Pure. Must not know marking, the store
or Qt.

Answers have the shown form everywhere (command-line.md, 'sit'): letters and numbers as on that paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, assert_never

from desktop_app.banks.inline import before_answering, pictures
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Blank,
    Essay,
    Kind,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from desktop_app.exams.paper import Item


@lru_cache
def letter(n: int) -> str:
    """The letter of the n-th option, from 0: A … Z, then AA, AB, …"""
    name = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        name = chr(65 + rest) + name
    return name


class ShownOption(NamedTuple):
    """An option, item or left side: its letter on this paper and its text."""

    letter: str
    text: str


class ShownRight(NamedTuple):
    """A right side to match: its number on this paper and its text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuestion:
    """A question on the paper. ``section`` counts from 1; a part has its number within the scenario as ``position``.

    ``parts`` of a branching scenario (``branching``) are those reached, in the order of the talk; ``ended`` says that
    no other part follows. ``replies`` holds what was said back (the option's feedback) to each turn that is past; the
    answer to such a turn is fixed, so that a reply gives nothing away.
    """

    position: int
    kind: Kind
    stem: str
    stem_format: str = "plain"
    points: Decimal = ONE
    section: int = 1
    options: tuple[ShownOption, ...] = ()
    left: tuple[ShownOption, ...] = ()
    right: tuple[ShownRight, ...] = ()
    unit: str = ""
    blanks: int = 0
    parts: tuple[ShownQuestion, ...] = ()
    branching: bool = False
    ended: bool = False
    replies: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)

    def to_line(self, answer: Any = None) -> dict[str, Any]:
        """The question as ``sit`` prints it; images by name alone."""
        line: dict[str, Any] = {
            "position": self.position,
            "kind": self.kind.value,
            "stem": self.stem,
            "points": format(self.points.normalize(), "f"),
            "answer": answer,
            "section": self.section,
        }
        if self.stem_format != "plain":
            line["stem_format"] = self.stem_format
        if self.images:
            line["images"] = sorted(self.images)
        match self.kind:
            case Kind.SINGLE | Kind.MULTIPLE | Kind.ORDER:
                line["options"] = [{"letter": o.letter, "text": o.text} for o in self.options]
            case Kind.BLANK:
                line["blanks"] = self.blanks
            case Kind.NUMERIC:
                line["unit"] = self.unit
            case Kind.MATCH:
                line["left"] = [{"letter": o.letter, "text": o.text} for o in self.left]
                line["right"] = [{"number": r.number, "text": r.text} for r in self.right]
            case Kind.SCENARIO:
                given = answer if isinstance(answer, list) else []
                line["parts"] = [
                    part.to_line(given[n] if n < len(given) else None) for n, part in enumerate(self.parts)
                ]
                if self.branching:
                    line["replies"] = list(self.replies)
                    line["ended"] = self.ended
            case _:
                pass
        return line


def show(item: Item, question: Question, answer: Any = None) -> ShownQuestion:
    """The question at that place of the paper. ``answer`` decides how far a branching scenario is shown."""
    shown = _show(question, item.position, item.option_order, item.points, item.section)
    if not isinstance(question, Scenario):
        return shown
    worth = [rounded(points) for points in part_points(question, item.points)]
    reached = visited(question, item, answer)
    parts = tuple(
        _show(question.parts[p], n if question.branches else p + 1, item.part_orders[p], worth[p], item.section)
        for n, p in enumerate(reached, 1)
    )
    replies = _replies(question, item, reached, answer) if question.branches else ()
    # What was said back may hold pictures of its own.
    parts = tuple(
        replace(part, images=_with(part.images, question.parts[p].images, replies[n])) if n < len(replies) else part
        for n, (p, part) in enumerate(zip(reached, parts, strict=True))
    )
    return ShownQuestion(
        position=item.position,
        kind=Kind.SCENARIO,
        stem=question.stem,
        stem_format=question.stem_format,
        points=item.points,
        section=item.section,
        parts=parts,
        branching=question.branches,
        ended=question.branches and len(reached) <= len(answer if isinstance(answer, list) else []),
        replies=replies,
        images=before_answering(question),
    )


def _with(seen: Mapping[str, bytes], images: Mapping[str, bytes], reply: str) -> Mapping[str, bytes]:
    named = pictures(reply, images) - seen.keys()
    return {**seen, **{name: images[name] for name in sorted(named)}} if named else seen


def show_whole(item: Item, question: Question) -> ShownQuestion:
    """The question as it is printed: of a branching scenario too every part, numbered in the parts' own order."""
    whole = show(item, question)
    if not isinstance(question, Scenario) or not question.branches:
        return whole
    worth = [rounded(points) for points in part_points(question, item.points)]
    parts = tuple(
        _show(part, p + 1, item.part_orders[p], worth[p], item.section) for p, part in enumerate(question.parts)
    )
    return replace(whole, parts=parts)


def _show(question: Question, position: int, order: Sequence[int], points: Decimal, section: int) -> ShownQuestion:
    options: tuple[ShownOption, ...] = ()
    left: tuple[ShownOption, ...] = ()
    right: tuple[ShownRight, ...] = ()
    unit, blanks = "", 0
    match question:
        case Single() | Multiple() | Order():
            options = tuple(ShownOption(letter(n), question.options[at].text) for n, at in enumerate(order))
        case Match():
            left = tuple(ShownOption(letter(n), text) for n, text in enumerate(left_sides(question)))
            right = tuple(ShownRight(n, question.pairs[at].right) for n, at in enumerate(order, 1))
        case Blank():
            blanks = len(question.blanks)
        case Numeric():
            unit = question.unit
        case TrueFalse() | Essay() | Scenario():
            pass
        case _:  # pragma: no cover
            assert_never(question)
    return ShownQuestion(
        position=position,
        kind=question.kind,
        stem=question.stem,
        stem_format=question.stem_format,
        points=points,
        section=section,
        options=options,
        left=left,
        right=right,
        unit=unit,
        blanks=blanks,
        images=before_answering(question),
    )


def left_sides(question: Match) -> tuple[str, ...]:
    """The left sides in their order, without the distractors' empty ones."""
    return tuple(pair.left for pair in question.pairs if pair.left.strip())


# ---------------------------------------------------------------- scenarios


def following(scenario: Scenario, part: int, order: Sequence[int], answer: Any) -> int | None:
    """The part that follows in a branching scenario, by the answer given to that part; None: the talk ends."""
    option = chosen_option(scenario.parts[part], order, answer)
    if option is None or option.next is None:
        return None
    names = [other.uid for other in scenario.parts]
    return names.index(option.next) if option.next in names else None


def chosen_option(question: Question, order: Sequence[int], answer: Any) -> Option | None:
    """The option that a letter chooses in a single-choice question; None where it chooses none."""
    if isinstance(question, Single) and isinstance(answer, str):
        for n, at in enumerate(order):
            if letter(n) == answer:
                return question.options[at]
    return None


def visited(scenario: Scenario, item: Item, answer: Any) -> tuple[int, ...]:
    """The parts that are shown, as indices: all; of a branching scenario those that the answers have reached."""
    if not scenario.branches:
        return tuple(range(len(scenario.parts)))
    given = answer if isinstance(answer, list) else []
    path = [0]
    for turn in given:
        part = following(scenario, path[-1], item.part_orders[path[-1]], turn)
        # Parts lead forward only (banks.question.check); a stored question that breaks this must not loop.
        if part is None or part <= path[-1]:
            break
        path.append(part)
    return tuple(path)


def _replies(scenario: Scenario, item: Item, reached: Sequence[int], answer: Any) -> tuple[str, ...]:
    given = answer if isinstance(answer, list) else []
    replies = []
    for part, turn in zip(reached[:-1], given, strict=False):
        option = chosen_option(scenario.parts[part], item.part_orders[part], turn)
        replies.append(option.feedback if option else "")
    return tuple(replies)


def option_worth(option: Option) -> Fraction:
    """What choosing one option is worth, 0 … 1: its credit. (``multiple_rule`` is about several chosen ones.)"""
    return Fraction(min(max(option.credit, ZERO), ONE))


def part_points(scenario: Scenario, points: Decimal) -> tuple[Fraction, ...]:
    """What each part is worth on the paper: the scenario's points in proportion to the parts' own. The whole of a
    branching one is what its best path earns."""
    own = [Fraction(part.points) for part in scenario.parts]
    whole = _best_path(scenario) if scenario.branches else sum(own, Fraction(0))
    return tuple(Fraction(points) * one / whole if whole else Fraction(0) for one in own)


def _best_path(scenario: Scenario) -> Fraction:
    """The most that a path from the first part can earn, in the parts' own points."""
    names = {part.uid: n for n, part in enumerate(scenario.parts)}
    best: dict[int, Fraction] = {}
    for n in reversed(range(len(scenario.parts))):
        part = scenario.parts[n]
        own = Fraction(part.points)
        if isinstance(part, Single):
            best[n] = max(
                option_worth(option) * own + best.get(names.get(option.next or "", -1), Fraction(0))
                for option in part.options
            )
        else:
            best[n] = own
    return best[0]


def rounded(value: Fraction) -> Decimal:
    """A number of points, rounded half up to 0.01."""
    # Floor of 100 × value + ½, in whole numbers: grading many sittings again does little else.
    return Decimal((200 * value.numerator + value.denominator) // (2 * value.denominator)).scaleb(-2)
