"""Question lists as people write them: numbered stems, options ``A.``, and the key beside, within or at the end.

Promises: every line belongs to a question, a heading or the key, or is counted as passed over; an entry without a key
is named. Must not know where the lines come from (text, Word).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from desktop_app.banks.formats import answers, list_lines, stems
from desktop_app.banks.formats.draft import Event
from desktop_app.banks.formats.entry import decimal_of, rejected, settle, warning
from desktop_app.banks.formats.list_lines import Line
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Accepted,
    Blank,
    Essay,
    Gap,
    Kind,
    Multiple,
    Option,
    Question,
    Single,
    Source,
    TrueFalse,
)

_OPTION_LINE = re.compile(r"^\s*[（(]?([A-KＡ-Ｋ])\s*[.、．:：)）]")
_OPTION = re.compile(
    r"(?:^|[\n\t]|(?<=[\s。？?；;）)]))\s*[（(]?([A-KＡ-Ｋ])\s*(?:[.、．:：)）]|(?=[\u4e00-\u9fff])(?<=\n[A-K]))\s*"
)
_TRUTH_AT_END = re.compile(r"[（(]\s*(√|✓|×|✗|[Xx]|对|错|正确|错误|T|F)\s*[)）]\s*[。.]?\s*$")
_TRUTH_AT_START = re.compile(r"^[（(]\s*(√|✓|×|✗|对|错|正确|错误)\s*[)）]\s*")
_ENDED = re.compile(
    r"[（(]\s*(?:[A-H]{1,8}|√|×|对|错|正确|错误)\s*[)）]\s*[。.]?\s*$|答案\s*[】\]]?\s*[:：]?\s*(?:[A-H]{1,8}|√|×|对|错|正确|错误)\s*[。;；]?\s*$"
)
_EMPTY_BRACKET = re.compile(r"[（(]\s*[)）]")
_QUESTION_MARK = re.compile(r"[？?]|_{2,}|[（(]\s*[)）]")


@dataclass(slots=True)
class _Item:
    """The lines of one entry."""

    where: str
    section: int
    number: int | None = None
    kind: Kind | None = None
    points: Decimal | None = None
    body: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    images: list[tuple[str, bytes]] = field(default_factory=list)
    red: list[str] = field(default_factory=list)
    at: str = ""
    counted: int = 0
    optioned: bool = False

    def has_options(self) -> bool:
        return self.optioned

    def answered(self) -> bool:
        return "answer" in self.fields

    def add(self, text: str) -> None:
        for name, part in list_lines.marked(text):
            if name:
                self.at = name
                self.fields.setdefault(name, [])
            if not part:
                continue
            (self.fields[self.at] if self.at else self.body).append(part)
            self.optioned = self.optioned or (not self.at and _OPTION_LINE.match(part) is not None)

    def said(self, name: str) -> str:
        return "\n".join(self.fields.get(name, ())).strip()


@dataclass(slots=True)
class _Reading:
    """How far the list has been read."""

    lines: Sequence[Line]
    items: list[_Item] = field(default_factory=list)
    keys: dict[tuple[int, int], str] = field(default_factory=dict)
    section: int = 0
    kind: Kind | None = None
    points: Decimal | None = None
    style: str = ""
    current: _Item | None = None
    in_key: bool = False
    key_section: int = 0
    last_key: tuple[int, int] | None = None
    section_of: dict[Kind | None, int] = field(default_factory=dict)

    def run(self) -> None:
        paused = False
        for n, line in enumerate(self.lines):
            text = line.text.strip().strip("　")
            if not text and not line.images:
                paused = True
                continue
            self.line(n, line, text, paused)
            paused = False

    def line(self, n: int, line: Line, text: str, paused: bool) -> None:
        found = list_lines.heading(text)
        if found is not None and not (self.current and self.current.at == "kind"):
            self._heading(found)
            return
        if list_lines.is_key_title(text) and self._is_key(n, text):
            self.in_key, self.key_section, self.current = True, 0, None
            return
        if self.in_key and self._key(text):
            return
        self._item_line(n, line, text, paused)

    def _heading(self, found: list_lines.Heading) -> None:
        if self.in_key:
            self.key_section = self.section_of.get(found.kind, self.key_section + 1)
            return
        self.section += 1
        self.section_of.setdefault(found.kind, self.section)
        self.kind, self.points = found.kind, found.points
        self.current, self.style = None, ""

    def _is_key(self, n: int, text: str) -> bool:
        """A line 答案 alone also stands under single questions: the key at the end names numbers."""
        item = self.current
        if not self.items or (text.endswith((":", "：")) and item and not item.answered() and not item.has_options()):
            return False
        following = [line.text.strip() for line in self.lines[n + 1 : n + 6] if line.text.strip()]
        return any(True for text in following[:2] for _ in list_lines.keys(text)) or (
            bool(following) and list_lines.heading(following[0]) is not None
        )

    def _key(self, text: str) -> bool:
        """A line of the key at the end; True where it was one."""
        section = self.key_section or (1 if self.section else 0)
        found = list(list_lines.keys(text))
        for number, answer in found:
            self.last_key = (section, number)
            self.keys.setdefault(self.last_key, answer)
        if not found and self.last_key is not None:
            self.keys[self.last_key] += "\n" + text
        return bool(found) or self.last_key is not None

    def _item_line(self, n: int, line: Line, text: str, paused: bool) -> None:
        start = list_lines.number(text)
        if start is not None and self._begins(n, start[0], start[1]):
            self._begin(line, start[0])
            self.style = start[1]
            text = text[start[2] :]
        elif self.current is None or self._is_next_stem(text, paused):
            self._begin(line, None)
        assert self.current is not None
        text = self._several(line, text)
        self.current.add(text)
        self.current.images += line.images
        if line.red.strip():
            self.current.red.append(line.red.strip())

    def _several(self, line: Line, text: str) -> str:
        """Further questions on the same line, each with its key before the next number; gives back the last."""
        while self.current is not None and self.current.number is not None:
            following = self.current.number + 1
            for match in re.finditer(rf"(?<=[\s。）)；;A-H√×对错]){following}\s*(?:[、．]|\.(?!\d))\s*(?=\S)", text):
                if _ENDED.search(text[: match.start()].rstrip()):
                    self.current.add(text[: match.start()])
                    self._begin(line, following)
                    text = text[match.end() :]
                    break
            else:
                return text
        return text

    def _begin(self, line: Line, number: int | None) -> None:
        where = line.where
        if self.items and line.where == self.items[-1].where.partition(" (")[0]:
            where = f"{line.where} ({number})"
        self.current = _Item(where, self.section, number, self.kind, self.points)
        self.items.append(self.current)

    def _begins(self, n: int, number: int, style: str) -> bool:
        """Whether a numbered line begins a question, and does not only go on counting within one."""
        item = self.current
        if item is None or item.number is None:
            return item is None or not item.has_options() or item.answered() or number == 1
        if self.style and style != self.style:
            return False
        if item.has_options() or not (item.at or item.counted):
            ahead = 0 < number - item.number <= 3
            restarts = number == 1 and (item.answered() or item.has_options())
            if not item.has_options() and not item.answered() and number == 1:
                item.counted = 1
                return False
            return ahead or restarts
        # Within a model answer: 1. 2. 3. may count its points.
        if number == item.counted + 1 and (number != item.number + 1 or self._counts_on(n, number)):
            item.counted = number
            return False
        return 0 < number - item.number <= 3 or number == 1

    def _counts_on(self, n: int, number: int) -> bool:
        """Whether the next number comes before any mark of an answer or option."""
        for line in self.lines[n + 1 : n + 40]:
            text = line.text.strip()
            if not text:
                continue
            found = list_lines.number(text)
            if found is not None and found[0] == number + 1:
                return True
            if _OPTION_LINE.match(text) or any(name == "answer" for name, _ in list_lines.marked(text)):
                return False
        return True

    def _is_next_stem(self, text: str, paused: bool) -> bool:
        """Whether a line without a number begins the next question."""
        item = self.current
        if item is None or _OPTION_LINE.match(text):
            return False
        first = list_lines.marked(text)
        if first and first[0][0]:
            return False
        if item.number is not None:
            return False
        if item.answered():
            return paused or (item.at == "answer" and item.has_options())
        return paused and not item.has_options()


def read(lines: Sequence[Line]) -> Iterator[Event]:
    """The events of a list. Entries that are no question are told together at the end."""
    reading = _Reading(lines)
    reading.run()
    passed: list[_Item] = []
    for item in reading.items:
        key = None if item.number is None else reading.keys.get((item.section, item.number))
        events = list(_Made(item, key).events())
        if events:
            yield from events
        else:
            passed.append(item)
    if len(passed) == len(reading.items):
        yield warning(passed[0].where if passed else "", "no_entries")
    elif passed:
        yield warning(passed[0].where, "text_passed_over", count=len(passed), text=_shortened(passed[0].body))


def _shortened(body: Iterable[str]) -> str:
    return " ".join(" ".join(body).split())[:30]


class _Made:
    """An item becomes a question."""

    def __init__(self, item: _Item, key: str | None) -> None:
        self.item = item
        text = "\n".join(item.body).strip()
        named = answers.kind_of(item.said("kind")) if "kind" in item.fields else None
        stem, marked = stems.clean(text)
        self.kind = marked or named or item.kind
        self.stem, self.options = _split_options(stem)
        self.rich = RichText()
        self._place_images()
        self.key = item.said("answer") or (key or "")
        self.explanation = item.said("explanation")

    def _place_images(self) -> None:
        """Images in the stem stand below it; those of options are named in them by number."""
        waiting = [self.rich.hold(name, data) for name, data in self.item.images]
        del waiting[: self.stem.count(list_lines.PICTURE)]
        options = []
        for letter, text in self.options:
            shown = text
            while list_lines.PICTURE in shown and waiting:
                shown = shown.replace(list_lines.PICTURE, self.rich.number(waiting.pop(0)), 1)
            options.append((letter, shown))
        self.options = tuple(options)

    def events(self) -> Iterator[Event]:
        if len(self.options) >= 2:
            return self._choice()
        return self._open()

    def _common(self, stem: str) -> dict[str, Any]:
        item = self.item
        topic = item.said("topic")
        shown, stem_format = self.rich.finish(stem.replace(list_lines.PICTURE, "").strip(), "plain")
        common: dict[str, Any] = {
            "stem": shown,
            "stem_format": stem_format,
            "explanation": self.explanation.replace(list_lines.PICTURE, ""),
            "images": dict(self.rich.images),
            "difficulty": answers.difficulty(item.said("difficulty")) if "difficulty" in item.fields else None,
            "topic": tuple(part.strip() for part in re.split(r"[/>＞\n]", topic) if part.strip()),
        }
        if item.said("source"):
            common["source"] = Source(item.said("source"))
        points = decimal_of(item.said("points").rstrip("分 ")) if "points" in item.fields else item.points
        if points is not None:
            common["points"] = points
        return common

    def _settled(self, question: Question) -> Iterator[Event]:
        lost = []
        if "difficulty" in self.item.fields and question.difficulty is None:
            lost.append("难度 " + self.item.said("difficulty")[:20])
        yield from settle(question, self.item.where, self.rich, lost)

    def _choice(self) -> Iterator[Event]:
        stem, key = self.stem, self.key
        stem, in_stem = stems.without_key(stem, answers.letters(key) if key else None)
        if not key and in_stem:
            key = "".join(in_stem)
        if not key:
            key = self._red_letters()
            stem = re.sub(rf"([（(])\s*{key}\s*([)）])", r"\1  \2", stem, count=1) if key else stem
        right = answers.chosen(key, self.options)
        if isinstance(right, str):
            truth = answers.truth(key, self.options) if key else None
            if truth is None:
                yield rejected(self.item.where, right, value=key[:40])
                return
            letter = next((name for name, text in self.options if answers.truth(text) is truth), None)
            if letter is None:
                yield rejected(self.item.where, right, value=key[:40])
                return
            right = (letter,)
        texts = [text for _, text in self.options]
        if len(texts) == 2 and self.kind in {Kind.TRUE_FALSE, None}:
            means = [answers.truth(text) for text in texts]
            if set(means) == {True, False} and len(right) == 1:
                answer = means[0 if right[0] == self.options[0][0] else 1]
                yield from self._settled(TrueFalse(**self._common(stem), answer=bool(answer)))
                return
        options = tuple(Option(text, ONE if letter in right else ZERO) for letter, text in self.options)
        several = self.kind is Kind.MULTIPLE or len(right) > 1
        common = self._common(stem)
        made: Question = Multiple(**common, options=options) if several else Single(**common, options=options)
        yield from self._settled(made)

    def _red_letters(self) -> str:
        """The letters of the options that stand in red."""
        found: list[str] = []
        for red in self.item.red:
            letters = answers.letters(red)
            if letters and len(red) <= 12:
                found += letters
                continue
            folded = answers.folded(red)
            found += [letter for letter, text in self.options if text.strip() and answers.folded(text) in folded]
        return "".join(sorted(set(found)))

    def _open(self) -> Iterator[Event]:
        stem, key = self.stem, self.key
        if len(self.options) == 1:
            stem = "\n".join(self.item.body).strip()
        truth = self._truth(stem)
        if truth is not None:
            stem, answer = truth
            yield from self._settled(TrueFalse(**self._common(stem), answer=answer))
            return
        drawn = stems.GAP.findall(stem)
        if self.kind is Kind.BLANK or (drawn and key and self.kind is None and "_" in "".join(drawn)):
            yield from self._blank(stem, max(1, len(drawn)))
            return
        if self.kind in {Kind.SINGLE, Kind.MULTIPLE}:
            yield rejected(self.item.where, "options_too_few", have=len(self.options))
            return
        if self.kind is Kind.TRUE_FALSE:
            yield rejected(self.item.where, "answer_missing" if not key else "answer_unreadable", value=key[:40])
            return
        if key or self.kind is Kind.ESSAY:
            self.explanation = "\n".join(text for text in (key, self.explanation) if text)
            yield from self._settled(Essay(**self._common(stem)))
        elif self.item.answered() or (_QUESTION_MARK.search(stem) and self.item.number is not None):
            yield rejected(self.item.where, "answer_missing")

    def _truth(self, stem: str) -> tuple[str, bool] | None:
        if self.kind not in {None, Kind.TRUE_FALSE}:
            return None
        if self.key:
            told = answers.truth(self.key)
            if told is None or (self.kind is None and answers.folded(self.key) in {"a", "b"}):
                return None
            return _TRUTH_AT_END.sub("", _without_empty(stem)).strip(), told
        for pattern in (_TRUTH_AT_END, _TRUTH_AT_START):
            if match := pattern.search(stem):
                told = answers.truth(match.group(1))
                if told is not None:
                    return (stem[: match.start()] + stem[match.end() :]).strip(), told
        red = "".join(self.item.red)
        told = answers.truth(red) if red and len(red) < 8 else None
        return None if told is None else (_without_empty(stem), told)

    def _blank(self, stem: str, count: int) -> Iterator[Event]:
        if not self.key:
            yield rejected(self.item.where, "answer_missing")
            return
        gaps = _gaps(self.key, count)
        if gaps is None:
            yield rejected(self.item.where, "list_blank_count", blanks=count, text=self.key[:40])
            return
        yield from self._settled(Blank(**self._common(stem), blanks=gaps))


def _without_empty(stem: str) -> str:
    return re.sub(r"\s*[（(]\s*[)）]\s*([。.]?)\s*$", r"\1", stem)


def _gaps(key: str, count: int) -> tuple[Gap, ...] | None:
    """The key of ``count`` blanks, by the first separator that gives as many."""
    if count == 1:
        made = answers.gaps(key)
        return made if len(made) == 1 and made[0].accept else (Gap((Accepted(key.strip()),)),)
    for separator in (r"[|｜]", r"[;；\n]", r"[、]", r"[,，]", r"\s{2,}|\t", r"\s+"):
        parts = [part.strip() for part in re.split(separator, key.strip()) if part.strip()]
        parts = [re.sub(r"^(?:[（(]\d[)）]|[①-⑩]|\d[.、．])\s*", "", part) for part in parts]
        if len(parts) == count:
            return tuple(Gap((Accepted(part),)) for part in parts)
    return None


def _split_options(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The stem and its options, which stand on lines of their own or several on one."""
    starts = list(_OPTION.finditer(text))
    named = [answers.folded(match.group(1)).upper() for match in starts]
    run: list[int] = []
    for n, letter in enumerate(named):
        if letter == chr(65 + len(run)):
            run.append(n)
        elif letter == "A" and len(run) < 2:
            run = [n]
    if len(run) >= 2:
        ends = [starts[n].start() for n in run[1:]] + [len(text)]
        texts = [text[starts[n].end() : end].strip(" \t\n　;；") for n, end in zip(run, ends, strict=True)]
        return text[: starts[run[0]].start()].strip(), tuple((chr(65 + n), one) for n, one in enumerate(texts))
    return text, ()
