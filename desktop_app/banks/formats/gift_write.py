"""Questions as GIFT.

Promises: ``gift.read`` gives the same questions, or what GIFT has no place for is named: each entry is read back before
it is kept. Moodle reads the file too; what only we need (credits that Moodle's weights cannot say, the parts of a case)
stands in comments.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from desktop_app.banks.formats import gift, losses
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.formats.entry import trimmed
from desktop_app.banks.formats.gift_text import category, escape, own_label, place_of
from desktop_app.banks.formats.markup import cleaned
from desktop_app.banks.formats.moodle_grades import grades
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
    walk,
)

FORMAT = "GIFT"
_LABEL = re.compile(r"(?:[^\[<>`\s]| (?! )){1,190}")
_TAG_LIKE = re.compile(r"<[a-zA-Z/!?]")
_FIVE_PLACES = Decimal("0.00001")


def write(questions: Iterable[Question]) -> Written:
    """The file, and what was left out or reduced."""
    out: list[str] = []
    account = losses.Account(FORMAT)
    topic: tuple[str, ...] = ()
    for number, question in enumerate(questions, 1):
        if any(_foreign(one) for one in walk(question)):
            account.leave(question, number)
            continue
        entry = _case(question) if isinstance(question, Scenario) else _entry(question)
        place = place_of(question)
        if not account.takes(question, number, _lost(question, _switch(place) + entry)):
            continue
        if place != topic:
            topic = place
            out.append(_switch(place))
        out.append(entry)
    return account.written("".join(out))


def _foreign(question: Question) -> bool:
    """Whether GIFT has no such question."""
    return isinstance(question, Order) or (isinstance(question, Blank) and len(question.blanks) != 1)


def _lost(question: Question, text: str) -> tuple[str, ...]:
    """The names of what does not come back, and of credits that Moodle knows only nearly."""
    draft = gift.read(text.encode())
    if len(draft.questions) != 1 or draft.findings or draft.skipped:
        return ("kind",)
    names = dict.fromkeys(losses.differences(cleaned(question), cleaned(draft.questions[0].question)))
    if any(not _moodle(one)[1] for one in walk(question)):
        names["credit"] = None
    return tuple(names)


def _switch(topic: Sequence[str]) -> str:
    return "$CATEGORY: " + category(topic).replace("\\", "\\\\") + "\n\n"


def _case(question: Scenario) -> str:
    """The case as a description, and after it its parts."""
    told = [own_label("explanation", question.explanation)] if question.explanation else []
    head = _comment([f"[case:{len(question.parts)}]", *_labels(question), *told])
    return f"{head}{_stem(question)}\n\n" + "".join(_entry(part, part=True) for part in question.parts)


def _comment(labels: Sequence[str]) -> str:
    return "// " + " ".join(labels) + "\n" if labels else ""


def _labels(question: Question, part: bool = False) -> list[str]:
    """Identity and tags, where a comment can hold their characters."""
    labels = [own_label("part", question.uid)] if part else []
    if not part and _LABEL.fullmatch(question.uid):
        labels.append(f"[id:{_label(question.uid)}]")
    return labels + [f"[tag:{_label(tag)}]" for tag in question.tags if _LABEL.fullmatch(tag)]


def _label(text: str) -> str:
    return text.replace("]", "\\]")


def _entry(question: Question, part: bool = False) -> str:
    labels = _labels(question, part)
    shares, _ = _moodle(question)
    labels += _own(question, shares)
    general = f"####{_text(question, question.explanation)}" if question.explanation else ""
    return f"{_comment(labels)}{_stem(question)}{{{_answers(question, shares)}{general}}}\n\n"


def _stem(question: Question) -> str:
    stem = escape(question.stem)
    if question.stem_format != "plain":
        return f"[{question.stem_format}]{stem}"
    risky = question.stem.startswith(("[", "/", "$")) or _risky(question.stem)
    return "[plain]" + stem if risky else stem


def _risky(text: str) -> bool:
    """Whether Moodle's own format, which is HTML, would show another text."""
    return ("<" in text and _TAG_LIKE.search(text) is not None) or ("&" in text and html.unescape(text) != text)


def _text(question: Question, text: str) -> str:
    """Plain text; it says so where the question's own format, or its look, would have it read otherwise."""
    risky = question.stem_format != "plain" or text.startswith(("[", "%")) or _risky(text)
    return ("[plain]" if risky and text else "") + escape(text)


# ---------------------------------------------------------------- credits


def _credited(question: Question) -> Sequence[Option | Accepted | Number]:
    match question:
        case Single() | Multiple():
            return question.options
        case Blank():
            return [one for gap in question.blanks for one in gap.accept]
        case Numeric():
            return question.numbers
        case _:
            return ()


def _moodle(question: Question) -> tuple[list[Decimal], bool]:
    """The shares that Moodle gives for each answer, and whether they say the same as our credits."""
    return grades([one.credit for one in _credited(question)], isinstance(question, Multiple))


def _own(question: Question, shares: Sequence[Decimal]) -> list[str]:
    """Labels that keep our own credits where Moodle's are not the same, and where an option leads."""
    worth = [one.credit for one in _credited(question)]
    exact = list(shares) == worth
    labels = []
    if isinstance(question, Single) and any(option.next for option in question.options):
        labels.append(own_label("next", ",".join(option.next or "" for option in question.options)))
    looks_single = shares.count(ONE) == 1 and shares.count(ZERO) == len(shares) - 1
    if not exact or (isinstance(question, Multiple) and looks_single):
        labels.append(f"[credits:{' '.join(format(trimmed(credit), 'f') for credit in worth)}]")
        labels += ["[kind:single]"] if isinstance(question, Single) else []
    return labels


def _percent(credit: Decimal) -> str:
    return format(trimmed(credit.scaleb(2).quantize(_FIVE_PLACES)), "f")


# ---------------------------------------------------------------- answers


def _answers(question: Question, shares: Sequence[Decimal]) -> str:
    match question:
        case Single() | Multiple():
            return "".join(_choices(question, shares)) + "\n"
        case TrueFalse():
            right, wrong = question.feedback_true, question.feedback_false
            if not question.answer:
                right, wrong = wrong, right
            said = f"#{_text(question, wrong)}" if wrong or right else ""
            said += f"#{_text(question, right)}" if right else ""
            return ("TRUE" if question.answer else "FALSE") + said
        case Blank():
            accepted = zip(question.blanks[0].accept, shares, strict=True)
            lines = (f"\n\t=%{_percent(share)}%{_left(question, _starred(one.text))}" for one, share in accepted)
            return "".join(lines) + "\n"
        case Numeric():
            numbers = zip(question.numbers, shares, strict=True)
            lines = (f"\n\t=%{_percent(share)}%{one.value:f}:{one.tolerance:f}" for one, share in numbers)
            return "#" + "".join(lines) + "\n"
        case Match():
            lines = (f"\n\t={_left(question, pair.left)} -> {escape(pair.right)}" for pair in question.pairs)
            return "".join(lines) + "\n"
        case Essay() | Order() | Scenario():
            return ""
        case _:
            assert_never(question)


def _starred(text: str) -> str:
    return text.replace("*", "\\*")


def _choices(question: Single | Multiple, shares: Sequence[Decimal]) -> Iterator[str]:
    single = isinstance(question, Single)
    for n, (option, share) in enumerate(zip(question.options, shares, strict=True)):
        # Without any ~ it would be a short answer.
        if share == ONE and single and not (n and all(one == ONE for one in shares)):
            sign = "="
        else:
            sign = "~" if share == ZERO else f"~%{_percent(share)}%"
        feedback = f"#{_text(question, option.feedback)}" if option.feedback else ""
        yield f"\n\t{sign}{_text(question, option.text)}{feedback}"


def _left(question: Question, text: str) -> str:
    # An arrow cannot be escaped in GIFT; an entity can.
    return "[html]" + escape(html.escape(text, quote=False)) if "->" in text else _text(question, text)
