"""After a kill the exam page is as it was: what was typed and is no answer yet, how far it was scrolled, the caret."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import Essay, Number, Numeric, Option, Scenario, Single
from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.exams.plans import save_plan
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui import theme
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.questions.text import EssayView
from tests.ui.candidate_room import CANDIDATE, furnish, in_window, keys, signed_in, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key
LONG = "\n".join(f"{n}. 客户持本人有效身份证件到网点办理该项业务，柜员应当核对客户身份并留存记录。" for n in range(80))
OPTIONS = (Option("核对", Decimal(1)), Option("不核对", Decimal(0)))
QUESTIONS = (
    Single(uid="a", stem=LONG, options=OPTIONS),
    Numeric(uid="b", stem="一年利息是多少？", numbers=(Number(Decimal(150)),), unit="元"),
    Scenario(
        uid="c",
        stem="客户来网点。",
        parts=(
            Single(uid="p1", stem=LONG, options=OPTIONS),
            Numeric(uid="p2", stem="几元？", numbers=(Number(Decimal(1)),)),
        ),
    ),
    Essay(uid="d", stem="请简述。"),
)


@pytest.fixture
def exam_id(store: Store, examiner: Actor) -> str:
    """An exam over the four, in their order."""
    furnish(store, examiner)
    draft = Draft(questions=tuple(Drafted(one, one.uid) for one in QUESTIONS))
    import_draft(store, examiner, draft, bank="long", file="made", reading=system_clock())
    sections = tuple(Section(title=one.uid, bank="long", kind=one.kind, number=1) for one in QUESTIONS)
    plan = ExamPlan(
        code="BACK",
        title="回来",
        minutes=60,
        sections=sections,
        shuffle_options=False,
        shuffle_questions=False,
        resumes_alone=9,
    )
    save_plan(store, examiner, plan, system_clock())
    return open_exam(store, examiner, "BACK", reading=system_clock()).id


def sit(store: Store, exam_id: str) -> Sitting:
    """The sitting as the store has it."""
    return sittings.start(store, CANDIDATE, exam_id, system_clock())


def bar_of(page: ExamPage) -> int:
    """How far the question is scrolled, in pixels."""
    area = page.pane._area
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar().value()


def share_of(page: ExamPage) -> float:
    """How far it is scrolled, of its length."""
    area = page.pane._area
    assert isinstance(area, QScrollArea)
    return bar_of(page) / max(1, area.verticalScrollBar().maximum())


def scroll(page: ExamPage, to: int) -> None:
    """Scroll, and stay there for two pulses."""
    area = page.pane._area
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() > to
    area.verticalScrollBar().setValue(to)
    page.tick()
    page.tick()


def test_what_is_no_number_yet_is_there_again(qtbot: QtBot, store: Store, exam_id: str) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sit(store, exam_id))) as page:
        page.go_to(2)
        type_in("1.5.")
        page.tick()
    back = sit(store, exam_id)
    assert back.position == 2
    assert 2 not in back.answers
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, back)) as page:
        assert page.pane.value() == "1.5."
        assert page.saved.text() == "Not saved: not an answer yet"
        keys(K.Key_End, K.Key_Backspace)
        qtbot.waitUntil(lambda: back.answers.get(2) == "1.5")
    # Killed before another pulse: the answer stands, not what was there before.
    again = sit(store, exam_id)
    assert dict(again.place.drafts) == {}
    assert again.answers[2] == "1.5"


def test_a_long_question_is_scrolled_to_where_it_was(qtbot: QtBot, store: Store, exam_id: str) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sit(store, exam_id))) as page:
        assert bar_of(page) == 0
        scroll(page, 400)
        share = share_of(page)
    back = sit(store, exam_id)
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, back)) as page:
        qtbot.waitUntil(lambda: abs(share_of(page) - share) <= 0.01)
        # Whoever goes on scrolling is not pulled back.
        scroll(page, 100)
        assert bar_of(page) == 100
        page.go_to(2)
        page.go_to(1)
        QApplication.processEvents()
        assert bar_of(page) == 0


def test_the_parts_of_a_case_too(qtbot: QtBot, store: Store, exam_id: str) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sit(store, exam_id))) as page:
        page.go_to(3)
        QApplication.processEvents()
        scroll(page, 300)
        share = share_of(page)
    back = sit(store, exam_id)
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, back)) as page:
        assert page.position == 3
        qtbot.waitUntil(lambda: abs(share_of(page) - share) <= 0.01)


def test_an_essay_goes_on_where_the_caret_was(qtbot: QtBot, store: Store, exam_id: str) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sit(store, exam_id))) as page:
        page.go_to(4)
        type_in("先倾听，再道歉。")
        keys(*[K.Key_Left] * 4)
        qtbot.waitUntil(lambda: 4 in page.sitting.answers)
        page.tick()
        page.tick()
    back = sit(store, exam_id)
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, back)) as page:
        view = page.pane.view
        assert isinstance(view, EssayView)
        assert view.field.textCursor().position() == 4
        type_in("他，")
        assert page.pane.value() == "先倾听，他，再道歉。"


def test_scrolling_and_writing_at_the_end_cost_few_steps(qtbot: QtBot, store: Store, exam_id: str) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sit(store, exam_id))) as page:
        page._timer.stop()
        area = page.pane._area
        assert isinstance(area, QScrollArea)

        def steps() -> int:
            found: int = store.read.execute("SELECT count(*) FROM step").fetchone()[0]
            return found

        before = steps()
        for n in range(1, 30):
            area.verticalScrollBar().setValue(n * 10)
            page.tick()
        assert steps() == before
        for _ in range(5):
            page.tick()
        assert steps() == before + 1
        page.go_to(4)
        before = steps()
        for _ in range(5):
            type_in("好")
            page.tick()
        assert steps() == before


def test_another_text_size_keeps_the_place(qtbot: QtBot, store: Store, exam_id: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sit(store, exam_id))) as page:
        scroll(page, 600)
        before = share_of(page)
        try:
            theme.apply(app, theme.Look.LIGHT, 150)
            qtbot.waitUntil(lambda: page.pane._area is not None and abs(share_of(page) - before) < 0.01)
        finally:
            theme.apply(app, theme.Look.LIGHT, 100)
