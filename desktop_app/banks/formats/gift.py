"""GIFT, as Moodle reads it: ``::name::stem {=right ~wrong#feedback}``; a blank line ends a question.

Promises: a question with a slip is named with its line and never stops its neighbours; time grows with the length of
the file. Source of the rules: docs.moodle.org, "GIFT format", and the grammar of GIFT-grammar-PEG.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from desktop_app.banks.formats import gift_text, headings
from desktop_app.banks.formats.case_parts import MOST_PARTS, OpenCase
from desktop_app.banks.formats.draft import (
    LINES,
    LONGEST_RAW,
    NO_OPTIONS,
    About,
    Draft,
    Event,
    Noted,
    ReadOptions,
    Written,
    gather,
)
from desktop_app.banks.formats.entry import Account, decimal_of, rejected, settle, share_of, skipped, warning
from desktop_app.banks.formats.gift_text import real
from desktop_app.banks.formats.rich_text import RichText, marked_up
from desktop_app.banks.formats.text_file import text_of
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Pair,
    Question,
    Scenario,
    Single,
    StemFormat,
    TrueFalse,
)
from desktop_app.tables import text_table

NAME = "gift"
SUFFIXES = (".gift", ".txt")
MOST_ANSWERS = 1000
_FORMATS = {"html": "html", "plain": "plain", "markdown": "markdown", "moodle": "moodle"}
_ANSWER = re.compile(r"([~=])\s*(?:%\s*(-?\d[\d.,]*)%)?([^~=#]*)(?:#([^~=]*))?")
_PART = re.compile(r"=?\s*(?:%\s*(-?\d[\d.,]*)%)?([^=#]*)(?:#([^=]*))?", re.DOTALL)
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.DOTALL | re.IGNORECASE)
_BOTH = re.compile(r"(?:T|TRUE)[\s,/|]+(?:F|FALSE)|(?:F|FALSE)[\s,/|]+(?:T|TRUE)", re.IGNORECASE)
_BEGINS = ("::", "$CATEGORY:")
_ID = re.compile(r"\[id:((?:\\\]|[^\]\n]){1,200})\]")
_CASE = re.compile(r"\[case:(\d{1,3})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]\[<>`\n]){1,200})\]")
_CREDITS = re.compile(r"\[credits:([-\d., ]+)\]")
_LIKELY = re.compile(r"^[ \t]*(?:\$CATEGORY:|::[^\n]*?::|//\s*(?:question:|\[id:))", re.MULTILINE)
_BRACED = re.compile(r"(?<!\\)\{\s*(?:[=~#]|T\b|F\b|TRUE\b|FALSE\b|\})", re.IGNORECASE)


def sniff(data: bytes, name: str) -> bool:
    """Whether the text has what only GIFT has: a category, a ::name::, or answers in braces."""
    head = data[:100_000]
    if head[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} or b"\0\0" in head[:400]:
        return False
    named = name.lower().endswith(".gift")
    if not named and b"{" not in data and b"$CATEGORY" not in data and b"::" not in data:
        return False
    if headings.heading_row(text_table.first_rows(data)) is not None:
        return False  # a table; formulas and feedback in its cells have braces too
    if named:
        return True
    text = head.decode("utf-8", errors="replace").lstrip("\ufeff")
    start = text.lstrip()[:1]
    if (
        start in {"<", "{", "["}
        and not _BRACED.match(text.lstrip())
        and not text.lstrip().startswith(("[html]", "[ma"))
    ):
        return False
    if _LIKELY.search(text):
        return True
    return _BRACED.search(text) is not None and (
        name.lower().endswith((".gift", ".txt", ".md")) or len(_BRACED.findall(text)) * 3 >= text.count("\n\n")
    )


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a GIFT file. Raises ``NotATable`` where it is no text."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, _name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    text, encoding = text_of(data)
    yield About()
    if encoding:
        yield warning("line 1", "text_encoding_guessed", encoding=encoding)
    account = Account()
    topic: tuple[str, ...] = ()
    case: OpenCase | None = None
    for first, block in _blocks(text):
        comments, body, line = _uncommented(block, first)
        if "\\" in body:
            body = gift_text.stood_in(body)
        if body.startswith("$CATEGORY:"):
            category, _, body = body[10:].partition("\n")
            topic = gift_text.topic(real(category))
            body = body.strip()
            line += 1
        if not body:
            continue
        account.entries += 1
        if case is not None:
            case.take(_Entry(line, comments, (), account).read(body))
            if case.complete:
                yield from case.end()
                case = None
            continue
        entry = _Entry(line, comments, topic, account)
        case = entry.case(body) if "[case:" in comments else None
        if case is None:
            yield from _kept(entry.read(body), block)
    if case is not None:
        yield from case.end()
    yield from account.end()


def _kept(events: Iterable[Event], block: list[str]) -> Iterator[Event]:
    """The events; one that rejects its entry with the entry's lines, for a person to mend."""
    for event in events:
        if isinstance(event, Noted) and event.fate == "rejected":
            lines = "\n".join(block)
            yield replace(event, raw={LINES: lines} if len(lines) <= LONGEST_RAW else None)
        else:
            yield event


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The stretches between blank lines, each with the number of its first line.

    Where a blank line was forgotten, a ``::name::`` after an answer begins the next: its key would be in the stem.
    """
    block: list[str] = []
    number = first = 1
    for line in text.split("\n"):
        if block and line.startswith(_BEGINS) and (own := gift_text.ended(block, line)):
            yield first, block[:own]
            block = block[own:]
            first = number - len(block)
        if line and not line.isspace():
            if not block:
                first = number
            block.append(line)
        elif block:
            yield first, block
            block = []
        number += 1
    if block:
        yield first, block


def _uncommented(block: list[str], line: int) -> tuple[str, str, int]:
    """The comments, the text without them, and the line on which it begins."""
    whole = "\n".join(block)
    if "//" not in whole:
        return "", whole.strip(), line
    kept: list[str] = []
    comments: list[str] = []
    for one in block:
        (comments if one.lstrip().startswith("//") else kept).append(one)
    begins = next((n for n, one in enumerate(block) if not one.lstrip().startswith("//")), 0)
    return "\n".join(comments), "\n".join(kept).strip(), line + begins


class _Entry:
    """One question being read."""

    def __init__(self, line: int, comments: str, topic: tuple[str, ...], account: Account) -> None:
        self.where = f"line {line}"
        self.comments = comments
        self.topic = topic
        self.account = account
        self.rich = RichText()
        self.lost: list[str] = []
        self.format = "moodle"

    def _unnamed(self, body: str) -> str:
        """The entry without its name."""
        if body.startswith("::"):
            name, found, rest = body[2:].partition("::")
            if found:
                body = rest.lstrip()
                if name.strip():
                    self.account.lose("::name::", self.where)
        return body

    def case(self, body: str) -> OpenCase | None:
        """The case that our comment says this description is; None where it is none."""
        parts = _CASE.search(self.comments)
        if parts is None or "{" in body or "}" in body or not 0 < int(parts.group(1)) <= MOST_PARTS:
            return None
        self.topic = self.topic[:-1]  # a case has a category of its own
        common = self._common(self._unnamed(body), "")
        common["explanation"] = gift_text.own_of(self.comments, "explanation") or ""
        return OpenCase(Scenario(**common, parts=()), self.where, int(parts.group(1)), self.rich, self.id_notes)

    def read(self, body: str) -> Iterable[Event]:
        body = self._unnamed(body)
        opening, closing = body.find("{"), body.find("}")
        if opening < 0 and closing < 0:
            return (skipped(self.where, "entry_no_question", name="description"),)
        if opening < 0 or closing < opening:
            return (rejected(self.where, "gift_brace_missing", brace="}" if opening >= 0 and closing < 0 else "{"),)
        answers = body[opening + 1 : closing].strip()
        if "{" in answers:
            return (rejected(self.where, "gift_brace_within"),)
        notes: tuple[Noted, ...] = ()
        rest = body[closing + 1 :]
        if "{" in rest or "}" in rest:
            notes = (warning(self.where, "gift_brace_again"),)
        gap = "" if body.endswith("}") else "_____"
        stem = body[:opening] + gap + rest
        answers, sign, general = _last(answers, "####")
        common = self._common(stem, general if sign else "")
        made = self._question(answers, common)
        if isinstance(made, Noted):
            return (made,)
        if self.rich.images:  # only data: addresses can bring images along
            made = replace(made, images=self.rich.images)
        return settle(made, self.where, self.rich, self.lost, (*self.id_notes, *notes))

    def _common(self, stem: str, general: str) -> dict[str, Any]:
        text, self.format = self._format(stem, "moodle")
        stem_format = cast(StemFormat, "html" if self.format in {"html", "tagged"} else self.format)
        if self.format == "moodle":
            stem_format = "plain"
        common: dict[str, Any] = {"stem": self.rich.html(text) if stem_format == "html" else text}
        if stem_format != "plain":
            common["stem_format"] = stem_format
        if self.topic:
            common["topic"] = self.topic
        self.id_notes: tuple[Noted, ...] = ()
        if self.comments:
            uid, tags = gift_text.labels(self.comments, _ID), gift_text.labels(self.comments, _TAG)
            common["uid"], self.id_notes = self.account.own_id(uid[0] if uid else "", self.where)
            common["uid"] = gift_text.own_of(self.comments, "part") or common["uid"]
            common["tags"] = tuple(tags)
        if general:
            common["explanation"] = self._text(general, shown=False)
        return common

    def _format(self, text: str, default: str) -> tuple[str, str]:
        """The text without its ``[html]``, escapes made real, and the format it is in."""
        text = text.strip()
        form = "moodle" if default == "tagged" else default
        if text.startswith("["):
            named, closed, rest = text[1:].partition("]")
            if closed and named in _FORMATS:
                form, text = _FORMATS[named], rest
        if form == "moodle" and "\n" in text:
            text = "\n".join([line.strip(" \t") for line in text.split("\n")])
        text = real(text).strip()
        if form == "moodle" and ("<" in text or "&" in text):
            # Moodle's own format is HTML in which line ends count.
            if marked_up(text):
                return text.replace("\n", "<br>"), "tagged"
            text = html.unescape(text)
        return text, form

    def _text(self, text: str, *, shown: bool = True) -> str:
        """An option, or (not ``shown`` beside the stem) a feedback or an explanation, as plain text."""
        if self.format == "moodle" and "<" not in text and "[" not in text and "\n" not in text and "&" not in text:
            return real(text).strip()
        text, form = self._format(text, self.format)
        return self.rich.plain(text, shown=shown) if form in {"html", "tagged"} else text

    def _question(self, answers: str, common: dict[str, Any]) -> Question | Noted:
        if not answers:
            return Essay(**common)
        if len(answers) > MOST_ANSWERS and (count := answers.count("~") + answers.count("=")) > MOST_ANSWERS:
            return rejected(self.where, "answers_too_many", count=count, most=MOST_ANSWERS)
        if answers[0] == "#":
            return self._numeric(answers[1:], common)
        if "~" in answers:
            return self._choice(answers, common)
        if "=" in answers and "->" in answers:
            return self._match(answers, common)
        truth = _TRUTH.fullmatch(answers)
        if truth:
            return self._true_false(truth, common)
        if _BOTH.fullmatch(answers):
            return rejected(self.where, "gift_true_and_false")
        return self._blank(answers, common)

    def _choice(self, answers: str, common: dict[str, Any]) -> Question | Noted:
        options: list[Option] = []
        one_right = False
        if answers[0] not in "~=":
            answers = "~" + answers  # a first answer without a sign is a wrong one
        for sign, weight, text, feedback in _ANSWER.findall(answers):
            credit = ONE if sign == "=" else ZERO
            one_right = one_right or sign == "="
            if weight:
                share = share_of(weight.replace(",", "."))
                if share is None:
                    return rejected(self.where, "gift_weight", weight=weight)
                credit = share
            options.append(Option(self._text(text), credit, self._text(feedback, shown=False) if feedback else ""))
        worth = [option.credit for option in options]
        if not one_right and worth.count(ONE) == 1 and worth.count(ZERO) == len(worth) - 1:
            one_right = True
        if self.comments:
            own = _CREDITS.search(self.comments)
            if own:
                options = gift_text.credited(options, own.group(1))
                one_right = "[kind:single]" in self.comments
            if following := gift_text.own_of(self.comments, "next"):
                options = gift_text.leading(options, following)
        if one_right:
            return Single(**common, options=tuple(options))
        return Multiple(**common, options=tuple(options))

    def _true_false(self, truth: re.Match[str], common: dict[str, Any]) -> Question:
        answer = truth.group(1)[0] in "Tt"
        wrong, _, right = (truth.group(2) or "").partition("#")
        said = {answer: self._text(right, shown=False), not answer: self._text(wrong, shown=False)}
        return TrueFalse(**common, answer=answer, feedback_true=said[True], feedback_false=said[False])

    def _parts(self, answers: str) -> list[tuple[str, str, str]]:
        """(weight, text, feedback) of answers that ``=`` parts."""
        pieces = answers.split("=")
        if not pieces[0].strip():
            del pieces[0]
        parts = []
        for piece in pieces:
            match = _PART.fullmatch(piece.strip())
            assert match is not None
            parts.append((match.group(1) or "", match.group(2), (match.group(3) or "").strip()))
        return parts

    def _blank(self, answers: str, common: dict[str, Any]) -> Question | Noted:
        accept: list[Accepted] = []
        for weight, text, feedback in self._parts(answers):
            credit = share_of(weight.replace(",", ".")) if weight else ONE
            if credit is None:
                return rejected(self.where, "gift_weight", weight=weight)
            if feedback:
                self._lose("feedback (#) of a short answer")
            said, form = self._format(text, self.format)
            said = self.rich.plain(said) if form in {"html", "tagged"} else said
            if "*" in said.replace("\\*", ""):
                if credit > 0:
                    self._lose("wildcard (*) " + said)
                continue
            accept.append(Accepted(said.replace("\\*", "*"), credit))
        if own := _CREDITS.search(self.comments):
            accept = gift_text.credited(accept, own.group(1))
        if accept and all(one.credit <= 0 for one in accept):
            return rejected(self.where, "answer_missing")
        return Blank(**common, blanks=(Gap(tuple(accept)),))

    def _numeric(self, answers: str, common: dict[str, Any]) -> Question | Noted:
        answers, catch, _ = answers.partition("~")
        if catch:
            self._lose("feedback (~#) of any other number")
        numbers: list[Number] = []
        for weight, text, feedback in self._parts(answers):
            if feedback:
                self._lose("feedback (#) of a number")
            credit = share_of(weight.replace(",", ".")) if weight else ONE
            if credit is None:
                return rejected(self.where, "gift_weight", weight=weight)
            said = real(text).strip()
            if said == "*":
                if credit > 0:
                    self._lose("any number (*)")
                continue
            number = _number(said, credit)
            if number is None:
                return rejected(self.where, "number_unreadable", text=said[:40])
            numbers.append(number)
        if own := _CREDITS.search(self.comments):
            numbers = gift_text.credited(numbers, own.group(1))
        if all(one.credit <= 0 for one in numbers):
            return rejected(self.where, "answer_missing")
        return Numeric(**common, numbers=tuple(numbers))

    def _match(self, answers: str, common: dict[str, Any]) -> Question | Noted:
        pieces = answers.split("=")
        if not pieces[0].strip():
            del pieces[0]
        pairs: list[Pair] = []
        for piece in pieces:
            left, arrow, right = piece.partition("->")
            if not arrow:
                return rejected(self.where, "gift_pair", text=real(piece).strip()[:40])
            pairs.append(Pair(self._text(left), real(right).strip()))
        return Match(**common, pairs=tuple(pairs))

    def _lose(self, feature: str) -> None:
        if feature not in self.lost:
            self.lost.append(feature)


def _last(text: str, sign: str) -> tuple[str, str, str]:
    before, found, after = text.rpartition(sign)
    return (before.strip(), found, after) if found else (text, "", "")


def _number(text: str, credit: Decimal) -> Number | None:
    """``5``, ``5:0.1`` (± 0.1) or ``1..3`` (both ends included)."""
    low, ranged, high = text.partition("..")
    if ranged and low.strip():
        ends = decimal_of(low), decimal_of(high)
        if ends[0] is None or ends[1] is None:
            return None
        middle = (ends[0] + ends[1]) / 2
        return Number(middle, abs(ends[1] - middle), credit)
    value, near, spread = text.partition(":")
    number = decimal_of(value)
    tolerance = decimal_of(spread) if near else ZERO
    return None if number is None or tolerance is None else Number(number, abs(tolerance), credit)


def write(questions: Iterable[Question], _bank: Mapping[str, Any] | None = None) -> Written:
    """The questions as GIFT, each with its identity and tags in the comment that Moodle reads."""
    from desktop_app.banks.formats import gift_write

    return gift_write.write(questions)
