"""Questions as Moodle XML.

Promises: ``moodle_xml.read`` gives the same questions, or what Moodle XML has no place for is named. Where Moodle wants
the fractions of a multiple choice to add up to 100, our own credits stand beside them in an attribute it passes over.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from desktop_app.banks.formats import cloze, losses
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.formats.entry import trimmed
from desktop_app.banks.formats.gift_text import category
from desktop_app.banks.formats.moodle_xml import PLUGIN_FILE
from desktop_app.banks.formats.xml_file import legal
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

FORMAT = "Moodle XML"
_HELD = frozenset(
    {losses.POINTS, losses.TAGS, losses.TOPIC, losses.IDENTITY, losses.IMAGES, losses.UNIT, losses.MATCH_CASE}
)
_FORMATS = {"plain": "plain_text", "markdown": "markdown", "html": "html"}
_BLANK = re.compile(r"_{2,}")
_TAG = re.compile(r"<[^>]*>")
_IMG_SRC = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]*)(")')
_MD_SRC = re.compile(r"(\]\()([^()\s]*)(\))")


def write(questions: Iterable[Question]) -> Written:
    """The file, and what was left out or reduced."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n']
    left_out: list[Finding] = []
    reduced: list[Finding] = []
    topic: tuple[str, ...] = ()
    count = 0
    for number, question in enumerate(questions, 1):
        if isinstance(question, Scenario) or _clashes(question):
            left_out.append(losses.left_out(question, number, FORMAT))
            continue
        if question.topic != topic:
            topic = question.topic
            out.append(f'<question type="category"><category>{_text(category(topic))}</category></question>\n')
        out.append(_entry(question))
        held = _HELD | {losses.FIXED_ORDER} if isinstance(question, Single | Multiple) else _HELD
        reduced += losses.unheld(question, number, FORMAT, held)
        if isinstance(question, Blank) and len(question.blanks) > 1 and not _drawn(question):
            reduced.append(losses.reduced(question, number, FORMAT, "blanks"))
        if isinstance(question, Blank) and len(question.blanks) > 1 and question.points != len(question.blanks):
            reduced.append(losses.reduced(question, number, FORMAT, losses.POINTS))
        count += 1
    out.append("</quiz>\n")
    return Written("".join(out).encode(), count, tuple(left_out), tuple(reduced))


def _clashes(question: Question) -> bool:
    """Whether a stem with several blanks holds what Moodle would take for another."""
    return isinstance(question, Blank) and len(question.blanks) > 1 and cloze.holds_gap(question.stem)


def _drawn(question: Blank) -> bool:
    return len(_BLANK.findall(question.stem)) == len(question.blanks)


def _text(text: str) -> str:
    return f"<text>{escape(legal(text), {chr(13): '&#13;'})}</text>"


def _plain(name: str, text: str) -> str:
    return f'<{name} format="plain_text">{_text(text)}</{name}>'


def _entry(question: Question) -> str:
    kind, body = _body(question)
    stem = _embedded(question) if isinstance(question, Blank) and len(question.blanks) > 1 else question.stem
    name = " ".join(_TAG.sub(" ", question.stem).split())[:60]
    parts = [
        f'<question type="{kind}">\n<name>{_text(name)}</name>\n',
        f'<questiontext format="{_FORMATS[question.stem_format]}">{_text(_with_addresses(question, stem))}',
        *(_file(image, data) for image, data in question.images.items()),
        "</questiontext>\n",
        _plain("generalfeedback", question.explanation) + "\n" if question.explanation else "",
        "" if kind == "cloze" else f"<defaultgrade>{trimmed(question.points):f}</defaultgrade>\n",
        f"<idnumber>{escape(legal(question.uid))}</idnumber>\n" if question.uid else "",
        *body,
    ]
    if question.tags:
        parts.append("<tags>" + "".join(f"<tag>{_text(tag)}</tag>" for tag in question.tags) + "</tags>\n")
    return "".join(parts) + "</question>\n"


def _with_addresses(question: Question, stem: str) -> str:
    """The stem with the addresses that Moodle has for the files beside it."""
    if not question.images or question.stem_format == "plain":
        return stem

    def address(match: re.Match[str]) -> str:
        before, name, after = match.groups()
        return f"{before}{PLUGIN_FILE if name in question.images else ''}{name}{after}"

    return (_IMG_SRC if question.stem_format == "html" else _MD_SRC).sub(address, stem)


def _file(name: str, data: bytes) -> str:
    return f'<file name={quoteattr(name)} path="/" encoding="base64">{base64.b64encode(data).decode()}</file>'


def _percent(credit: Decimal) -> str:
    return format(trimmed(credit.scaleb(2)), "f")


def _body(question: Question) -> tuple[str, Iterator[str]]:
    match question:
        case Single() | Multiple():
            return "multichoice", _choice(question)
        case TrueFalse():
            return "truefalse", _true_false(question)
        case Blank():
            return ("shortanswer", _short_answer(question)) if len(question.blanks) == 1 else ("cloze", iter(()))
        case Numeric():
            return "numerical", _numerical(question)
        case Match():
            return "matching", _matching(question)
        case Order():
            return "ordering", _ordering(question)
        case Essay():
            return "essay", iter(("<responseformat>editor</responseformat>\n",))
        case Scenario():
            return "", iter(())
        case _:
            assert_never(question)


def _answer(fraction: str, text: str, feedback: str = "", own: str = "", inner: str = "") -> str:
    said = _plain("feedback", feedback) if feedback else "<feedback><text></text></feedback>"
    return f'<answer fraction="{fraction}"{own} format="plain_text">{_text(text)}{said}{inner}</answer>\n'


def _choice(question: Single | Multiple) -> Iterator[str]:
    single = isinstance(question, Single)
    yield f"<single>{'true' if single else 'false'}</single>\n"
    yield f"<shuffleanswers>{'false' if question.fixed_order else 'true'}</shuffleanswers>\n"
    yield "<answernumbering>ABCD</answernumbering>\n"
    whole = max(sum((o.credit for o in question.options if o.credit > 0), ZERO), ONE)
    for option in question.options:
        yield _answer(*_worth(option, ONE if single else whole))


def _worth(option: Option, whole: Decimal) -> tuple[str, str, str, str]:
    share = option.credit / whole if option.credit > 0 else option.credit
    fraction = _percent(share.quantize(Decimal("0.0000001")))
    own = "" if fraction == _percent(option.credit) else f' credit="{trimmed(option.credit):f}"'
    return fraction, option.text, option.feedback, own


def _true_false(question: TrueFalse) -> Iterator[str]:
    for word, feedback, right in (
        ("true", question.feedback_true, question.answer),
        ("false", question.feedback_false, not question.answer),
    ):
        yield _answer("100" if right else "0", word, feedback)


def _short_answer(question: Blank) -> Iterator[str]:
    (gap,) = question.blanks
    yield f"<usecase>{int(gap.match_case)}</usecase>\n"
    for one in gap.accept:
        yield _answer(_percent(one.credit), one.text.replace("*", "\\*"))


def _numerical(question: Numeric) -> Iterator[str]:
    for one in question.numbers:
        tolerance = f"<tolerance>{one.tolerance:f}</tolerance>"
        yield _answer(_percent(one.credit), f"{one.value:f}", inner=tolerance)
    if question.unit:
        unit = f"<unit><multiplier>1</multiplier><unit_name>{escape(legal(question.unit))}</unit_name></unit>"
        yield f"<units>{unit}</units>\n"


def _matching(question: Match) -> Iterator[str]:
    yield "<shuffleanswers>true</shuffleanswers>\n"
    for pair in question.pairs:
        right = f"<answer>{_text(pair.right)}</answer>"
        yield f'<subquestion format="plain_text">{_text(pair.left)}{right}</subquestion>\n'


def _ordering(question: Order) -> Iterator[str]:
    yield "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>\n"
    yield "<gradingtype>ALL_OR_NOTHING</gradingtype>\n"
    for place, option in enumerate(question.options, 1):
        yield _answer(str(place), option.text, option.feedback)


def _embedded(question: Blank) -> str:
    """The stem with what each blank accepts behind the blank that the author drew, or at the end."""
    gaps = []
    for gap in question.blanks:
        answers = "~".join(
            ("=" if one.credit == ONE else f"%{_percent(one.credit)}%") + cloze.escape(one.text.replace("*", "\\*"))
            for one in gap.accept
        )
        gaps.append(f"{{1:SHORTANSWER{'_C' if gap.match_case else ''}:{answers}}}")
    if not _drawn(question):
        return " ".join([question.stem, *gaps])
    waiting = iter(gaps)
    return _BLANK.sub(lambda match: match.group() + next(waiting), question.stem)
