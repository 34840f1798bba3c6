"""One row of a question workbook → one question.

Promises: the question is sound (``question.check``), or ``Unread`` says by code and column why not; a guess is never
made. Must not know sheets: cells come as a list of text, headings as ``Columns``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, NoReturn

from desktop_app.banks.formats import answers, stems, workbook_extra
from desktop_app.banks.formats.draft import LONGEST_RAW, NO_OPTIONS, ReadOptions
from desktop_app.banks.formats.headings import Columns
from desktop_app.banks.formats.workbook_fields import YES, FieldReader, Say
from desktop_app.banks.formats.workbook_markup import Unmarked, holds_markup
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Blank,
    Essay,
    Kind,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Single,
    TrueFalse,
    check,
)
from desktop_app.base.errors import Fact

_PAIR = re.compile(r"\s*(?:⇒|=>|->|→|——|==)\s*")
PAIR_MARK = "⇒"
EXAMPLE = "【示例】"
"""What the stem of an example in our template begins with. Whoever writes a question over it writes over the mark."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a row: the kind that the divider above or the sheet's name tells, and that the person said."""

    kind: Kind | None = None
    options: ReadOptions = NO_OPTIONS


class Unread(Exception):
    """A row that cannot be read; ``column`` is the cell concerned. Internal to the workbook reader, which makes a
    finding of it."""

    def __init__(self, code: str, column: int | None = None, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.column = column
        self.facts: dict[str, Fact] = facts


class ExampleRow(Unread):
    """An example that a template brings: skipped, and said."""


class CodeUnknown(Unread):
    """A code or a name whose meaning must be asked: ``about`` is the code, ``ask`` what it stands for."""

    def __init__(self, ask: Literal["kind_code", "true_code"], about: str, column: int | None, code: str = "") -> None:
        super().__init__(code or f"{ask}_unknown", column, value=about)
        self.ask: Literal["kind_code", "true_code"] = ask
        self.about = about


@dataclass(slots=True)
class RowReader:
    """Reads the rows beneath one row of headings. ``say`` takes a warning: code, column, facts."""

    columns: Columns
    say: Say
    _width: int = field(init=False)
    _place: dict[str, int] = field(init=False)
    _several: dict[str, tuple[int, ...]] = field(init=False)
    _extra: bool = field(init=False)
    _fields: FieldReader = field(init=False)

    def __post_init__(self) -> None:
        fields, options, rights = self.columns.fields, self.columns.options, self.columns.rights
        used = [place for places in fields.values() for place in places] + [place for _, place in options]
        self._width = max([*used, *rights.values()], default=0) + 1
        self._place = {name: places[0] for name, places in fields.items()}
        self._fields = FieldReader(self.columns, self.say)
        self._extra = any(name in fields for name in workbook_extra.FIELDS)
        self._several = {name: places for name, places in fields.items() if len(places) > 1 and name != "topic"}

    def _cells(self, row: Sequence[str]) -> list[str]:
        """The row without white space around its texts, as wide as the headings, and an empty cell at its end that
        stands for columns there are none of."""
        cells = list(map(str.strip, row))
        if len(cells) < self._width:
            cells += [""] * (self._width - len(cells))
        for places in self._several.values():  # the first filled one counts where a heading stands twice
            cells[places[0]] = next((cells[place] for place in places if cells[place]), "")
        cells.append("")
        return cells

    def cell(self, row: Sequence[str], name: str) -> str:
        """The text of a field in a row of ``_cells``."""
        return row[self._place.get(name, -1)]

    def column(self, name: str) -> int | None:
        """The column that a finding about a field names."""
        return self.columns.first(name)

    def texts(self, row: Sequence[str], context: Context) -> Mapping[str, str] | None:
        """What stands in a row, by field (``option_A`` … among them), the kind that its surroundings tell included;
        None where it is longer than anybody edits by hand."""
        row = self._cells(row)
        found = {name: row[place] for name, place in self._place.items() if row[place]}
        found |= {f"option_{letter}": row[place] for letter, place in self.columns.options if row[place]}
        right = [letter for letter, place in self.columns.rights.items() if answers.folded(row[place]) in YES]
        if "answer" not in found and right:
            found["answer"] = "".join(right)
        if len(places := self.columns.fields.get("topic", ())) > 1:
            found["topic"] = "/".join([row[place] for place in places if row[place]])
        if "kind" not in found and context.kind is not None:
            found["kind"] = context.kind.value
        return None if sum(map(len, found.values())) > LONGEST_RAW else found

    def read(self, row: Sequence[str], context: Context) -> Question:
        """The question in a row. Raises ``Unread``."""
        row = self._cells(row)
        if not holds_markup(row) or self.cell(row, "stem_format"):
            return self._read(row, context)
        bare = Unmarked(row, self._place.get("stem", -1), {place for _, place in self.columns.options})
        return bare.onto(self._read(bare.row, context), self.say, self.column("stem"))

    def _read(self, row: Sequence[str], context: Context) -> Question:
        stem, marked = stems.clean(self._stem(row))
        answer = self.cell(row, "answer")
        options = self._options(row)
        if not answer and self.columns.rights:
            answer = "".join(
                letter for letter, place in self.columns.rights.items() if answers.folded(row[place]) in YES
            )
        elif self.columns.numbered:
            answer = answers.by_number(answer, options)
        kind = self._kind(row, context) or marked
        filled = sum([1 for _, text in options if text])
        if not filled and kind in {None, Kind.SINGLE, Kind.MULTIPLE, Kind.ORDER, Kind.ESSAY}:
            inner_stem, inner = stems.options_inside(stem)
            if inner and (kind is not Kind.ESSAY or answers.letters(answer)):
                stem, options = inner_stem, inner
                filled = len(options)
        if kind is None or (kind is Kind.ESSAY and filled >= 2 and answers.letters(answer)):
            kind = self._by_content(stem, answer, options, filled) or context.options.default_kind
        if kind is None:
            raise Unread("kind_untold", self.column("answer"))
        question = self._build(kind, stem, answer, options, row, context)
        if self._extra:
            question = workbook_extra.extended(question, lambda name: self.cell(row, name), self._unreadable)
        for problem in check(question):
            raise Unread(problem.code, self.column("stem"), **problem.facts)
        return question

    def _unreadable(self, name: str, text: str) -> None:
        facts: dict[str, Fact] = {"heading": workbook_extra.HEADINGS[name], "value": text[:40]}
        self.say("column_unreadable", self.column(name), facts)

    def _stem(self, row: Sequence[str]) -> str:
        raw = self.cell(row, "stem")
        if not raw:
            raise Unread("stem_missing", self.column("stem"))
        if raw.startswith(EXAMPLE):
            raise ExampleRow("example_row", self.column("stem"))
        return raw

    def case(self, row: Sequence[str]) -> tuple[str, dict[str, Any]]:
        """The stem of the case that stands in a row, and what it has in common with every kind. Raises ``Unread``."""
        row = self._cells(row)
        return stems.clean(self._stem(row))[0], self._fields.read(row)

    def _kind(self, row: Sequence[str], context: Context) -> Kind | None:
        text = self.cell(row, "kind")
        if not text:
            return context.kind
        if (kind := answers.kind_of(text)) is not None:
            return kind
        if text in context.options.kind_codes:
            return context.options.kind_codes[text]
        if answers.tells_no_kind(text):
            return None
        code = "kind_code_unknown" if answers.is_code(text) else "kind_unknown"
        raise CodeUnknown("kind_code", text[:20], self.column("kind"), code)

    def _by_content(self, stem: str, answer: str, options: stems.Options, filled: int) -> Kind | None:
        if filled >= 2:
            key = answers.chosen(answer, options)
            if isinstance(key, str):
                key = stems.without_key(stem, None)[1] or key if key == "answer_missing" else key
            if isinstance(key, str):
                return Kind.SINGLE  # the finding about the key follows
            texts = {answers.folded(text) for _, text in options if text}
            if filled == 2 and texts in ({"正确", "错误"}, {"对", "错"}, {"√", "×"}):
                return Kind.TRUE_FALSE
            return Kind.SINGLE if len(key) == 1 else Kind.MULTIPLE
        if not answer:
            return None
        if answers.folded(answer) not in {"a", "b"} and answers.truth(answer) is not None:
            return Kind.TRUE_FALSE
        if (named := answers.letters(answer)) and len(answer.strip()) <= 12 and set(named) <= set("ABCDEFGH"):
            raise Unread("options_missing", self.column("stem"))
        return Kind.BLANK if stems.GAP.search(stem) else Kind.ESSAY

    # ------------------------------------------------------------ options

    def _options(self, row: Sequence[str]) -> stems.Options:
        if self.columns.options:
            found = tuple([(letter, row[place]) for letter, place in self.columns.options])
            last = found[0][1] if found else ""
            if last[:1] in {"A", "a", "Ａ", "(", "（"} and len(last) > 2:
                return self._without_letters(found)
            return found
        if json_cell := self.cell(row, "options_json"):
            found = stems.options_in_json(json_cell)
            if not found:
                raise Unread("options_json_unreadable", self.column("options_json"))
            return found
        cell = self.cell(row, "options")
        return stems.options_in_cell(cell) if cell else ()

    @staticmethod
    def _without_letters(found: stems.Options) -> stems.Options:
        filled = [(letter, text) for letter, text in found if text]
        bare = dict(stems.lettered([text for _, text in filled]))
        if [letter for letter, _ in filled] != list(bare):
            return found
        return tuple((letter, bare.get(letter, text)) for letter, text in found)

    def _option_column(self, letter: str) -> int | None:
        return dict(self.columns.options).get(letter)

    # ------------------------------------------------------------ kinds

    def _build(
        self, kind: Kind, stem: str, answer: str, options: stems.Options, row: Sequence[str], context: Context
    ) -> Question:
        common = self._fields.read(row)
        if kind in {Kind.SINGLE, Kind.MULTIPLE}:
            return self._choice(kind, stem, answer, options, row, common)
        if kind is Kind.TRUE_FALSE:
            return self._true_false(stem, answer, options, context, common)
        if kind not in {Kind.ORDER, Kind.MATCH} and (answer or kind is not Kind.ESSAY) and any(t for _, t in options):
            self._options_unused(options)
        if kind is Kind.BLANK:
            return self._blank(stem, answer, row, common)
        if kind is Kind.NUMERIC:
            bare, unit = answers.without_unit(answers.bare(answer))
            found = answers.numbers(bare)
            if found is None:
                self._no_answer(answer, "key_not_a_number")
            return Numeric(stem=stem, numbers=found, unit=self.cell(row, "unit") or unit, **common)
        if kind is Kind.ORDER:
            return self._order(stem, answer, options, common)
        if kind is Kind.MATCH:
            return self._match(stem, answer, options, common)
        if kind is Kind.SCENARIO:
            raise Unread("kind_not_in_workbook", self.column("kind"), kind=kind.value)
        model = answer or "\n".join(text for _, text in options if text)
        note = common.pop("explanation")
        text = model if not note or note == model else f"{model}\n{note}" if model else note
        return Essay(stem=stem, explanation=text, **common)

    def _no_answer(self, answer: str, code: str) -> NoReturn:
        raise Unread(
            code if answer else "answer_missing", self.column("answer"), **({"value": answer[:40]} if answer else {})
        )

    def _choice(
        self, kind: Kind, stem: str, answer: str, options: stems.Options, row: Sequence[str], common: dict[str, Any]
    ) -> Question:
        filled = [(letter, text) for letter, text in options if text]
        if len(filled) < 2:
            raise Unread("options_too_few", self.column("stem"), have=len(filled))
        key = answers.chosen(answer, options)
        if key == "answer_missing":
            stem, inside = stems.without_key(stem, None)
            if inside:
                key = answers.chosen("".join(inside), options)
        elif not isinstance(key, str) and ("（" in stem or "(" in stem):
            stem, _ = stems.without_key(stem, key)
        if isinstance(key, str):
            self._no_answer(answer, key)
        if kind is Kind.SINGLE and len(key) > 1:
            raise Unread("single_with_several_answers", self.column("answer"), value="".join(key))
        if kind is Kind.MULTIPLE and len(key) == 1 and "不定项" not in self.cell(row, "kind"):
            self.say("multiple_with_one_answer", self.column("answer"), {"value": key[0]})
        if filled[-1][0] != options[len(filled) - 1][0]:
            self.say("option_gap", self._option_column(next(letter for letter, text in options if not text)), {})
        if len({text for _, text in filled}) < len(filled):
            self.say("option_repeated", self._option_column(filled[0][0]), {})
        worth = self._credits(row, len(filled))
        made = tuple(
            [
                Option(text, worth[n] if worth else ONE if letter in key else ZERO)
                for n, (letter, text) in enumerate(filled)
            ]
        )
        if following := self.cell(row, "next"):
            ways = [one.strip() or None for one in re.split("[;；]", following)]
            if len(ways) > len(made):
                raise Unread("next_unreadable", self.column("next"), value=following[:40])
            made = tuple(replace(option, next=way) for option, way in zip(made, ways, strict=False)) + made[len(ways) :]
        if kind is Kind.SINGLE:
            return Single(stem=stem, options=made, **common)
        return Multiple(stem=stem, options=made, **common)

    def _credits(self, row: Sequence[str], count: int) -> tuple[Decimal, ...]:
        cell = self.cell(row, "credits")
        if not cell:
            return ()
        try:
            found = tuple(Decimal(one.strip()) for one in re.split(r"[;；|]", cell))
        except InvalidOperation:
            found = ()
        if len(found) != count or any(not one.is_finite() for one in found):
            raise Unread("credits_unreadable", self.column("credits"), value=cell[:40])
        return found

    def _options_unused(self, options: stems.Options) -> None:
        letter, text = next((letter, text) for letter, text in options if text)
        self.say("options_left_out", self._option_column(letter), {"value": text[:40]})

    def _true_false(
        self, stem: str, answer: str, options: stems.Options, context: Context, common: dict[str, Any]
    ) -> Question:
        if not answer and (inside := stems.judged(stem)) is not None:
            stem, meant = inside
            return TrueFalse(stem=stem, answer=meant, **common)
        if other := tuple((letter, text) for letter, text in options if text and answers.judgement(text) is None):
            self._options_unused(other)
        known = answers.truth(answer, options)
        if known is None and (known := answers.truth_and_reason(answer)) is not None:
            common["explanation"] = "\n".join(filter(None, (answer, common["explanation"])))
        return TrueFalse(stem=stem, answer=self._truth(answer, context) if known is None else known, **common)

    def _truth(self, answer: str, context: Context) -> bool:
        code = answers.folded(answers.bare(answer))
        if code in context.options.true_codes:
            return context.options.true_codes[code]
        if answers.is_code(code):
            raise CodeUnknown("true_code", code, self.column("answer"))
        return self._no_answer(answer, "answer_unreadable")

    def _blank(self, stem: str, answer: str, row: Sequence[str], common: dict[str, Any]) -> Question:
        if not answer:
            raise Unread("answer_missing", self.column("answer"))
        places = len(stems.GAP.findall(stem))
        if places < 2 and re.fullmatch(r"\d+(?:\.\d+)?\s*[-~～]\s*\d+(?:\.\d+)?", answer):
            low, high = (Decimal(end.strip()) for end in re.split(r"[-~～]", answer))
            if low < high:  # any number between is right, which is a numeric question
                numbers = (Number((low + high) / 2, (high - low) / 2),)
                return Numeric(stem=stem, numbers=numbers, unit=self.cell(row, "unit"), **common)
        match_case = answers.folded(self.cell(row, "match_case")) in YES
        blanks = answers.gaps(answer, match_case)
        if places > 1 and len(blanks) == 1 and (apart := answers.parted(answer, places)):
            blanks = tuple(answers.gap(part, match_case) for part in apart)
            self.say("blanks_taken_apart", self.column("answer"), {"in_stem": places})
        if places and places != len(blanks):
            self.say("blank_count_differs", self.column("answer"), {"in_stem": places, "in_answer": len(blanks)})
        return Blank(stem=stem, blanks=blanks, **common)

    def _order(self, stem: str, answer: str, options: stems.Options, common: dict[str, Any]) -> Question:
        texts = {letter: text for letter, text in options if text}
        sequence = [char for char in answers.folded(answers.bare(answer)).upper() if "A" <= char <= "Z"]
        if answer and (sorted(sequence) != sorted(texts)):
            raise Unread("order_incomplete", self.column("answer"), value=answer[:40])
        return Order(stem=stem, options=tuple(Option(texts[letter], ONE) for letter in sequence or texts), **common)

    def _match(self, stem: str, answer: str, options: stems.Options, common: dict[str, Any]) -> Question:
        sides = [text for _, text in options if text] or [line for line in answer.splitlines() if line.strip()]
        pairs = []
        for side in sides:
            parts = _PAIR.split(side, maxsplit=1)
            if len(parts) != 2:
                raise Unread("pair_unreadable", self.column("answer"), value=side[:40])
            pairs.append(Pair(parts[0].strip(), parts[1].strip()))
        return Match(stem=stem, pairs=tuple(pairs), **common)
