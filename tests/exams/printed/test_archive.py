"""The sat paper for the archive, and the lists of an exam: what they say, as it is read back from the pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from desktop_app.banks.bank import questions
from desktop_app.base.clock import Reading
from desktop_app.exams import sitting as sittings
from desktop_app.exams.attendance import Presence, assign_seats, note_presence, seats_of
from desktop_app.exams.exam import Exam, open_exam
from desktop_app.exams.keys import right_answer
from desktop_app.exams.plans import save_plan
from desktop_app.exams.printed import lists
from desktop_app.exams.printed.archive_pages import archive_pdf
from desktop_app.exams.printed.list_pages import labels_pdf, listing_pdf
from desktop_app.exams.printed.sat import NoResultYet, archived, sat_paper
from desktop_app.exams.results import Mark, essays, mark
from desktop_app.exams.running import give_time
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import bring_in, candidate, every_kind, section
from tests.store_fixtures import READING

AT = READING.at


def words(pdf: bytes) -> str:
    """All text, blanks taken out: lines break anywhere in Chinese."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def sat(store: Store, examiner: Actor, reading: Reading) -> tuple[Exam, str]:
    """One has sat a paper of every kind, all right but the essays; a second has not come."""
    me = candidate(store)
    candidate(store, "T002")
    bring_in(store, examiner, every_kind())
    made = making.plan(section(12, points=Decimal(2)), code="P", title="综合考试", pass_percent=Decimal(50))
    save_plan(store, examiner, made, reading)
    exam = open_exam(store, examiner, "P", reading=reading)
    one = sittings.start(store, me, exam.id, reading)
    give_time(store, examiner, exam.id, "T001", 300_000, "网络中断", reading)
    sittings.pulse(store, one, reading)
    for item in one.paper.items:
        question = questions(store, [item.question_id])[item.question_id]
        shown = one.shown[item.position]
        if shown.branching:
            answer: Any = ["A", "A"]
            for turn in (1, 2):
                sittings.answer(store, one, item.position, answer[:turn], reading)
        elif shown.kind.value == "essay":
            sittings.answer(store, one, item.position, "先安抚客户，再核实情况。", reading)
        else:
            sittings.answer(store, one, item.position, right_answer(question, item), reading)
    sittings.submit(store, me, one, reading)
    return exam, one.id


def test_everything_that_the_archive_keeps_stands_on_the_pages(
    store: Store, examiner: Actor, reading: Reading, sat: tuple[Exam, str]
) -> None:
    exam, ident = sat
    assert archived(store, exam.id) == (ident,)
    paper = sat_paper(store, examiner, ident)
    essay = next(one.graded.position for one in paper.reviewed if one.graded.awaiting and not one.parts)
    mark(store, examiner, ident, [Mark(essay, Decimal("1.5"), note="要点齐全")], reading)
    paper = sat_paper(store, examiner, ident)
    pdf = archive_pdf([paper], "城东支行", AT, lambda one: f"记录{one.kind}{one.note}")
    said = words(pdf)
    for expected in (
        "答卷存档",
        "张三",
        "T001",
        exam.id,
        ident,
        "先安抚客户，再核实情况。",
        "评语：要点齐全",
        "封存完好",
    ):
        assert expected in said, expected
    assert "记录time_given网络中断" in said
    assert "交卷时评分" in said
    assert "阅卷评分E001" in said
    assert said.count("考生答案：") >= 12
    assert "所走的对话" in said
    outcome = paper.result.outcome
    assert f"{outcome.score.normalize():f}/{outcome.max_score.normalize():f}" in said
    assert "考生签字" in said
    # Two papers, each with pages of its own count.
    two = PdfReader(BytesIO(archive_pdf([paper, paper], "城东支行", AT, lambda one: one.kind)))
    alone = len(PdfReader(BytesIO(pdf)).pages)
    assert len(two.pages) == 2 * alone
    assert archive_pdf([paper], "城东支行", AT, lambda one: "x") == archive_pdf(
        [paper], "城东支行", AT, lambda one: "x"
    )


def test_a_record_that_was_changed_says_so(
    store: Store, examiner: Actor, reading: Reading, sat: tuple[Exam, str]
) -> None:
    _, ident = sat
    with store.write("sittings", at=reading) as db:
        db.execute(
            "UPDATE step SET at = '2020-01-01T00:00:00.000Z'"
            " WHERE sitting = (SELECT number FROM sitting WHERE id = ?) AND n = 3",
            (ident,),
        )
    assert "第3步记录被改动过" in words(archive_pdf([sat_paper(store, examiner, ident)], "x", AT, lambda one: ""))


def test_the_lists_of_an_exam(store: Store, examiner: Actor, reading: Reading, sat: tuple[Exam, str]) -> None:
    exam, _ = sat
    assign_seats(store, examiner, exam.id, seats_of("A01-A02"), reading)
    note_presence(store, examiner, exam.id, ["T002"], Presence.ABSENT, reading)
    scores = lists.score_list(store, examiner, exam.id)
    assert [(row[1], row[7]) for row in scores.rows] == [("T001", "待评分"), ("T002", "缺考")]
    attendance = lists.attendance_list(store, examiner, exam.id)
    assert [(row[1], row[4]) for row in attendance.rows] == [("T001", ""), ("T002", "A01")]
    assert attendance.rows[1][5] == "缺考"
    for listing in (lists.not_sat_list(store, examiner, exam.id), lists.not_sat_list(store, examiner, plan_code="P")):
        assert [row[1] for row in listing.rows] == ["T002"]
    for listing in (scores, attendance):
        said = words(listing_pdf(listing, "城东支行", AT))
        assert listing.title in said
        for row in listing.rows:
            assert "".join(row[1].split()) in said
    english = lists.score_list(store, examiner, exam.id, "en")
    assert english.headings[1] == "Staff no."
    labels = lists.seats(store, examiner, exam.id)
    assert labels == (("A01", "张三", "T002"),)
    assert len(PdfReader(BytesIO(labels_pdf(labels * 25, exam.title, "x", AT))).pages) == 2


def test_a_long_list_has_its_headings_on_every_page(store: Store, examiner: Actor, sat: tuple[Exam, str]) -> None:
    listing = lists.attendance_list(store, examiner, sat[0].id)
    long = replace(
        listing, rows=tuple((str(n), f"T{n:04}", "欧阳若兰", "营业部" * 9, "", "", "") for n in range(1, 91))
    )
    pages = PdfReader(BytesIO(listing_pdf(long, "城东支行", AT))).pages
    assert len(pages) >= 3
    texts = ["".join(page.extract_text().split()) for page in pages]
    assert all("签名" in text and "工号" in text for text in texts)
    assert sum(text.count("欧阳若兰") for text in texts) == 90


def test_a_transcript_has_what_was_released(
    store: Store, examiner: Actor, reading: Reading, sat: tuple[Exam, str]
) -> None:
    listing = lists.transcript(store, examiner, "T001", [("综合认证", "BE-1", "2028-11-24")])
    assert [row[3] for row in listing.rows] == ["BE-1"]
    waiting = [Mark(one.position, one.most, one.part) for one in essays(store, sat[1])]
    mark(store, examiner, sat[1], waiting, reading)
    listing = lists.transcript(store, examiner, "T001", [])
    assert [row[4] for row in listing.rows] == ["合格"]
    with store.write("x", at=reading) as db:
        db.execute("UPDATE result SET score = '100'")
    listing = lists.transcript(store, examiner, "T001", [])
    assert [row[4] for row in listing.rows] == ["记录被改动"]
    scores = lists.score_list(store, examiner, sat[0].id)
    assert [row[7] for row in scores.rows if row[1] == "T001"] == ["记录被改动"]


def test_only_an_examiner_prints_them_and_only_what_has_ended(
    store: Store, examiner: Actor, reading: Reading, sat: tuple[Exam, str]
) -> None:
    exam, ident = sat
    me = Actor("T001", "x", Role.CANDIDATE)
    for ask in (
        lambda: sat_paper(store, me, ident),
        lambda: lists.score_list(store, me, exam.id),
        lambda: lists.attendance_list(store, me, exam.id),
        lambda: lists.not_sat_list(store, me, exam.id),
        lambda: lists.transcript(store, me, "T001", []),
        lambda: lists.seats(store, me, exam.id),
    ):
        with pytest.raises(NotAllowed):
            ask()
    running = sittings.start(store, Actor("T002", "x", Role.CANDIDATE), exam.id, reading)
    with pytest.raises(NoResultYet):
        sat_paper(store, examiner, running.id)
