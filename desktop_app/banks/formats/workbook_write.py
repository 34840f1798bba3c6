"""Questions out as a workbook or a csv, in the shape that ``workbook`` reads back.

Promises: every question written is read back by our own reader before it counts as written; what differs is named
(``reduced``), what does not come back as the same question is ``left_out``. No cell can run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from desktop_app.banks.canonical_form import to_canonical
from desktop_app.banks.formats import headings, losses, workbook_extra
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.formats.markup import cleaned
from desktop_app.banks.formats.workbook_case import case_of
from desktop_app.banks.formats.workbook_dress import dress
from desktop_app.banks.formats.workbook_markup import holds_markup
from desktop_app.banks.formats.workbook_row import PAIR_MARK, Context, RowReader, Unread
from desktop_app.banks.question import (
    ONE,
    ZERO,
    Blank,
    Essay,
    Kind,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Scenario,
    Single,
    TrueFalse,
    walk,
)
from desktop_app.tables.findings import Finding
from desktop_app.tables.safe_text import defuse

KIND_NAMES = {
    Kind.SINGLE: "单选题",
    Kind.MULTIPLE: "多选题",
    Kind.TRUE_FALSE: "判断题",
    Kind.BLANK: "填空题",
    Kind.NUMERIC: "数值题",
    Kind.ORDER: "排序题",
    Kind.MATCH: "匹配题",
    Kind.SCENARIO: "案例题",
    Kind.ESSAY: "简答题",
}
NAME = "workbook"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BEFORE = ("编号", "题型", "题干")
_CASE = ("所属案例", "选项去向")
_AFTER = (
    "答案", "解析", "难度", "分值", "知识点", "标签", "单位", "区分大小写", "固定选项顺序", "保留题", "题干格式",
    "选项得分", "出处", "发文机关", "文号", "条款", "生效日期", "失效日期",
)  # fmt: skip
_SHEET = "题库"
_CELL_LIMIT = 32_767  # characters, Excel's


def headings_for(questions: Sequence[Question], *, least: int = 4) -> tuple[str, ...]:
    """The headings that these questions need: at least ``least`` options; those of cases where there are cases."""
    each = [part for question in questions for part in walk(question)]
    most = max((_option_count(question) for question in each), default=0)
    options = (f"选项{letter}" for letter in _LETTERS[: max(least, min(most, 26))])
    case = _CASE if any(isinstance(question, Scenario) for question in questions) else ()
    said = {heading for question in each for heading in workbook_extra.cells_of(question)}
    extra = [heading for heading in workbook_extra.HEADINGS.values() if heading in said and heading not in _AFTER]
    return (*_BEFORE, *options, *_AFTER, *extra, *case)


def _option_count(question: Question) -> int:
    if isinstance(question, Single | Multiple | Order):
        return len(question.options)
    return len(question.pairs) if isinstance(question, Match) else 0


def write_xlsx(questions: Iterable[Question]) -> Written:
    """As an .xlsx: every cell is text, with Excel's own mark against being taken for a formula."""
    return _write(tuple(questions), _xlsx)


def write_csv(questions: Iterable[Question]) -> Written:
    """As a .csv in UTF-8 with a byte order mark, which Excel and WPS need; risky cells begin with an apostrophe."""
    return _write(tuple(questions), _csv)


def _write(questions: tuple[Question, ...], form: Callable[[Sequence[Sequence[str]]], bytes]) -> Written:
    names = headings_for(questions)
    warned: list[str] = []
    reader = RowReader(headings.columns_of(names, {}), lambda code, _column, _facts: warned.append(code))
    table: list[Sequence[str]] = [names]
    left_out: list[Finding] = []
    reduced: list[Finding] = []
    used: set[str] = set()
    written = 0
    for number, question in enumerate(questions, 1):
        rows = rows_of(question, names, used)
        lost = None if rows is None else tuple(_lost(question, rows, reader))
        if rows is None or lost is None:
            left_out.append(losses.left_out(question, number, NAME))
            continue
        if "kind" in lost or any(len(cell) > _CELL_LIMIT for row in rows for cell in row):
            left_out.append(Finding(losses.place(question, number), "export_would_change", {"format": NAME}))
            continue
        table += rows
        written += 1
        reduced += [losses.reduced(question, number, NAME, name) for name in dict.fromkeys(lost)]
    return Written(form(table), written, tuple(left_out), tuple(reduced))


def _lost(question: Question, rows: Sequence[Sequence[str]], reader: RowReader) -> Iterator[str]:
    """What is not the same when the rows are read back; ``kind`` where the question itself is another or none."""
    try:
        if isinstance(question, Scenario):
            case = case_of(reader, rows[0], list(enumerate(rows[1:])), Context(), lambda _: None)
            back: Question = cleaned(case)
        else:
            back = cleaned(reader.read(rows[0], Context()))
    except Unread:
        yield "kind"
        return
    yield from _differences(question, back)


def _differences(question: Question, back: Question) -> Iterator[str]:
    if back.kind is not question.kind:
        yield "kind"
        return
    before, after = to_canonical(question), to_canonical(back)
    essential = {"stem", "options", "blanks", "numbers", "pairs"}
    for name, value in before.items():
        if value == after[name]:
            continue
        if isinstance(question, Scenario) and isinstance(back, Scenario) and name == "parts":
            for part, read in zip(question.parts, back.parts, strict=True):
                yield from _differences(part, read)
        elif name == "options":
            yield from _lost_of_options(value, after[name])
        elif name == "blanks" and [_texts(gap) for gap in value] == [_texts(gap) for gap in after[name]]:
            yield from _lost_of_blanks(value, after[name])
        elif name in essential:
            yield "kind"
            return
        else:
            yield name


def _texts(gap: dict[str, Any]) -> list[str]:
    return [accepted["text"] for accepted in gap["accept"]]


def _lost_of_blanks(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[str]:
    for name, feature in (("accept", "credits"), ("match_case", "match_case")):
        if any(old[name] != new[name] for old, new in zip(before, after, strict=True)):
            yield feature


def _lost_of_options(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[str]:
    if [option["text"] for option in before] != [option["text"] for option in after]:
        yield "kind"
        return
    if [Decimal(option["credit"]) for option in before] != [Decimal(option["credit"]) for option in after]:
        yield "credits"
    for name in ("feedback", "next", "fixed"):
        if any(old.get(name) != new.get(name) for old, new in zip(before, after, strict=True)):
            yield name


# ---------------------------------------------------------------- a question as cells


def rows_of(question: Question, names: Sequence[str], used: set[str]) -> list[tuple[str, ...]] | None:
    """The cells under ``names``: one row, for a case one more a part; None for what rows cannot hold. ``used`` are the
    names that cases of this file have already."""
    parts = question.parts if isinstance(question, Scenario) else ()
    if any(_option_count(part) > len(_LETTERS) for part in walk(question)):
        return None
    rows = [cells_of(one) for one in (question, *parts)]
    for row in rows:
        if not row["题干格式"] and holds_markup(list(row.values())):
            row["题干格式"] = "plain"  # what looks like HTML is text
    if parts:
        name = question.uid.strip()
        while not name or name in used:
            name = f"案例{len(used) + 1}" if not name else f"{name}-{len(used) + 1}"
        used.add(name)
        for row in rows:
            row["所属案例"] = name
    return [tuple([row.get(name, "") for name in names]) for row in rows]


def cells_of(question: Question) -> dict[str, str]:
    """The cells of a question by our headings; of a scenario those of its case alone."""
    return {
        "编号": question.uid,
        "题型": KIND_NAMES[question.kind],
        "题干": question.stem,
        "解析": question.explanation,
        "难度": str(question.difficulty or ""),
        "分值": "" if question.points == ONE else format(question.points, "f"),
        "知识点": "/".join(question.topic),
        "标签": ";".join(question.tags),
        "固定选项顺序": "是" if question.fixed_order else "",
        "保留题": "是" if question.reserved else "",
        "题干格式": "" if question.stem_format == "plain" else question.stem_format,
        **_source_cells(question),
        **_answer_cells(question),
        **workbook_extra.cells_of(question),
    }


def _source_cells(question: Question) -> dict[str, str]:
    source = question.source
    if source is None:
        return {}
    return {
        "出处": source.document,
        "发文机关": source.issuer,
        "文号": source.number,
        "条款": source.article,
        "生效日期": source.effective_on.isoformat() if source.effective_on else "",
        "失效日期": source.repealed_on.isoformat() if source.repealed_on else "",
    }


def _answer_cells(question: Question) -> dict[str, str]:
    match question:
        case Single() | Multiple():
            best = ONE if any(option.credit == ONE for option in question.options) else None
            right = [
                letter
                for letter, option in zip(_LETTERS, question.options, strict=False)
                if (option.credit == best if best else option.credit > 0)
            ]
            if isinstance(question, Single):
                right = right[:1]
            cells = _options([option.text for option in question.options])
            cells["答案"] = "".join(right)
            if any(option.credit not in {ZERO, ONE} for option in question.options):
                cells["选项得分"] = ";".join(format(option.credit, "f") for option in question.options)
            if any(option.next for option in question.options):
                cells["选项去向"] = ";".join(option.next or "" for option in question.options)
            return cells
        case TrueFalse():
            return {"答案": "正确" if question.answer else "错误"}
        case Blank():
            cells = {"答案": "|".join(";".join(one.text for one in gap.accept) for gap in question.blanks)}
            if all(gap.match_case for gap in question.blanks):
                cells["区分大小写"] = "是"
            return cells
        case Numeric():
            numbers = [
                f"{number.value:f}" + (f"±{number.tolerance:f}" if number.tolerance else "")
                for number in question.numbers
            ]
            return {"答案": ";".join(numbers), "单位": question.unit}
        case Order():
            cells = _options([option.text for option in question.options])
            cells["答案"] = _LETTERS[: len(question.options)]
            return cells
        case Match():
            return _options([f"{pair.left} {PAIR_MARK} {pair.right}" for pair in question.pairs])
        case Essay() | Scenario():
            return {}


def _options(texts: Sequence[str]) -> dict[str, str]:
    return {f"选项{letter}": text for letter, text in zip(_LETTERS, texts, strict=False)}


# ---------------------------------------------------------------- the files


def _csv(table: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([defuse(cell) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _xlsx(table: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter  # for writing alone

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    # Text, and marked as typed with an apostrophe: editing the cell does not make a formula of it.
    text = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_SHEET)
    dress(book, sheet, table[0], len(table) - 1)
    for number, row in enumerate(table[1:], 1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, defuse(cell), text)
    book.close()
    return out.getvalue()
