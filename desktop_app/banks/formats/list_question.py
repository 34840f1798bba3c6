"""An entry of a list becomes a question: its options, its key and what stands beside them.

Promises: a key is taken from one place, and where two places differ the entry is rejected by name; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop_app.banks.formats import answers, list_gaps, list_options, list_stem_key, stems
from desktop_app.banks.formats.draft import LINES, LONGEST_RAW, Event, Noted
from desktop_app.banks.formats.entry import decimal_of, rejected, settle, warning
from desktop_app.banks.formats.list_entry import Entry
from desktop_app.banks.formats.list_lines import PICTURE
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.banks.formats.styled import RED, SPACE, Styled, joined
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
    Order,
    Question,
    Scenario,
    Single,
    Source,
    TrueFalse,
)

_SIGN = r"√|✓|✔|×|✗|✘|[Xx]|对|错|正确|错误|T|F"
_TRUTH_AT_END = re.compile(
    rf"(?:(?<=[。.])\s*[（(【\[]\s*({_SIGN})\s*[)）】\]]\s*[。.]?|[（(【\[]\s*({_SIGN})\s*[)）】\]](?=[。.]?\s*$))"
)
_TRUTH_AT_START = re.compile(rf"^[（(【\[]\s*({_SIGN})\s*[)）】\]]\s*")
_TRUTH_BARE = re.compile(
    r"(?:(?<=[\s。.])|(?<=[\u4e00-\u9fff]))\s*([√✓✔×✗✘])\s*[。.]?\s*$|(?<=[\s。])[ \t　]*(对|错|正确|错误)\s*$"
)
_TRUTH_WITHIN = re.compile(r"[（(【]\s*([√✓✔×✗✘]|对|错|正确|错误)\s*[)）】]")
_TRUTH_LETTER = re.compile(r"[（(]\s*([ABabＡＢ])\s*[)）](?=[。.]?\s*$)")
_TRUTH_AND_MORE = re.compile(
    r"^[（(]?\s*(正确|错误|对|错|√|×|✓|✗|[TFtf](?![A-Za-z]))\s*[)）]?\s*[。.，,；;：:\n\s（(]+(.+)$", re.DOTALL
)
_LETTERS_AND_MORE = re.compile(
    r"^([A-HＡ-Ｈ](?:[ ,，、]?[A-HＡ-Ｈ]){0,7})\s*(?:[。，,；;：:\n]|[ \t　]+)\s*(.*[\u4e00-\u9fff].*)$", re.DOTALL
)
_MARK_AT_START = re.compile(r"^[\[【(（〔]\s*([^\]】)）〕]{2,14}?)\s*[\]】)）〕]\s*[:：、.．]?\s*")
_MARK_AT_END = re.compile(r"\s*[\[【(（〔]\s*([^\]】)）〔(（【\[]{2,14}?)\s*[\]】)）〕]\s*\*?\s*$")
_COLON_MARK = re.compile(
    r"^(单选题?|多选题?|判断题?|填空题?|简答题?|问答题?|单项选择题?|多项选择题?|不定项选择题?|论述题)\s*[:：]\s*"
)
_POINTS_MARK = re.compile(r"(?:本题|每题|共)?\s*(\d+(?:\.\d+)?)\s*分")
_EMPTY_AT_END = re.compile(r"\s*[（(【]\s*[)）】]\s*([。.]?)\s*$")
_OPTIONAL_LETTERS = re.compile(r"^[A-Ha-hＡ-Ｈ](?:[\s,，、;；]*[A-Ha-hＡ-Ｈ]){0,9}\s*[。.;；]?$")
_QUESTION_MARK = re.compile(r"[？?]|_{2,}|[（(]\s*[)）]")
_PADDED = re.compile(r"^\s|\s$")


class MadeQuestion:
    """What becomes of one entry: ``events``; ``told`` counts questions whose key was known by its colour alone."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.rich = RichText()
        self.rich.missing.update(dict.fromkeys(entry.missing))
        self.notes: list[Noted] = []
        self.points = entry.points
        self.by_look = False
        named = answers.kind_of(entry.said("kind")) if "kind" in entry.fields else None
        text = self._cleaned(joined(entry.body).strip())
        self.kind = self.marked or named or entry.kind
        self.whole = text
        parted = list_options.part(text)
        self.stem, self.options, self.stray = parted.stem, parted.options, parted.stray
        if self.options:
            self.stem = self._without_marks_behind(self.stem)
        self.key = entry.said("answer")
        self.explanation = entry.said("explanation")
        self.below = ""
        if self.options and not self.key:
            self.options, self.below = list_options.key_below(self.options)
        self._split_key()

    # ------------------------------------------------------------ the text

    def _cleaned(self, text: Styled) -> Styled:
        """The text without decoration, kind marks and points before and after it."""
        self.marked: Kind | None = None
        if self.entry.number is None:
            cleaned, self.marked = stems.clean(text.text)
            if cleaned and text.text.endswith(cleaned):
                text = text.cut(len(text.text) - len(cleaned))
        for _ in range(3):
            match = _MARK_AT_START.match(text.text)
            if match is not None and self._takes_mark(match.group(1)):
                text = text.cut(match.end())
            elif (match := _COLON_MARK.match(text.text)) and match.end() < len(text.text):
                self.marked = answers.kind_of(match.group(1)) or self.marked
                text = text.cut(match.end())
            else:
                break
        return self._without_marks_behind(text)

    def _without_marks_behind(self, text: Styled) -> Styled:
        for _ in range(2):
            match = _MARK_AT_END.search(text.text)
            if match is None or match.start() == 0 or not self._takes_mark(match.group(1)):
                break
            text = text.cut(0, match.start()).strip()
        return text

    def _takes_mark(self, text: str) -> bool:
        """单选题, 2分, 单选题，2分: what a bracket says of the question."""
        parts = [part for part in re.split(r"[,，、;；\s]+", text) if part]
        kinds = [answers.kind_of(part) for part in parts]
        points = [_POINTS_MARK.fullmatch(part) for part in parts]
        if not parts or any(
            kind is None and point is None and answers.folded(part) not in answers.GENERIC_KINDS
            for part, kind, point in zip(parts, kinds, points, strict=True)
        ):
            return False
        for kind, point in zip(kinds, points, strict=True):
            self.marked = kind or self.marked
            if point is not None:
                self.points = decimal_of(point.group(1)) or self.points
        return True

    def _split_key(self) -> None:
        """A key and the reason behind it, in one text: ``B，因为…``, ``错误。应为…``."""
        key = self.key.strip()
        key = re.sub(r"\s*[（(]\s*\d+(?:\.\d+)?\s*分\s*[)）]\s*$", "", key)
        if self.options:
            match = _LETTERS_AND_MORE.match(key)
            if match and answers.chosen(key, self._pairs()) == "answer_unreadable":
                key, reason = match.group(1), match.group(2)
                self.explanation = "\n".join(part for part in (reason.strip(), self.explanation) if part)
        elif self.kind in {Kind.TRUE_FALSE, None} and answers.truth(key) is None:
            match = _TRUTH_AND_MORE.match(key)
            if match and (self.kind is Kind.TRUE_FALSE or _EMPTY_AT_END.search(self.stem.text)):
                key, reason = match.group(1), match.group(2).strip().rstrip(")）")
                self.explanation = "\n".join(part for part in (reason, self.explanation) if part)
        self.key = key.rstrip("；;").strip() if key != "；" else key

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple((letter, text.text) for letter, text in self.options)

    # ------------------------------------------------------------ events

    def events(self) -> Iterator[Event]:
        """The question or its rejection; nothing where the entry is no question."""
        for event in self._made():
            if isinstance(event, Noted) and event.fate == "rejected":
                yield from (warning(self.entry.where, "image_left_out", image=name) for name in self.rich.missing)
                raw = "\n".join(self.entry.raw)
                yield replace(event, raw={LINES: raw}) if len(raw) <= LONGEST_RAW else event
            else:
                yield event

    def _made(self) -> Iterator[Event]:
        if self.entry.keyed:
            yield self._no("list_keys_differ", one=self.key[:20], other=self.entry.keyed[:20])
        elif self.stray:
            yield self._no("list_options_order", letters=self.stray)
        elif self._joined():
            yield self._no("list_joined")
        elif len(self.options) >= 2:
            yield from self._order() if self.kind is Kind.ORDER else self._choice()
        else:
            yield from self._open()

    def _joined(self) -> bool:
        """Whether options stand behind the key: those of another question, whose beginning was not seen."""
        said = self.entry.said("answer")
        if self.kind is Kind.ESSAY or not self.options or len(said) < 8 or answers.letters(said) is not None:
            return False
        behind = list_options.part(Styled.plain(said)).options
        return len(behind) >= 2 and all(text.text for _, text in behind)

    def _no(self, code: str, **facts: Any) -> Noted:
        return rejected(self.entry.where, code, **facts)

    def _common(self, stem: str) -> dict[str, Any]:
        item = self.entry
        pictures = stem.count(PICTURE)
        for name, data in item.images[: len(item.images) if not self.options else max(pictures, 0)]:
            self.rich.hold(name, data)
        source, topic = item.said("source"), item.said("topic")
        common: dict[str, Any] = {
            "stem": stem.replace(PICTURE, "").strip(SPACE),
            "explanation": self.explanation.replace(PICTURE, "").strip(),
            "images": dict(self.rich.images),
            "difficulty": answers.difficulty(item.said("difficulty").rstrip("。；;"))
            if "difficulty" in item.fields
            else None,
            "topic": tuple(part.strip() for part in re.split(r"[/>＞\n]", topic) if part.strip()),
        }
        if source:
            common["source"] = Source(source)
        points = decimal_of(item.said("points").rstrip("分 。")) if "points" in item.fields else self.points
        if points is not None:
            common["points"] = points
        return common

    def _settled(self, question: Question) -> Iterator[Event]:
        lost = list(self.entry.lost)
        if "difficulty" in self.entry.fields and question.difficulty is None:
            lost.append("难度 " + self.entry.said("difficulty")[:20])
        if "points" in self.entry.fields and decimal_of(self.entry.said("points").rstrip("分 。")) is None:
            lost.append("分值 " + self.entry.said("points")[:20])
        notes = [
            *self.notes,
            *(warning(self.entry.where, "list_image_with_key", image=name) for name in self.entry.hidden_images),
        ]
        yield from settle(question, self.entry.where, self.rich, lost, notes)

    def scenario(self, parts: tuple[Question, ...]) -> Scenario:
        """The entry as the material of these questions; it is worth what they are worth together."""
        common = self._common(self.whole.text)
        common["points"] = sum((part.points for part in parts), ZERO)
        return Scenario(**common, parts=parts)

    # ------------------------------------------------------------ choices

    def _shown_options(self, stem: str) -> list[str]:
        """The options' texts, with the images that stand in them."""
        waiting = list(self.entry.images[stem.count(PICTURE) :])
        for name, data in self.entry.images[: stem.count(PICTURE)]:
            self.rich.hold(name, data)
        shown = []
        for _, option in self.options:
            text = option.text
            while PICTURE in text and waiting:
                name, data = waiting.pop(0)
                text = text.replace(PICTURE, f"![]({self.rich.hold(name, data)})", 1)
            shown.append(text.replace(PICTURE, ""))
        return shown

    def _choice(self) -> Iterator[Event]:
        letters = {letter for letter, _ in self.options}
        told = answers.letters(self.key) if self.key else None
        stem, in_stem = list_stem_key.taken(self.stem, letters, told, bool(self.key or self.below))
        if told is not None and in_stem and in_stem != told and self.kind is not Kind.TRUE_FALSE:
            yield self._no("list_keys_differ", one="".join(in_stem), other="".join(told))
            return
        key = self.key or "".join(in_stem or ()) or self.below
        if not key:
            key = "".join(self._looked())
        right = self._right(key)
        if isinstance(right, Noted):
            yield right
            return
        if (truth := self._truth_of_two(right)) is not None:
            yield from self._settled(TrueFalse(**self._common(stem), answer=truth))
            return
        shown = self._shown_options(stem)
        options = tuple(
            Option(text, ONE if letter in right else ZERO)
            for (letter, _), text in zip(self.options, shown, strict=True)
        )
        if self.kind is Kind.SINGLE and len(right) > 1:
            yield self._no("single_with_several_answers", value="".join(right))
            return
        several = self.kind is Kind.MULTIPLE or len(right) > 1
        if several and len(right) == 1:
            self.notes.append(warning(self.entry.where, "multiple_with_one_answer", value=right[0]))
        common = self._common(stem)
        made: Question = Multiple(**common, options=options) if several else Single(**common, options=options)
        yield from self._settled(made)

    def _right(self, key: str) -> tuple[str, ...] | Noted:
        """The letters of the right options."""
        right = answers.chosen(key, self._pairs())
        if not isinstance(right, str):
            return right
        truth = answers.truth(key, self._pairs()) if key else None
        letter = next(
            (name for name, text in self._pairs() if truth is not None and answers.truth(text) is truth), None
        )
        return (letter,) if letter is not None else self._no(right, value=key[:40])

    def _truth_of_two(self, right: tuple[str, ...]) -> bool | None:
        """What a question with the options 正确 and 错误 says; None for any other."""
        if len(self.options) != 2 or self.kind not in {Kind.TRUE_FALSE, None} or len(right) != 1:
            return None
        means = [answers.truth(text) for _, text in self._pairs()]
        if any(answers.folded(text) in {"a", "b"} for _, text in self._pairs()):
            return None
        return bool(means[0 if right[0] == self.options[0][0] else 1]) if set(means) == {True, False} else None

    def _looked(self) -> tuple[str, ...]:
        """The options that the author marked by colour, bold type or a line."""
        self.options, found = list_options.ticked(self.options)
        found = found or list_options.emphasised(self.options)
        self.by_look = bool(found)
        return found

    def _order(self) -> Iterator[Event]:
        key = re.sub(r"[\s,，、;；>→\-]+", "", self.key).upper()
        if sorted(key) != [letter for letter, _ in self.options]:
            yield self._no("order_incomplete" if key else "answer_missing", value=self.key[:40])
            return
        shown = dict(zip((letter for letter, _ in self.options), self._shown_options(self.stem.text), strict=True))
        yield from self._settled(
            Order(**self._common(self.stem.text), options=tuple(Option(shown[one]) for one in key))
        )

    # ------------------------------------------------------------ without options

    def _open(self) -> Iterator[Event]:
        stem = self.whole
        self.options = ()
        if self.kind is Kind.MATCH:
            yield self._no("list_kind_unsupported", kind="match")
            return
        truth = self._truth(stem)
        if truth is not None:
            yield from self._settled(TrueFalse(**self._common(truth[0]), answer=truth[1]))
            return
        if self.kind in {Kind.SINGLE, Kind.MULTIPLE, Kind.ORDER} or (self.key and _OPTIONAL_LETTERS.match(self.key)):
            if self.key and _OPTIONAL_LETTERS.match(self.key):
                yield self._no("options_missing")
            else:
                yield self._no("options_too_few", have=len(list_options.part(self.whole).options))
            return
        if self.kind is Kind.TRUE_FALSE:
            yield self._no("answer_unreadable" if self.key else "answer_missing", value=self.key[:40])
            return
        if self._is_blank(stem.text):
            yield from self._blank(stem)
            return
        if self.key or (self.kind is Kind.ESSAY and self.entry.headed):
            self.explanation = "\n".join(text for text in (self.key, self.explanation) if text)
            yield from self._settled(Essay(**self._common(stem.text)))
        elif (
            self.entry.answered
            or self.kind is not None
            or (self.entry.number is not None and (self.entry.headed or _QUESTION_MARK.search(stem.text)))
        ):
            yield self._no("answer_missing")

    def _truth(self, stem: Styled) -> tuple[str, bool] | None:
        if self.kind not in {None, Kind.TRUE_FALSE}:
            return None
        text = stem.text
        if self.key:
            told = answers.truth(self.key)
            if told is None or (
                self.kind is None
                and answers.folded(self.key) in {"a", "b", "是", "否", "非"}
                and not _EMPTY_AT_END.search(text)
            ):
                return None
            return _without_empty(_TRUTH_AT_END.sub("", text)).strip(), told
        for pattern in (_TRUTH_AT_END, _TRUTH_AT_START, _TRUTH_BARE):
            if match := pattern.search(text):
                word = next(group for group in match.groups() if group)
                if pattern is _TRUTH_BARE and self.kind is None and word in {"对", "错", "正确", "错误"}:
                    continue
                if (told := answers.truth(word)) is not None:
                    return _without_empty(text[: match.start()] + text[match.end() :]).strip(), told
        if self.kind is Kind.TRUE_FALSE and (match := _TRUTH_LETTER.search(text)):
            return _without_empty(text[: match.start()] + text[match.end() :]).strip(), match.group(1) in "AaＡ"
        within = list(_TRUTH_WITHIN.finditer(text))
        if len(within) == 1 and (told := answers.truth(within[0].group(1))) is not None:
            return (text[: within[0].start()] + text[within[0].end() :]).strip(), told
        red = "".join(text[start:end] for start, end in stem.spans(RED)).strip("（()）【】 。")
        told = answers.truth(red) if red and len(red) < 8 and answers.folded(red) not in {"a", "b"} else None
        return None if told is None else (_without_empty(text), told)

    def _is_blank(self, text: str) -> bool:
        if self.kind is Kind.BLANK:
            return True
        if self.kind is not None or not self.key:
            return self.kind is None and bool(self._padded()) and not self.key
        drawn = stems.GAP.findall(text)
        if any("_" in gap or "＿" in gap for gap in drawn):
            return True
        return (
            bool(drawn)
            and len(self.key) <= 40 * len(drawn)
            and "。" not in self.key.rstrip("。")
            and list_gaps.of_key(self.key, len(drawn)) is not None
        )

    def _padded(self) -> list[tuple[int, int]]:
        """Underlined words with white space at both ends: blanks that the author filled in."""
        return [
            (start, end) for start, end in list_gaps.underlined(self.whole)
            if re.match(r"^\s.*\S.*\s$", self.whole.text[start:end], re.DOTALL)
        ]  # fmt: skip

    def _blank(self, stem: Styled) -> Iterator[Event]:
        drawn = list(stems.GAP.finditer(stem.text))
        if not self.key:
            filled = list_gaps.filled(stem, self._padded() if self.kind is None else None)
            if filled is None:
                yield self._no("answer_missing")
                return
            text, given = filled
            yield from self._settled(
                Blank(**self._blank_common(text, len(given)), blanks=tuple(Gap((Accepted(one),)) for one in given))
            )
            return
        count = max(1, len(drawn))
        gaps = list_gaps.of_key(self.key, count)
        if gaps is None:
            yield self._no("list_blank_count", blanks=count, text=self.key[:40])
            return
        yield from self._settled(Blank(**self._blank_common(stem.text, count), blanks=gaps))

    def _blank_common(self, text: str, count: int) -> dict[str, Any]:
        common = self._common(text)
        if self.entry.gap_points is not None and "points" not in self.entry.fields and self.points is None:
            common["points"] = self.entry.gap_points * count
        return common


def _without_empty(stem: str) -> str:
    return _EMPTY_AT_END.sub(r"\1", stem)
