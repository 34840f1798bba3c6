"""Printed, sat and brought back: what the key says earns everything, whatever became of bank and plan since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from desktop_app.banks.question import Kind, Scenario
from desktop_app.base.clock import Reading
from desktop_app.exams.grading import Outcome
from desktop_app.exams.keeping import kept, newest_outcome
from desktop_app.exams.on_paper import AnswersAlreadyGraded, AnswerSheetInvalid, grade_paper
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.plans import delete_plan, save_plan
from desktop_app.exams.printed.kept import PrintedPaper, PrintOrderInvalid, keep, papers_to_print, seeds_from
from desktop_app.exams.printed.key_pages import written
from desktop_app.exams.printed.number import taken_apart, typed
from desktop_app.exams.printed.places import Place, places
from desktop_app.exams.printed.printing import answers_template
from desktop_app.exams.records import sitting_record
from desktop_app.exams.results import Mark, mark
from desktop_app.exams.sitting import sittings
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.tables.reading import read_sheets
from tests.exams import making
from tests.exams.making import ON, bring_in, candidate, every_kind, section, single


@pytest.fixture
def plan(store: Store, examiner: Actor, reading: Reading) -> ExamPlan:
    bring_in(store, examiner, every_kind())
    return save_plan(store, examiner, making.plan(section(12, points=Decimal(3))), reading)


def printed(store: Store, examiner: Actor, plan: ExamPlan, reading: Reading, *seeds: str) -> tuple[PrintedPaper, ...]:
    made = papers_to_print(store, plan, seeds, ON)
    keep(store, examiner, made, reading)
    return made


def reached(one: PrintedPaper) -> tuple[Place, ...]:
    """The places that the best path reaches."""
    skipped = {"talk": {2}}
    return tuple(p for p in places(one.paper, one.questions) if p.part not in skipped.get(p.item.uid, set()))


def row_of(one: PrintedPaper, staff_no: str, heads: Sequence[str], **more: str) -> list[str]:
    """What the key says, typed under ``heads``."""
    cells = {place.number: written(place) or "要点" for place in reached(one)} | more
    return [one.number, staff_no, *(cells.get(head, "") for head in heads)]


def heads_of(*papers: PrintedPaper) -> list[str]:
    return list(dict.fromkeys(place.number for one in papers for place in places(one.paper, one.questions)))


def fully_marked(store: Store, examiner: Actor, one: PrintedPaper, sitting: str, reading: Reading) -> Outcome:
    """The outcome once every essay has full marks."""
    essays = [place for place in places(one.paper, one.questions) if place.shown.kind is Kind.ESSAY]
    marks = [Mark(place.item.position, place.points, 0 if place.part is None else place.part + 1) for place in essays]
    mark(store, examiner, sitting, marks, reading)
    outcome = newest_outcome(store.read, sitting)
    assert outcome is not None
    return outcome


@pytest.mark.parametrize("seed", ["0", "17", "482913", "77"])
def test_what_the_key_says_earns_everything(
    store: Store, examiner: Actor, plan: ExamPlan, reading: Reading, seed: str
) -> None:
    candidate(store)
    (one,) = printed(store, examiner, plan, reading, seed)
    heads = heads_of(one)
    table = [["试卷编号", "工号", *heads], row_of(one, "T001", heads)]
    (graded,) = grade_paper(store, examiner, "P", table, reading)
    assert graded.unread == ()
    assert graded.score is None
    outcome = fully_marked(store, examiner, one, graded.sitting, reading)
    assert outcome.score == outcome.max_score == Decimal(36)


def test_a_paper_is_graded_as_printed_after_bank_and_plan_have_changed(
    store: Store, examiner: Actor, plan: ExamPlan, reading: Reading
) -> None:
    candidate(store)
    candidate(store, "T002")
    first, second = printed(store, examiner, plan, reading, "1", "2")
    changed = [replace(one, stem=f"新{one.stem}") for one in every_kind() if one.uid != "t1"]
    changed.append(making.true_false(False, uid="t1", stem="反"))
    bring_in(store, examiner, [*changed, single(uid="s9", stem="新题")])
    save_plan(store, examiner, replace(plan, pass_percent=Decimal(100), sections=(section(3),)), reading)
    heads = heads_of(first, second)
    rows = [["试卷编号", "工号", *heads], row_of(first, "T001", heads)]
    (graded,) = grade_paper(store, examiner, "P", rows, reading)
    assert graded.max_score == Decimal(36)
    assert graded.unread == ()
    record = sitting_record(store, graded.sitting)
    assert record.fingerprint == first.paper.fingerprint
    assert kept(store.read, graded.sitting).plan.pass_percent == Decimal(60)
    delete_plan(store, examiner, "P", reading)
    (graded,) = grade_paper(store, examiner, "P", [["号", "工号", *heads], row_of(second, "T002", heads)], reading)
    assert fully_marked(store, examiner, second, graded.sitting, reading).score == Decimal(36)


def test_the_same_paper_has_the_same_number_and_any_change_another(
    store: Store, examiner: Actor, plan: ExamPlan, reading: Reading
) -> None:
    (one,) = printed(store, examiner, plan, reading, "5")
    assert printed(store, examiner, plan, reading, "5")[0].number == one.number
    apart = taken_apart(one.number)
    assert apart is not None
    assert (apart.on, apart.seed) == (ON, "5")
    (other_points,) = papers_to_print(store, replace(plan, sections=(section(12, points=Decimal(2)),)), ("5",), ON)
    (other_rule,) = papers_to_print(store, replace(plan, pass_percent=Decimal(80)), ("5",), ON)
    changed = [replace(one, explanation="因为") if one.uid == "s1" else one for one in every_kind()]
    bring_in(store, examiner, changed)
    (other_words,) = papers_to_print(store, plan, ("5",), ON)
    assert len({one.number, other_points.number, other_rule.number, other_words.number}) == 4


def test_another_branch_with_the_same_bank_takes_the_answers(
    store: Store, examiner: Actor, plan: ExamPlan, reading: Reading
) -> None:
    candidate(store)
    (one,) = papers_to_print(store, plan, ("9",), ON)  # printed elsewhere: not kept here
    heads = heads_of(one)
    (graded,) = grade_paper(store, examiner, "P", [["试卷编号", "工号", *heads], row_of(one, "T001", heads)], reading)
    assert graded.unread == ()
    wrong = f"{one.number[:-1]}{'0' if one.number[-1] != '0' else '1'}"
    with pytest.raises(AnswerSheetInvalid) as caught:
        grade_paper(store, examiner, "P", [[wrong, "T001", "A"]], reading)
    assert caught.value.facts["reason"] == "fingerprint"


def test_a_number_of_another_plan_is_refused(store: Store, examiner: Actor, plan: ExamPlan, reading: Reading) -> None:
    candidate(store)
    save_plan(store, examiner, making.plan(section(2), code="Q"), reading)
    (one,) = printed(store, examiner, plan, reading, "5")
    with pytest.raises(AnswerSheetInvalid) as caught:
        grade_paper(store, examiner, "Q", [[one.number, "T001", "A"]], reading)
    assert caught.value.facts == {"row": 1, "column": one.number, "reason": "other_plan"}
    assert sittings(store) == ()


def test_the_template_takes_the_answers_and_messy_cells_are_read(
    store: Store, examiner: Actor, plan: ExamPlan, reading: Reading
) -> None:
    candidate(store)
    (one,) = printed(store, examiner, plan, reading, "5")
    book = openpyxl.load_workbook(BytesIO(answers_template((one,))))
    sheet = book.active
    assert sheet is not None
    heads = [str(cell.value) for cell in sheet[1]]
    assert heads[:3] == ["试卷编号", "工号", "姓名"]
    sheet.cell(2, 1, f" {one.number.lower().replace('-', '－')} ")
    sheet.cell(2, 2, " T001")
    sheet.cell(2, 3, "张三")
    for place in reached(one):
        sheet.cell(2, heads.index(place.number) + 1, messy(place))
    out = BytesIO()
    book.save(out)
    (graded,) = grade_paper(store, examiner, "P", read_sheets(out.getvalue())[0].rows, reading)
    assert graded.unread == ()
    assert fully_marked(store, examiner, one, graded.sitting, reading).score == Decimal(36)
    with pytest.raises(AnswersAlreadyGraded):
        grade_paper(store, examiner, "P", read_sheets(out.getvalue())[0].rows, reading)


def messy(place: Place) -> str:
    """The right answer as hurried people write it."""
    right = written(place)
    match place.shown.kind:
        case Kind.SINGLE:
            return f"（{chr(ord(right) + 0xFEE0)}）"
        case Kind.MULTIPLE:
            return "、".join(reversed(right.lower())) + "，" + right[0]
        case Kind.TRUE_FALSE:
            return " 对 。" if right == "√" else "Ｘ"
        case Kind.BLANK:
            return right.replace(" | ", "； ")
        case Kind.ORDER:
            return "→".join(right.lower())
        case Kind.MATCH:
            return right.replace("A", "ａ－").replace(" ", "；")
        case Kind.NUMERIC:
            return f" {right}.00 万元 "
        case _:
            return right or "要点一\n要点二"


def test_a_branching_scenario_is_followed_by_its_printed_numbers(
    store: Store, examiner: Actor, plan: ExamPlan, reading: Reading
) -> None:
    for number in range(5):
        candidate(store, f"C{number}")
    (one,) = printed(store, examiner, plan, reading, "5")
    talk = next(item for item in one.paper.items if item.uid == "talk")
    question = one.questions[talk.question_id]
    assert isinstance(question, Scenario)
    n = talk.position

    def _earned(staff_no: str, cells: Mapping[str, str]) -> tuple[Decimal, bool]:
        table = [["试卷编号", "工号", *cells], [one.number, staff_no, *cells.values()]]
        (graded,) = grade_paper(store, examiner, "P", table, reading)
        outcome = newest_outcome(store.read, graded.sitting)
        assert outcome is not None
        return outcome.items[n - 1].points, n in graded.unread

    # 3 points: A at 1 earns 1, then A at 2 earns 2; B at 1 earns a half and leads to 3.
    assert _earned("C0", {f"{n}.1": "A", f"{n}.2": "A", f"{n}.3": ""}) == (Decimal("3.00"), False)
    assert _earned("C1", {f"{n}.1": "B", f"{n}.3": "A"}) == (Decimal("1.50"), False)
    assert _earned("C2", {f"{n}.1": "B", f"{n}.2": "A", f"{n}.3": "A"}) == (Decimal("1.50"), True)
    assert _earned("C3", {str(n): "B||A"}) == (Decimal("1.50"), False)
    assert _earned("C4", {str(n): "B|A"}) == (Decimal("1.50"), False)


def test_numbers_are_read_as_people_type_them() -> None:
    assert typed(" 261124－17－7k2m ") == "261124-17-7K2M"
    assert typed("261124-17-OIL0") == "261124-17-0110"
    assert typed(" S0123ABC ") == "S0123ABC"
    assert taken_apart("261324-17-7K2M") is None
    assert taken_apart("17") is None


def test_what_cannot_be_printed(store: Store, examiner: Actor, plan: ExamPlan, reading: Reading) -> None:
    assert seeds_from(3, 2) == ("3", "4")
    assert len(set(seeds_from(None, 200))) == 200
    for seed, versions in ((None, 0), (None, 201), (-1, 1), (10**12, 1)):
        with pytest.raises(PrintOrderInvalid):
            seeds_from(seed, versions)
    for text in ("", "a", "007", "１"):
        with pytest.raises(PrintOrderInvalid):
            papers_to_print(store, plan, (text,), ON)
    with pytest.raises(NotAllowed):
        keep(store, candidate(store), papers_to_print(store, plan, ("1",), ON), reading)
