r"""What stands within a text: formulas and pictures.

Formulas are LaTeX between ``$…$``, ``$$…$$``, ``\(…\)`` or ``\[…\]``; the two with doubled or square signs stand on a
line of their own. A sum of money is never one: for a single ``$`` holds the rule of pandoc (manual,
``tex_math_dollars``: the opening sign has a character other than space right after it, the closing one such a
character before it and no digit after it), no letter or digit stands before the opening sign (US$), and Chinese text
alone is no formula. ``\$`` is a dollar sign. Pictures stand as ``![alternative text](name)``, where the name is that
of one of the question's images; any other such text is text.

Pure; takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.banks.question import Match, Question, TrueFalse, has_options

LONGEST_FORMULA = 1000
"""Characters between the signs."""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text as it is shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """LaTeX without its signs; ``source`` is what stood there, signs included: shown where it cannot be drawn."""

    tex: str
    display: bool
    source: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the question, by its name there."""

    name: str
    alt: str


Piece = Text | Formula | Picture


class Span(NamedTuple):
    """A formula, a picture or an escaped dollar sign, and where in the text it stands."""

    start: int
    end: int
    piece: Piece


_MARK = re.compile(r"\\[\\($\[]|\$|!\[")
_DOLLAR = re.compile(r"(?<!\\)\$")
_UNFIT = re.compile(r"[\[\]\s]+")
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,500})\]\(([^()\n]{1,255})\)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_SIGN = re.compile(r"[\\^_=<>≤≥≈≠+\-*/×÷±·|]")
_STRONG_SIGN = re.compile(r"[\\^_=<>≤≥≈≠]")


def picture(name: str, alt: str = "") -> str:
    """The text that stands for an image of the question within an option, a feedback, an explanation, a cell."""
    return f"![{_UNFIT.sub(' ', alt).strip()[:500]}]({name})"


def spans(text: str, images: Container[str] = ()) -> Iterator[Span]:
    """Whatever is not plain text, in order, with its place in ``text``."""
    if "$" not in text and "\\" not in text and "![" not in text:
        return
    at = 0
    while (mark := _MARK.search(text, at)) is not None:
        sign, start = mark.group(), mark.start()
        found: Span | None = None
        match sign:
            case "\\$":
                found = Span(start, start + 2, Text("$"))
            case "\\(" | "\\[":
                found = _bracketed(text, start, sign)
            case "$":
                found = _dollars(text, start)
            case "![":
                found = _pictured(text, start, images)
        if found is not None:
            yield found
            at = found.end
        else:
            at = start + (2 if text.startswith("$$", start) else len(sign))


def pieces(text: str, images: Container[str] = ()) -> tuple[Piece, ...]:
    """The text in pieces; ``images`` holds the names of the question's images."""
    found: list[Piece] = []
    run: list[str] = []
    at = 0
    for span in spans(text, images):
        run.append(text[at : span.start])
        at = span.end
        if isinstance(span.piece, Text):
            run.append(span.piece.text)
            continue
        if joined := "".join(run):
            found.append(Text(joined))
        run = []
        found.append(span.piece)
    run.append(text[at:])
    if joined := "".join(run):
        found.append(Text(joined))
    return tuple(found)


def plain(text: str, images: Container[str] = ()) -> str:
    """The text as a screen reader reads it: formulas by their LaTeX, pictures by their alternative text."""
    out = []
    for piece in pieces(text, images):
        match piece:
            case Text(words):
                out.append(words)
            case Formula(tex):
                out.append(tex)
            case Picture(_, alt):
                out.append(alt)
    return "".join(out)


def pictures(text: str, images: Container[str]) -> frozenset[str]:
    """The names of the images that stand in a text."""
    if "![" not in text:
        return frozenset()
    return frozenset(span.piece.name for span in spans(text, images) if isinstance(span.piece, Picture))


def in_answers(question: Question) -> frozenset[str]:
    """The names of the images that stand in what is chosen, ordered or matched."""
    if has_options(question):
        texts = [option.text for option in question.options]
    elif isinstance(question, Match):
        texts = [text for pair in question.pairs for text in (pair.left, pair.right)]
    else:
        texts = []
    return frozenset().union(*(pictures(text, question.images) for text in texts))


def before_answering(question: Question) -> Mapping[str, bytes]:
    """The images that may be seen before the question is answered: those that stand in a feedback or the explanation
    alone could give the key away."""
    if not question.images:
        return question.images
    texts = [question.explanation]
    if has_options(question):
        texts += [option.feedback for option in question.options]
    elif isinstance(question, TrueFalse):
        texts += [question.feedback_true, question.feedback_false]
    after = frozenset().union(*(pictures(text, question.images) for text in texts))
    after -= in_answers(question)
    hidden = {name for name in after if name not in question.stem}
    return {name: data for name, data in question.images.items() if name not in hidden} if hidden else question.images


def _bracketed(text: str, start: int, sign: str) -> Span | None:
    closing = "\\)" if sign == "\\(" else "\\]"
    limit = start + 2 + LONGEST_FORMULA
    end = text.find(closing, start + 2, limit)
    # "\\\\)" within the formula is a line break before a bracket.
    while end > 0 and text[end - 1] == "\\":
        end = text.find(closing, end + 1, limit)
    if end < 0 or not (tex := text[start + 2 : end].strip()) or _BLANK_LINE.search(tex):
        return None
    return Span(start, end + 2, Formula(tex, sign == "\\[", text[start : end + 2]))


def _dollars(text: str, start: int) -> Span | None:
    if text.startswith("$$", start):
        end = text.find("$$", start + 2, start + 4 + LONGEST_FORMULA)
        tex = text[start + 2 : end].strip() if end > 0 else ""
        if not tex or _BLANK_LINE.search(tex) or not _is_maths(tex):
            return None
        return Span(start, end + 2, Formula(tex, True, text[start : end + 2]))
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    if not after or after.isspace() or (before.isascii() and before.isalnum()):
        return None
    closing = _DOLLAR.search(text, start + 1, start + 2 + LONGEST_FORMULA)
    if closing is None:
        return None
    end = closing.start()
    tex = text[start + 1 : end]
    if tex[-1:].isspace() or text[end + 1 : end + 2].isdigit() or _BLANK_LINE.search(tex) or not _is_maths(tex):
        return None
    return Span(start, end + 1, Formula(tex, False, text[start : end + 1]))


def _is_maths(tex: str) -> bool:
    """Whether what stands between dollar signs can be a formula: Chinese needs a sign of calculation beside it, behind
    a number (5元和…) a strong one."""
    if not _CHINESE.search(tex):
        return True
    return (_STRONG_SIGN if tex[:1].isdigit() else _SIGN).search(tex) is not None


def _pictured(text: str, start: int, images: Container[str]) -> Span | None:
    match = _PICTURE.match(text, start)
    if match is None or match.group(2) not in images:
        return None
    return Span(start, match.end(), Picture(match.group(2), match.group(1)))
