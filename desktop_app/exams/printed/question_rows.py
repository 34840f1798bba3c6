"""A question of a printed paper as rows of a column: number, stem, options set in four, two or one columns by their
length, room to answer. Must not know the page, or what is right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.banks.question import Kind, Question, Scenario, Single
from desktop_app.exams.paper import Item
from desktop_app.exams.printed.marks import stem_images
from desktop_app.exams.printed.texts import Language, plain, text
from desktop_app.exams.shown import ShownQuestion, show_whole
from desktop_app.pdf.flow import (
    Chars,
    Draw,
    Piece,
    Row,
    Space,
    cleaned,
    gap,
    kept_together,
    lines,
    measured,
    rows,
    side_by_side,
)
from desktop_app.pdf.fonts import BOLD, REGULAR
from desktop_app.pdf.page import BLACK, Sheet
from desktop_app.pdf.rich import Setting, flowed, inline

_BRACKETS = re.compile(r"[（(][\s　]*[）)]|_{2,}|＿")
_LETTERED = {Kind.SINGLE, Kind.MULTIPLE}
_WIDE_GAP = 90.0
LINE_TALL = 22.0
"""Between the lines on which an essay is written, in points (7.8 mm)."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the questions of a paper are set. ``on_paper``: answers are written on the paper itself."""

    setting: Setting
    column: float
    language: Language
    on_paper: bool = False
    tagged: bool = False

    def say(self, code: str, **facts: str | int) -> str:
        """A text of the paper."""
        return text(code, self.language, facts)

    def chars(self, said: str, *, bold: bool = False) -> Chars:
        """Words of the paper's own as a piece."""
        return Chars(said, self.setting.size, BOLD if bold else REGULAR)


def question_rows(item: Item, question: Question, manner: Manner) -> list[Row]:
    """The question in its place, and the space after it."""
    shown = show_whole(item, question)
    number = str(item.position)
    hang = max(measured(f"{number}. ", REGULAR, manner.setting.size) + 2, manner.setting.size * 1.9)
    if isinstance(question, Scenario):
        made = _scenario(shown, question, item, number, manner, hang)
    else:
        made = _together(_one(shown, question, number, manner, hang), manner)
    return [*made, gap(manner.setting.leading * 0.45)]


def _together(block: list[Row], manner: Manner) -> list[Row]:
    """A question that takes no more than a good third of a page stays on one page; of a longer one, its beginning."""
    if sum(row.tall for row in block) <= 22 * manner.setting.leading:
        return kept_together(block)
    return [replace(row, stays=row.stays or n in {0, 1, len(block) - 2}) for n, row in enumerate(block)]


def _one(
    shown: ShownQuestion, question: Question, number: str, manner: Manner, hang: float, first: float = 0.0, *,
    points: bool = False,
    next_of: Mapping[str, str] | None = None,
) -> list[Row]:  # fmt: skip
    """Any kind but a scenario. ``next_of``: what stands after an option, by its letter."""
    lead: list[Piece] = []
    if manner.tagged or points:
        lead.append(manner.chars(f"{manner.say(f'tag_{shown.kind.value}')} "))
    after: list[Piece] = []
    if shown.kind is Kind.TRUE_FALSE or (shown.kind in _LETTERED and not _BRACKETS.search(shown.stem)):
        after.append(manner.chars("（　　）" if manner.language == "zh" else " (      )"))
    if points:
        after.append(manner.chars(manner.say("part_points", points=plain(shown.points))))
    label = [manner.chars(f"{number}.")]
    stem = flowed(
        shown.stem,
        shown.stem_format,
        stem_images(question),
        manner.setting,
        manner.column,
        label=label,
        indent=hang,
        first=first,
        before=lead,
        after=after,
    )
    return [*_tied(stem), *_answers(shown, manner, hang, next_of or {})]


def _tied(stem: list[Row]) -> list[Row]:
    """A stem whose last line stays with what follows."""
    return [*stem[:-1], replace(stem[-1], stays=True)] if stem else stem


def _answers(shown: ShownQuestion, manner: Manner, hang: float, next_of: Mapping[str, str]) -> list[Row]:
    match shown.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return _options(shown, manner, hang, next_of)
        case Kind.ORDER:
            made = _options(shown, manner, hang, {})
            return [*made, *_written(manner, hang, "order_answer", 1)] if manner.on_paper else made
        case Kind.MATCH:
            return _match(shown, manner, hang)
        case Kind.BLANK:
            gaps = len(re.findall(r"_{2,}|＿+", shown.stem))
            if gaps == shown.blanks or not manner.on_paper:
                return []
            return _written(manner, hang, "answer", shown.blanks)
        case Kind.NUMERIC:
            return _number(shown, manner, hang)
        case Kind.ESSAY:
            return ruled(essay_lines(shown), manner.column, hang) if manner.on_paper else []
        case _:
            return []


def _number(shown: ShownQuestion, manner: Manner, hang: float) -> list[Row]:
    """Room for the number, or where it goes on the answer sheet its unit alone."""
    unit = cleaned(shown.unit)
    pieces: list[Piece] = []
    if manner.on_paper:
        pieces = [manner.chars(manner.say("answer")), Space(_WIDE_GAP, manner.setting.size), manner.chars(f" {unit}")]
    elif unit:
        pieces = [manner.chars(manner.say("unit_is", unit=unit))]
    return rows(pieces, manner.column, manner.setting.leading, indent=hang) if pieces else []


def essay_lines(shown: ShownQuestion) -> int:
    """How many lines an essay gets: one a point, eight at least."""
    return min(max(8, int(shown.points) + 2), 24)


def ruled(number: int, column: float, indent: float = 0.0) -> list[Row]:
    """Lines to write on."""

    def _draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.line(x + indent, top - LINE_TALL + 3, x + column, top - LINE_TALL + 3, 0.4, BLACK)

    return [Row(LINE_TALL, _draw, column, stays=n < 2 or n == number - 2) for n in range(number)]


def _written(manner: Manner, hang: float, code: str, number: int) -> list[Row]:
    pieces: list[Piece] = [manner.chars(manner.say(code))]
    for n in range(number):
        if number > 1:
            pieces.append(manner.chars(f" ({n + 1}) "))
        pieces.append(Space(_WIDE_GAP * 1.4, manner.setting.size))
    return rows(pieces, manner.column, manner.setting.leading * 1.15, indent=hang)


def _options(shown: ShownQuestion, manner: Manner, hang: float, next_of: Mapping[str, str]) -> list[Row]:
    """The options in as many columns as the longest of them allows: four, two or one."""
    size, wide, options = manner.setting.size, manner.column - hang, shown.options
    texts = [inline(option.text, manner.setting, wide - size * 1.75, shown.images) for option in options]
    for option, pieces in zip(options, texts, strict=True):
        if option.letter in next_of:
            pieces.append(manner.chars(f"　{next_of[option.letter]}", bold=True))
    letter_wide = size * 1.75
    longest = max(sum(line.wide for line in lines(pieces, 10_000.0, justify=False)) for pieces in texts) + letter_wide
    across = next((n for n in (4, 2) if longest <= wide / n - size - 0.1), 1)
    if across == 4 and len(options) in {2, 3}:
        across = len(options)
    each = wide / across
    made = []
    for start in range(0, len(options), across):
        cells = [
            rows(
                texts[n],
                each - (size if across > 1 else 0),
                manner.setting.leading,
                indent=letter_wide,
                label=[manner.chars(f"{options[n].letter}.")],
            )
            for n in range(start, min(start + across, len(options)))
        ]
        if across == 1:
            made += [replace(row, draw=_moved(row, hang), wide=row.wide + hang) for row in cells[0]]
        else:
            row = side_by_side(cells, [each] * len(cells))
            made.append(replace(row, draw=_moved(row, hang), wide=row.wide + hang))
    return made


def _moved(row: Row, right: float) -> Draw:
    def _draw(sheet: Sheet, x: float, top: float) -> None:
        row.draw(sheet, x + right, top)

    return _draw


def _match(shown: ShownQuestion, manner: Manner, hang: float) -> list[Row]:
    """Left and right sides beside each other, and a space for each left one."""
    size, wide = manner.setting.size, manner.column - hang
    half = wide / 2
    made = []
    for n in range(max(len(shown.left), len(shown.right))):
        cells = []
        for said, content in (
            (f"{shown.left[n].letter}.", shown.left[n].text) if n < len(shown.left) else ("", ""),
            (f"{shown.right[n].number}.", shown.right[n].text) if n < len(shown.right) else ("", ""),
        ):
            pieces = inline(content, manner.setting, half - 3 * size, shown.images) if said else []
            cells.append(
                rows(pieces, half - size, manner.setting.leading, indent=size * 1.75, label=[manner.chars(said)])
                if said
                else []
            )
        row = side_by_side(cells, [half, half])
        made.append(Row(row.tall, _moved(row, hang), row.wide + hang))
    if manner.on_paper:
        pieces = [manner.chars(manner.say("answer"))]
        for left in shown.left:
            pieces += [manner.chars(f"{left.letter} "), Space(34, size), manner.chars("　")]
        made += rows(pieces, manner.column, manner.setting.leading * 1.1, indent=hang)
    return made


def _scenario(
    shown: ShownQuestion, scenario: Scenario, item: Item, number: str, manner: Manner, hang: float
) -> list[Row]:
    tag: list[Piece] = [manner.chars(f"{manner.say('tag_scenario')} ")] if manner.tagged else []
    head = flowed(
        shown.stem,
        shown.stem_format,
        stem_images(scenario),
        manner.setting,
        manner.column,
        label=[manner.chars(f"{number}.")],
        indent=hang,
        before=tag,
        after=[manner.chars(manner.say("part_points", points=plain(shown.points)))],
    )
    if shown.branching:
        told = manner.chars(manner.say("branching", number=f"{number}.1"), bold=True)
        head += rows([told], manner.column, manner.setting.leading, indent=hang)
    made = _tied(head if len(head) > 12 else kept_together(head))
    deeper = hang + max(measured(f"{number}.{len(shown.parts)}. ", REGULAR, manner.setting.size) + 2, 24.0)
    for p, part in enumerate(shown.parts):
        after = _next_of(scenario, item, p, number, manner) if shown.branching else {}
        block = _one(part, scenario.parts[p], f"{number}.{p + 1}", manner, deeper, hang, points=True, next_of=after)
        made += _together([gap(manner.setting.leading * 0.2), *block], manner)
    return made


def _next_of(scenario: Scenario, item: Item, part: int, number: str, manner: Manner) -> dict[str, str]:
    """Where each option of a branching scenario's part leads, by its letter on this paper."""
    question = scenario.parts[part]
    if not isinstance(question, Single):
        return {}
    names = [other.uid for other in scenario.parts]
    letters = [option.letter for option in show_whole(item, scenario).parts[part].options]
    found = {}
    for letter, at in zip(letters, item.part_orders[part], strict=True):
        following = question.options[at].next
        found[letter] = (
            manner.say("go_to", number=f"{number}.{names.index(following) + 1}")
            if following in names
            else manner.say("go_end")
        )
    return found
