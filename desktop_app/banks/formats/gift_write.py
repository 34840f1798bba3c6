"""Questions as GIFT.

Promises: ``gift.read`` gives the same questions, or what GIFT has no place for is named. Moodle reads the file too;
what only we need (credits that Moodle's weights cannot say) stands in comments.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import assert_never

from desktop_app.banks.formats import losses
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.formats.entry import trimmed
from desktop_app.banks.formats.gift_text import category, escape
from desktop_app.banks.formats.rich_text import marked_up
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Blank,
    Essay,
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
from desktop_app.tables.findings import Finding

FORMAT = "GIFT"
_HELD = frozenset({losses.TAGS, losses.TOPIC, losses.IDENTITY})
_LABEL = re.compile(r"(?:[^\[<>`\s]| (?! )){0,190}")
_FIVE_PLACES = Decimal("0.00001")


def write(questions: Iterable[Question]) -> Written:
    """The file, and what was left out or reduced."""
    out: list[str] = []
    left_out: list[Finding] = []
    reduced: list[Finding] = []
    topic: tuple[str, ...] = ()
    count = 0
    for number, question in enumerate(questions, 1):
        if isinstance(question, Order | Scenario) or (isinstance(question, Blank) and len(question.blanks) != 1):
            left_out.append(losses.left_out(question, number, FORMAT))
            continue
        if question.topic != topic:
            topic = question.topic
            out.append("$CATEGORY: " + category(topic).replace("\\", "\\\\") + "\n\n")
        out.append(_entry(question))
        reduced += losses.unheld(question, number, FORMAT, _HELD - _unlabelled(question))
        count += 1
    return Written("".join(out).encode(), count, tuple(left_out), tuple(reduced))


def _unlabelled(question: Question) -> set[str]:
    """Identity and tags whose characters a comment cannot hold."""
    found = set() if _LABEL.fullmatch(question.uid) else {losses.IDENTITY}
    return found | (set() if all(_LABEL.fullmatch(tag) for tag in question.tags) else {losses.TAGS})


def _entry(question: Question) -> str:
    labels = []
    lost = _unlabelled(question)
    if question.uid and losses.IDENTITY not in lost:
        labels.append(f"[id:{_label(question.uid)}]")
    labels += [f"[tag:{_label(tag)}]" for tag in question.tags if losses.TAGS not in lost]
    written: list[Option] = []
    if isinstance(question, Single | Multiple):
        written, own = _weighted(question)
        labels += own
    comment = "// " + " ".join(labels) + "\n" if labels else ""
    general = f"####{_text(question, question.explanation)}" if question.explanation else ""
    return f"{comment}{_stem(question)}{{{_answers(question, written)}{general}}}\n\n"


def _label(text: str) -> str:
    return " ".join(text.split()).replace("]", "\\]")


def _stem(question: Question) -> str:
    stem = escape(question.stem)
    if question.stem_format != "plain":
        return f"[{question.stem_format}]{stem}"
    risky = question.stem.startswith(("[", "/", "$")) or marked_up(question.stem)
    return "[plain]" + stem if risky else stem


def _text(question: Question, text: str) -> str:
    """Plain text; it says so where the question's own format, or its look, would have it read otherwise."""
    risky = question.stem_format != "plain" or text.startswith("[") or marked_up(text)
    return ("[plain]" if risky and text else "") + escape(text)


def _weighted(question: Single | Multiple) -> tuple[list[Option], list[str]]:
    """The options with the credits that Moodle should give, and labels that keep our own where they differ."""
    whole = max(sum((o.credit for o in question.options if o.credit > 0), ZERO), ONE)
    if isinstance(question, Single):
        whole = ONE
    out = [
        Option(
            o.text, trimmed((o.credit / (whole if o.credit > 0 else ONE)).quantize(_FIVE_PLACES.scaleb(-2))), o.feedback
        )
        for o in question.options
    ]
    own = " ".join(str(trimmed(o.credit)) for o in question.options)
    exact = all(a.credit == b.credit for a, b in zip(out, question.options, strict=True))
    worth = [o.credit for o in out]
    looks_single = worth.count(ONE) == 1 and worth.count(ZERO) == len(worth) - 1
    if isinstance(question, Single):
        if exact and ONE in worth:
            return out, []
        return out, [f"[credits:{own}]", "[kind:single]"]
    return out, [] if exact and not looks_single else [f"[credits:{own}]"]


def _percent(credit: Decimal) -> str:
    return format(trimmed(credit.scaleb(2).quantize(_FIVE_PLACES)), "f")


def _answers(question: Question, written: list[Option]) -> str:
    match question:
        case Single() | Multiple():
            return "".join(_choices(question, written)) + "\n"
        case TrueFalse():
            right, wrong = question.feedback_true, question.feedback_false
            if not question.answer:
                right, wrong = wrong, right
            said = f"#{_text(question, wrong)}" if wrong or right else ""
            said += f"#{_text(question, right)}" if right else ""
            return ("TRUE" if question.answer else "FALSE") + said
        case Blank():
            (gap,) = question.blanks
            return (
                "".join(
                    f"\n\t=%{_percent(one.credit)}%{_left(question, one.text.replace('*', chr(92) + '*'))}"
                    for one in gap.accept
                )
                + "\n"
            )
        case Numeric():
            return (
                "#"
                + "".join(f"\n\t=%{_percent(one.credit)}%{one.value:f}:{one.tolerance:f}" for one in question.numbers)
                + "\n"
            )
        case Match():
            return (
                "".join(f"\n\t={_left(question, pair.left)} -> {escape(pair.right)}" for pair in question.pairs) + "\n"
            )
        case Essay():
            return ""
        case Order() | Scenario():
            return ""
        case _:
            assert_never(question)


def _choices(question: Single | Multiple, written: list[Option]) -> Iterator[str]:
    single = isinstance(question, Single)
    for n, option in enumerate(written):
        # Without any ~ it would be a short answer.
        if option.credit == ONE and single and not (n and all(one.credit == ONE for one in written)):
            sign = "="
        else:
            sign = "~" if option.credit == ZERO else f"~%{_percent(option.credit)}%"
        feedback = f"#{_text(question, option.feedback)}" if option.feedback else ""
        text = _text(question, option.text)
        # %50% at the start of a text would be taken for a weight.
        guard = "%0%" if sign in "~=" and option.text.lstrip().startswith("%") else ""
        if guard:
            sign = "~%0%" if sign == "~" else "=%100%"
        yield f"\n\t{sign}{text}{feedback}"


def _left(question: Question, text: str) -> str:
    # An arrow cannot be escaped in GIFT; an entity can.
    return "[html]" + escape(html.escape(text, quote=False)) if "->" in text else _text(question, text)
