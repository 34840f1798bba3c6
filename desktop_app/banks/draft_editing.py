"""Mending a draft before anything is written: pure functions from a draft and a change to the next draft.

Promises: no entry is lost, whatever is changed: it is a question, rejected or skipped, and what a person changed is
told by a finding. What a change does not touch stays as it was read. Must not know the store or a window.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop_app.banks.formats import answers, headings, workbook_write
from desktop_app.banks.formats.draft import LINES, LONGEST_RAW, MOST_RAW, NO_OPTIONS, Draft, Drafted, ReadOptions
from desktop_app.banks.formats.headings import Columns
from desktop_app.banks.formats.markup import cleaned
from desktop_app.banks.formats.text_file import text_of
from desktop_app.banks.formats.workbook_row import Context, RowReader, Unread
from desktop_app.banks.question import Kind, Multiple, Order, Problem, Question, Scenario, Single, check
from desktop_app.base.errors import Fact
from desktop_app.tables.findings import Finding

LISTS: Mapping[str, str] = {"gift": "gift", "aiken": "aiken", "text": "text", "word": "text"}
"""Formats whose rejected entries are lines that can be edited, and the format that they are read as again."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COMMON = ("topic", "points", "explanation")
_BODY = frozenset({"kind", "answer", *(f"option_{letter}" for letter in LETTERS)})
_OF_THE_FILE = frozenset({"feature_left_out_often"})
"""Warnings that are told once for a whole file."""
_PLACE = re.compile(r"(.*?)!?[A-Z]*(\d+)(?:\.\d+)?$")

Texts = Mapping[str, str]
"""A question as a person edits it: kind (a value of ``Kind``), stem, option_A …, answer, topic, points, explanation and
what else a workbook's row can hold, each as it would be typed into a cell."""


class Unsound(Exception):
    """What was typed is no sound question; ``code`` and ``facts`` say why (as those of a finding)."""

    def __init__(self, code: str, facts: Mapping[str, Fact]) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Made:
    """The question that was typed, and what is to be minded of it."""

    question: Question
    problems: tuple[Problem, ...] = ()


# ---------------------------------------------------------------- a question as texts, and back


def texts_of(question: Question) -> dict[str, str]:
    """The texts that a person edits of a question; of a scenario those of its case."""
    cells = {
        headings.field_of(heading) or heading: text
        for heading, text in workbook_write.cells_of(question).items()
        if text
    }
    return {**cells, "kind": question.kind.value, "points": format(question.points, "f")}


def question_of(texts: Texts, base: Question | None = None, options: ReadOptions = NO_OPTIONS) -> Made:
    """The question that these texts make. Raises ``Unsound``.

    ``base`` is the question as it was: what the texts do not change stays as it was, images, feedback and credits
    included. ``options``: what was said of the file's codes.
    """
    if base is None:
        return _read(texts, options)
    before = texts_of(base)
    changed = {name for name in {*before, *texts} if before.get(name, "").strip() != texts.get(name, "").strip()}
    if isinstance(base, Scenario) or not changed & _BODY:
        return _sound(_with_common(replace(base, stem=texts.get("stem", "").strip()), texts, changed))
    if "credits" not in changed:
        texts = {name: text for name, text in texts.items() if name != "credits"}
    if base.stem_format == "html":
        # The reader of a row would take leftovers off the stem: the markup is kept as it was typed.
        made = _read({**texts, "stem": "x"}, options)
        stem = texts.get("stem", "").strip()
    else:
        made = _read({**texts, "stem_format": base.stem_format}, options)
        stem = made.question.stem
    kept = {name: getattr(base, name) for name in ("uid", "images", "stem_format", "tags", "source", "difficulty")}
    kept |= {"fixed_order": base.fixed_order, "reserved": base.reserved}
    question = _with_feedback(replace(made.question, stem=stem, **kept), base)
    if "topic" not in changed:
        question = replace(question, topic=base.topic)
    return replace(_sound(cleaned(question)), problems=made.problems)


def _read(texts: Texts, options: ReadOptions) -> Made:
    """As the workbook's reader reads a row."""
    if answers.kind_of(texts.get("kind", "")) is Kind.ESSAY:
        # Whoever calls it an essay means it: letters of options are no model answer.
        key = texts.get("answer", "")
        dropped = {name for name in texts if name.startswith("option_")} | (
            {"answer"} if answers.letters(key) else set()
        )
        texts = {name: text for name, text in texts.items() if name not in dropped}
    names = [name for name, text in texts.items() if text.strip() and name in headings.FIELDS]
    fields = {name: (n,) for n, name in enumerate(names) if not name.startswith("option_")}
    chosen = tuple(sorted((name[7:], n) for n, name in enumerate(names) if name.startswith("option_")))
    said: list[Problem] = []
    reader = RowReader(Columns(fields, tuple(chosen)), lambda code, _column, facts: said.append(Problem(code, facts)))
    try:
        question = reader.read([texts[name] for name in names], Context(options=options))
    except Unread as unread:
        raise Unsound(unread.code, unread.facts) from None
    return Made(cleaned(question), tuple(said))


def _with_common(question: Question, texts: Texts, changed: set[str]) -> Question:
    if "points" in changed:
        question = replace(question, points=_points(texts.get("points", "")))
    if "topic" in changed:
        question = replace(question, topic=tuple(step for step in re.split(r"\s*[/>＞→\\]\s*", texts["topic"]) if step))
    if "explanation" in changed:
        question = replace(question, explanation=texts.get("explanation", "").strip())
    return cleaned(question)


def _points(text: str) -> Decimal:
    made = _read({"kind": "true_false", "stem": "x", "answer": "正确", "points": text}, NO_OPTIONS)
    for problem in made.problems:
        raise Unsound(problem.code, problem.facts)
    return made.question.points


def _with_feedback(question: Question, base: Question) -> Question:
    """Options that are still there keep what was said to them, and their place."""
    if not isinstance(question, Single | Multiple | Order) or not isinstance(base, Single | Multiple | Order):
        return question
    known = {option.text: option for option in base.options}
    options = tuple(
        replace(
            option, feedback=known[option.text].feedback, fixed=known[option.text].fixed, next=known[option.text].next
        )
        if option.text in known
        else option
        for option in question.options
    )
    return replace(question, options=options)


def _sound(question: Question) -> Made:
    for problem in check(question):
        raise Unsound(problem.code, problem.facts)
    return Made(question)


def with_part(scenario: Scenario, number: int, part: Question) -> Scenario:
    """The scenario with another part in the place of part ``number`` (from 0). Raises ``Unsound``."""
    parts = list(scenario.parts)
    parts[number] = part
    made = _sound(replace(scenario, parts=tuple(parts))).question
    assert isinstance(made, Scenario)
    return made


# ---------------------------------------------------------------- changes of a draft


def raw_of(draft: Draft, where: str) -> Texts:
    """What was read of a rejected entry: fields, or ``LINES``; empty where nothing is kept."""
    return draft.raw.get(where, {})


def mended(draft: Draft, where: str, made: Made) -> Draft:
    """The draft with this question at ``where``: in the place of the one that stands there, or of the entry that was
    rejected there. It is marked by the finding ``entry_mended``. The same draft where neither stands there."""
    row = row_of(where)
    at = next((n for n, item in enumerate(draft.questions) if row_of(item.where) == row), None)
    if at is None and not any(finding.where == where for finding in draft.findings):
        return draft
    if at is None:
        item = Drafted(made.question, row_of(where))
        at = _place(draft, where)
        questions = (*draft.questions[:at], item, *draft.questions[at:])
    else:
        item = Drafted(made.question, draft.questions[at].where)
        questions = (*draft.questions[:at], item, *draft.questions[at + 1 :])
    was = next((finding.code for finding in draft.findings if finding.where == where), "")
    marks = (
        Finding(item.where, "entry_mended", {"was": was} if was else {}),
        *(Finding(item.where, problem.code, problem.facts) for problem in made.problems),
    )
    kept = tuple(one for one in draft.warnings if one.code != "entry_mended" or row_of(one.where) != row)
    return replace(_without_rejected(draft, where), questions=questions, warnings=(*marks, *kept))


def left_out(draft: Draft, where: str) -> Draft:
    """The draft without the question at ``where``, which is skipped by the finding ``entry_left_out``."""
    row = row_of(where)
    questions = tuple(item for item in draft.questions if row_of(item.where) != row)
    if len(questions) == len(draft.questions):
        return draft
    return replace(draft, questions=questions, skipped=(*draft.skipped, Finding(row_of(where), "entry_left_out")))


def reread(draft: Draft, where: str, fresh: Draft) -> Draft:
    """The draft with the questions that ``fresh`` (the edited lines of a rejected entry, read again) holds in its
    place. Raises ``Unsound`` where ``fresh`` holds none, or an entry that still is rejected."""
    for finding in fresh.findings:
        raise Unsound(finding.code, finding.facts)
    if not fresh.questions:
        raise Unsound("no_entries", {})
    if not any(finding.where == where for finding in draft.findings):
        return draft
    at = _place(draft, where)
    first, *more = fresh.questions
    items = [Drafted(first.question, where)]
    items += [Drafted(item.question, f"{where} ({n})") for n, item in enumerate(more, 2)]
    was = next((finding.code for finding in draft.findings if finding.where == where), "")
    marks = [Finding(item.where, "entry_mended", {"was": was}) for item in items]
    told = {finding.code for finding in draft.warnings if finding.code in _OF_THE_FILE}
    marks += [Finding(where, one.code, one.facts) for one in fresh.warnings if one.code not in told]
    return replace(
        _without_rejected(draft, where),
        questions=(*draft.questions[:at], *items, *draft.questions[at:]),
        warnings=(*marks, *draft.warnings),
    )


def _without_rejected(draft: Draft, where: str) -> Draft:
    findings = tuple(finding for finding in draft.findings if finding.where != where)
    raw = {place: texts for place, texts in draft.raw.items() if place != where}
    return replace(draft, findings=findings, raw=raw)


# ---------------------------------------------------------------- places


def row_of(where: str) -> str:
    """The place of the entry that a place stands in: ``Sheet1!12`` of ``Sheet1!A12``, as questions are placed."""
    sheet, mark, cell = where.rpartition("!")
    return f"{sheet}!{cell.lstrip(LETTERS)}" if mark else where


def _place(draft: Draft, where: str) -> int:
    """Where among the questions an entry of that place belongs: in the order of the file, as far as places tell it."""
    wanted = _PLACE.match(where)
    after = len(draft.questions)
    if wanted is None:
        return after
    head, number = wanted.group(1), int(wanted.group(2))
    same = False
    for n, item in enumerate(draft.questions):
        found = _PLACE.match(item.where)
        if found is not None and found.group(1) == head:
            if int(found.group(2)) > number:
                return n
            same, after = True, n + 1
    return after if same else len(draft.questions)


def with_lines(draft: Draft, data: bytes) -> Draft:
    """The draft of a text or Word file with the lines of its rejected entries, as far as ``LONGEST_RAW`` and
    ``MOST_RAW`` allow."""
    if draft.format not in LISTS or not draft.findings:
        return draft
    lines = _lines_of(draft, data)
    number = {place: n for n, (place, _) in reversed(list(enumerate(lines)))}
    places = (*(item.where for item in draft.questions), *(one.where for one in (*draft.findings, *draft.skipped)))
    starts = sorted({number[place] for place in places if place in number})
    after = dict(zip(starts, [*starts[1:], len(lines)], strict=True)) if starts else {}
    raw: dict[str, Texts] = {}
    for finding in draft.findings[:MOST_RAW]:
        if finding.where not in number:
            continue
        first = number[finding.where]
        entry = [text for _, text in lines[first : after[first]]]
        if draft.format == "gift" and "" in (stripped := [line.strip() for line in entry]):
            entry = entry[: stripped.index("")]  # an empty line ends an entry
        text = "\n".join(entry).strip("\n")
        if len(text) <= LONGEST_RAW:
            raw[finding.where] = {LINES: text}
    return replace(draft, raw={**draft.raw, **raw})


def _lines_of(draft: Draft, data: bytes) -> list[tuple[str, str]]:
    """The lines of a list with their places, as its reader names them."""
    if LISTS[draft.format] != draft.format:
        # Here, not above: only Word files need it.
        from desktop_app.banks.formats.word_lines import Document
        from desktop_app.banks.formats.word_parts import Parts

        document = Document(Parts(data))
        return [(line.where, line.text) for line in document.lines(document.parts.document())]
    return [(f"line {n}", text) for n, text in enumerate(text_of(data)[0].split("\n"), 1)]
