"""Questions as Moodle XML.

Promises: ``moodle_xml.read`` gives the same questions, or what Moodle XML has no place for is named: each question is
read back before it is kept. What only we need (credits that are not on Moodle's list, the parts of a case) stands in
attributes that Moodle passes over.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import assert_never
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from desktop_app.banks import inline
from desktop_app.banks.formats import cloze, losses, moodle_xml
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.formats.entry import trimmed
from desktop_app.banks.formats.gift_text import category, place_of
from desktop_app.banks.formats.markup import cleaned
from desktop_app.banks.formats.moodle_grades import grades
from desktop_app.banks.formats.moodle_xml_entry import OWN, PLUGIN_FILE
from desktop_app.banks.formats.xml_file import legal
from desktop_app.banks.question import (
    ONE,
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

FORMAT = "Moodle XML"
_FORMATS = {"plain": "plain_text", "markdown": "markdown", "html": "html"}
_BLANK = re.compile(r"_{2,}")
_TAG = re.compile(r"<[^<>]*>")
_IMG_SRC = re.compile(r'(<img\b[^<>]*?\bsrc=")([^"]*)(")')
_MD_SRC = re.compile(r"(\]\()([^()\s]*)(\))")
_FIVE_PLACES = Decimal("0.00001")


def write(questions: Iterable[Question]) -> Written:
    """The file, and what was left out or reduced."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n']
    account = losses.Account(FORMAT)
    topic: tuple[str, ...] = ()
    for number, question in enumerate(questions, 1):
        if any(_clashes(one) for one in walk(question)):
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
    out.append("</quiz>\n")
    return account.written("".join(out))


def _lost(question: Question, text: str) -> tuple[str, ...]:
    """The names of what does not come back, and of credits that Moodle knows only nearly."""
    draft = moodle_xml.read(f"<quiz>{text}</quiz>".encode())
    if len(draft.questions) != 1 or draft.findings or draft.skipped:
        return ("kind",)
    names = dict.fromkeys(losses.differences(cleaned(question), cleaned(draft.questions[0].question)))
    if any(not _shares(one)[1] for one in walk(question)):
        names["credit"] = None
    return tuple(names)


def _clashes(question: Question) -> bool:
    """Whether a stem with several blanks holds what Moodle would take for another."""
    return isinstance(question, Blank) and len(question.blanks) > 1 and cloze.holds_gap(question.stem)


def _drawn(question: Blank) -> bool:
    return len(_BLANK.findall(question.stem)) == len(question.blanks)


# ---------------------------------------------------------------- texts and files


def _text(text: str) -> str:
    return f"<text>{escape(legal(text), {chr(13): '&#13;'})}</text>"


def _fit(text: str, images: Mapping[str, bytes]) -> tuple[str, str, str]:
    """(format, text, files) of a plain text. Formulas and pictures are shown by Moodle in HTML alone: such a text is
    written as HTML, in the one way that ``moodle_xml_entry.plain_again`` takes back."""
    found = [span for span in inline.spans(text, images) if not isinstance(span.piece, inline.Text)]
    if not found:
        return 'format="plain_text"', _text(text), ""
    out: list[str] = []
    used: dict[str, None] = {}
    at = 0
    for start, end, piece in found:
        if isinstance(piece, inline.Picture):
            used[piece.name] = None
            address = f"{PLUGIN_FILE}{quote(piece.name)}"
            out += (_markup(text[at:start]), f'<img src="{address}" alt="{html.escape(piece.alt)}">')
            at = end
    markup = "".join((*out, _markup(text[at:])))
    return f'format="html" {OWN}="plain"', _text(markup), "".join(_file(name, images[name]) for name in used)


def _markup(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _told(name: str, text: str, images: Mapping[str, bytes], attributes: str = "", more: str = "") -> str:
    form, markup, files = _fit(text, images)
    return f"<{name}{attributes} {form}>{markup}{files}{more}</{name}>"


def _file(name: str, data: bytes) -> str:
    return f'<file name={quoteattr(name)} path="/" encoding="base64">{base64.b64encode(data).decode()}</file>'


def _with_addresses(question: Question, stem: str) -> str:
    """The stem with the addresses that Moodle has for the files beside it."""
    if not question.images or question.stem_format == "plain":
        return stem

    def address(match: re.Match[str]) -> str:
        before, name, after = match.groups()
        return f"{before}{PLUGIN_FILE if name in question.images else ''}{name}{after}"

    return (_IMG_SRC if question.stem_format == "html" else _MD_SRC).sub(address, stem)


# ---------------------------------------------------------------- questions


def _switch(topic: Sequence[str]) -> str:
    return f'<question type="category"><category>{_text(category(topic))}</category></question>\n'


def _case(question: Scenario) -> str:
    """The case as a description, and after it its parts."""
    head = _whole(question, "description", f' case="{len(question.parts)}"', iter(()))
    return head + "".join(_entry(part, f" part={quoteattr(legal(part.uid))}") for part in question.parts)


def _entry(question: Question, attributes: str = "") -> str:
    kind, body = _body(question)
    return _whole(question, kind, attributes, body)


def _whole(question: Question, kind: str, attributes: str, body: Iterable[str]) -> str:
    name = " ".join(_TAG.sub(" ", inline.plain(question.stem, question.images)).split())[:60] or question.uid or "?"
    points = "" if kind == "cloze" else f"<defaultgrade>{trimmed(question.points):f}</defaultgrade>\n"
    known = question.uid if " part=" not in attributes else ""
    tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in question.tags)
    parts = (
        f'<question type="{kind}"{attributes}>\n<name>{_text(name)}</name>\n{_question_text(question, kind)}\n',
        _told("generalfeedback", question.explanation, question.images) + "\n" if question.explanation else "",
        points,
        f"<idnumber>{escape(legal(known))}</idnumber>\n" if known else "",
        *body,
        f"<tags>{tags}</tags>\n" if tags else "",
    )
    return "".join(parts) + "</question>\n"


def _question_text(question: Question, kind: str) -> str:
    """The stem with all images of the question beside it."""
    form = f'format="{_FORMATS[question.stem_format]}"'
    if isinstance(question, Blank) and kind == "cloze":
        markup = _text(_with_addresses(question, _embedded(question)))
    elif question.stem_format == "plain":
        form, markup, _ = _fit(question.stem, question.images)
    else:
        markup = _text(_with_addresses(question, question.stem))
    files = "".join(_file(image, data) for image, data in question.images.items())
    return f"<questiontext {form}>{markup}{files}</questiontext>"


def _percent(credit: Decimal) -> str:
    return format(trimmed(credit.scaleb(2).quantize(_FIVE_PLACES)), "f")


def _shares(question: Question) -> tuple[list[Decimal], bool]:
    """What Moodle gives for each answer, and whether it says the same as our credits."""
    credited: Sequence[Option | Accepted | Number] = ()
    if isinstance(question, Single | Multiple):
        credited = question.options
    elif isinstance(question, Numeric):
        credited = question.numbers
    elif isinstance(question, Blank):
        each = [grades([one.credit for one in gap.accept], False) for gap in question.blanks]
        return [share for shares, _ in each for share in shares], all(same for _, same in each)
    return grades([one.credit for one in credited], isinstance(question, Multiple))


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
            return "description", iter(())
        case _:
            assert_never(question)


def _worth(credit: Decimal, share: Decimal) -> str:
    """The fraction, and our own credit where it is another."""
    own = "" if share == credit else f' credit="{trimmed(credit):f}"'
    return f' fraction="{_percent(share)}"{own}'


def _answer(question: Question, attributes: str, text: str, feedback: str = "") -> str:
    told = _told("feedback", feedback, question.images) if feedback else "<feedback><text></text></feedback>"
    return _told("answer", text, question.images, attributes, told) + "\n"


def _typed(attributes: str, text: str, inner: str = "") -> str:
    """An answer that is typed: plain text in Moodle whatever its format."""
    return f'<answer{attributes} format="plain_text">{_text(text)}<feedback><text></text></feedback>{inner}</answer>\n'


def _choice(question: Single | Multiple) -> Iterator[str]:
    yield f"<single>{'true' if isinstance(question, Single) else 'false'}</single>\n"
    yield f"<shuffleanswers>{'false' if question.fixed_order else 'true'}</shuffleanswers>\n"
    yield "<answernumbering>ABCD</answernumbering>\n"
    for option, share in zip(question.options, _shares(question)[0], strict=True):
        following = "" if option.next is None else f" next={quoteattr(legal(option.next))}"
        yield _answer(question, _worth(option.credit, share) + following, option.text, option.feedback)


def _true_false(question: TrueFalse) -> Iterator[str]:
    for word, feedback, right in (
        ("true", question.feedback_true, question.answer),
        ("false", question.feedback_false, not question.answer),
    ):
        yield _answer(question, f' fraction="{100 if right else 0}"', word, feedback)


def _short_answer(question: Blank) -> Iterator[str]:
    (gap,) = question.blanks
    yield f"<usecase>{int(gap.match_case)}</usecase>\n"
    for one, share in zip(gap.accept, _shares(question)[0], strict=True):
        yield _typed(_worth(one.credit, share), _starred(one.text))


def _starred(text: str) -> str:
    return text.replace("*", "\\*")


def _numerical(question: Numeric) -> Iterator[str]:
    for one, share in zip(question.numbers, _shares(question)[0], strict=True):
        tolerance = f"<tolerance>{one.tolerance:f}</tolerance>"
        yield _typed(_worth(one.credit, share), f"{one.value:f}", tolerance)
    if question.unit:
        unit = f"<unit><multiplier>1</multiplier><unit_name>{escape(legal(question.unit))}</unit_name></unit>"
        yield f"<units>{unit}</units>\n"


def _matching(question: Match) -> Iterator[str]:
    yield "<shuffleanswers>true</shuffleanswers>\n"
    for pair in question.pairs:
        right = f"<answer>{_text(pair.right)}</answer>"
        yield _told("subquestion", pair.left, question.images, "", right) + "\n"


def _ordering(question: Order) -> Iterator[str]:
    yield "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>\n"
    yield "<gradingtype>ALL_OR_NOTHING</gradingtype>\n"
    for place, option in enumerate(question.options, 1):
        yield _answer(question, f' fraction="{place}"', option.text, option.feedback)


def _embedded(question: Blank) -> str:
    """The stem with what each blank accepts behind the blank that the author drew, or at the end."""
    share = question.points / len(question.blanks)
    weight = int(share) if share == int(share) else 1
    gaps = []
    for gap in question.blanks:
        shares, _ = grades([one.credit for one in gap.accept], False)
        answers = "~".join(
            ("=" if one == ONE else f"%{_percent(one)}%") + cloze.escape(_starred(accepted.text))
            for accepted, one in zip(gap.accept, shares, strict=True)
        )
        gaps.append(f"{{{weight}:SHORTANSWER{'_C' if gap.match_case else ''}:{answers}}}")
    if not _drawn(question):
        return " ".join([question.stem, *gaps])
    waiting = iter(gaps)
    return _BLANK.sub(lambda match: match.group() + next(waiting), question.stem)
