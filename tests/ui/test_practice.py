"""Practice in the window: what there is to practise, one question at a time, told at once, by keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.banks.question import Source
from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.keys import right_answer
from desktop_app.practice import sets
from desktop_app.practice.practising import answer, take
from desktop_app.practice.sets import Practicable, Way
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.home import HomePage
from desktop_app.ui.candidate.practice.feedback import FeedbackCard
from desktop_app.ui.candidate.practice.practice_page import PracticePage
from desktop_app.ui.candidate.practice.sets_page import SetsPage
from desktop_app.ui.candidate.questions.choice import SeveralView
from desktop_app.ui.candidate.questions.scenario import ScenarioView
from desktop_app.ui.widgets.rich_text import RichText
from tests.exams import making
from tests.exams.making import bring_in, single
from tests.ui.candidate_room import CANDIDATE, QUESTIONS, Room, furnish, in_window, keys, signed_in, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key


@pytest.fixture
def room(store: Store, examiner: Actor) -> Room:
    """A bank of all nine kinds."""
    return furnish(store, examiner)


def named(store: Store, uid: str) -> Practicable:
    """The question of that identity."""
    return next(one for one in sets.practicable(store, system_clock().at.date()) if one.uid == uid)


def verdict(page: PracticePage) -> str:
    """What the feedback says."""
    return page.findChildren(FeedbackCard)[-1].verdict


def test_a_question_is_answered_checked_and_explained_by_keys(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store) as session:
        items = [named(room.store, "q1"), named(room.store, "q3")]
        with in_window(qtbot, PracticePage(session, items, Way.TOPIC)) as page:
            gone: list[bool] = []
            page.left.connect(lambda: gone.append(True))
            assert page.count.text() == "2 to go"
            assert page.practised is not None
            good = right_answer(page.practised.question, page.practised.item)
            keys(K(ord("B" if good == "A" else "A")), K.Key_Return)
            assert verdict(page) == "Not right"
            said = " ".join(label.accessibleName() for label in page.findChildren(FeedbackCard))
            assert said
            keys(K.Key_Return)
            assert page.kind.text() == "True or false"
            keys(K.Key_2, K.Key_Return)
            assert verdict(page) == "Right"
            # What was not right comes once more.
            keys(K.Key_Return)
            assert page.kind.text() == "Single choice"
            good = right_answer(page.practised.question, page.practised.item)
            keys(K(ord(good)), K.Key_Return)
            assert verdict(page) == "Right"
            keys(K.Key_Return)
            assert (page.done, page.right) == (3, 2)
            assert page.home.isVisible()
            keys(K.Key_Return)
            assert gone == [True]
    kept = room.store.read.execute("SELECT uid, share FROM practice_answer ORDER BY id").fetchall()
    assert kept == [("q1", "0"), ("q3", "1"), ("q1", "1")]


@pytest.mark.parametrize("uid", [question.uid for question in QUESTIONS])
def test_every_kind_can_be_practised(qtbot: QtBot, room: Room, uid: str) -> None:
    with (
        signed_in(room.store) as session,
        in_window(qtbot, PracticePage(session, [named(room.store, uid)], Way.DAILY)) as page,
    ):
        kind = page.practised.question.kind.value if page.practised else ""
        page.unknown.click()
        assert verdict(page) == "Not right"
        page.following.click()
        assert page.view is not None
        if kind in ("blank", "numeric", "essay"):
            type_in("150")
        elif kind == "order":
            keys(K.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
        elif kind == "match":
            keys(K.Key_1)
        else:
            keys(K.Key_A)
        page.check.click()
        if page.own[0].isVisible():
            page.own[1].click()
            assert verdict(page) == "Partly right"
        elif not page.findChildren(FeedbackCard):
            pytest.fail(f"{kind}: {page.banner.text}")
        page.following.click()
        assert page.home.isVisible()
        assert page.done == 2


def test_the_right_options_are_marked(qtbot: QtBot, room: Room) -> None:
    with (
        signed_in(room.store) as session,
        in_window(qtbot, PracticePage(session, [named(room.store, "q2")], Way.TOPIC)) as page,
    ):
        # A and C are right.
        keys(K.Key_A, K.Key_B, K.Key_Return)
        assert isinstance(page.view, SeveralView)
        assert [row.verdict for row in page.view.rows] == [True, False, True]
        spoken = [row.accessibleName() for row in page.view.rows]
        assert [name.rpartition(", ")[2] for name in spoken] == ["right", "not right", "right"]
        keys(K.Key_Return)
        assert page.count.text() == "1 to go · right 0 of 1"
        keys(K.Key_A, K.Key_C, K.Key_Return)
        assert [row.verdict for row in page.view.rows] == [True, None, True]


def test_a_case_that_was_checked_scrolls_and_is_locked(qtbot: QtBot, room: Room) -> None:
    with (
        signed_in(room.store) as session,
        in_window(qtbot, PracticePage(session, [named(room.store, "q8")], Way.TOPIC), height=420) as page,
    ):
        page.unknown.click()
        QApplication.processEvents()
        assert isinstance(page.view, ScenarioView)
        assert [view.isEnabled() for view in page.view.views] == [False, False]
        area = page.view.area
        assert area is not None
        assert area.isEnabled()
        bar = area.verticalScrollBar()
        assert bar.maximum() > 0
        keys(K.Key_PageDown)
        assert bar.value() > 0
        keys(K.Key_PageUp)
        assert bar.value() == 0


def test_the_rule_before_is_told(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    old = Source("旧办法", number="第1号", effective_on=date(2015, 5, 1), repealed_on=date(2026, 6, 1))
    new = Source("新办法", number="第2号", effective_on=date(2026, 6, 1))
    for right, source in (("*20 50", old), ("20 *50", new)):
        bring_in(store, examiner, [single(right, uid="limit", stem="限额？", source=source)])
    making.candidate(store)
    with (
        signed_in(store) as session,
        in_window(qtbot, PracticePage(session, [named(store, "limit")], Way.NEW_RULES)) as page,
    ):
        page.unknown.click()
        said = [one.plain for one in page.findChildren(FeedbackCard)[-1].findChildren(RichText)]
        assert any(text.endswith("新办法 第2号  in force since 2026-06-01") for text in said)
        assert "旧办法 第1号  in force since 2015-05-01  until 2026-06-01" in said
        assert said[-1].split() == ["A", "20"]


def test_the_set_ends_with_how_it_went_by_topic(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    bring_in(
        store, examiner, [single(uid="a", stem="a", topic=("产品",)), single(uid="b", stem="b", topic=("法规", "存款"))]
    )
    making.candidate(store)
    items = [named(store, "a"), named(store, "b")]
    with signed_in(store) as session, in_window(qtbot, PracticePage(session, items, Way.TOPIC)) as page:
        assert page.practised is not None
        keys(K(ord(right_answer(page.practised.question, page.practised.item))), K.Key_Return, K.Key_Return)
        for _ in range(2):
            page.unknown.click()
            page.following.click()
        QApplication.processEvents()
        told = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
        assert told.index("法规 / 存款") + 1 == told.index("0 / 2")
        assert told.index("产品") + 1 == told.index("1 / 1")
        assert told.index("法规 / 存款") < told.index("产品")


def test_the_wrong_question_book_by_topic(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    bring_in(store, examiner, [single(uid=uid, stem=uid, topic=(topic,)) for uid, topic in ("a1", "b2")])
    making.candidate(store)
    for uid in ("a", "b", "b"):
        one = named(store, uid)
        answer(store, CANDIDATE, take(store, CANDIDATE, one), None, Way.TOPIC, system_clock())
    with signed_in(store) as session, in_window(qtbot, SetsPage(session)) as page:
        qtbot.waitUntil(lambda: hasattr(page, "book"))
        qtbot.waitUntil(lambda: page._job is None)
        first = page.book.current_row()
        assert first is not None
        assert (first.path, first.wrong) == (("2",), 2)
        with qtbot.waitSignal(page.chosen) as chosen:
            page._on_wrong_button()
        assert chosen.args is not None
        assert [one.uid for one in chosen.args[0]] == ["b"]
        page._on_take_topic_out()
        box = page.findChild(QMessageBox)
        assert box is not None
        next(one for one in box.buttons() if one.text() == "Take out").click()
        qtbot.waitUntil(lambda: [one.path for one in page.book.model_of_rows.rows] == [("1",)])
        qtbot.waitUntil(lambda: page._job is None)
    assert [one.uid for one in sets.wrong_book(store, CANDIDATE.staff_no, system_clock())] == ["a"]


def test_home_tells_what_waits(qtbot: QtBot, room: Room) -> None:
    one = named(room.store, "q1")
    answer(room.store, CANDIDATE, take(room.store, CANDIDATE, one), None, Way.DAILY, system_clock())
    with signed_in(room.store) as session, in_window(qtbot, HomePage(session)) as page:
        qtbot.waitUntil(lambda: page.waits.text().startswith("due"))
        assert page.waits.text() == ("due 1 · new 9 · in the wrong-question book 1 · done today 1 · days in a row 1")


def test_home_without_questions(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    making.candidate(store)
    with signed_in(store) as session, in_window(qtbot, HomePage(session)) as page:
        qtbot.waitUntil(lambda: page.waits.text().startswith("Nothing waits"))


def test_nobody_practises_during_an_exam(qtbot: QtBot, room: Room) -> None:
    items = [named(room.store, "q1")]
    sittings.start(room.store, CANDIDATE, room.exam.id, system_clock())
    with signed_in(room.store) as session, in_window(qtbot, PracticePage(session, items, Way.DAILY)) as page:
        assert page.home.isVisible()
        assert "exam" in page.banner.text


def test_the_sets_are_offered_with_their_numbers(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store) as session, in_window(qtbot, SetsPage(session)) as page:
        chosen: list[tuple[tuple[Practicable, ...], Way]] = []
        page.chosen.connect(lambda items, way: chosen.append((items, way)))
        qtbot.waitUntil(lambda: hasattr(page, "topics"))
        qtbot.waitUntil(lambda: page._job is None)
        assert QApplication.focusWidget() is page.first
        keys(K.Key_Space)
        qtbot.waitUntil(lambda: len(chosen) == 1)
        assert chosen[0][1] is Way.DAILY
        assert len(chosen[0][0]) == 10
        page.topics.select_row(0)
        page._on_topic_button()
        qtbot.waitUntil(lambda: len(chosen) == 2)
        assert chosen[1][1] is Way.TOPIC
        page._on_plan(room.exam.plan_code)
        qtbot.waitUntil(lambda: len(chosen) == 3)
        assert {one.bank for one in chosen[2][0]} == {"nine"}


def test_without_questions_the_page_says_so(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    from desktop_app.staff import import_roster
    from desktop_app.tables.sheet import Sheet

    rows = (("工号", "姓名"), (CANDIDATE.staff_no, CANDIDATE.name))
    import_roster(store, examiner, (Sheet("s", rows),), system_clock())
    with signed_in(store) as session, in_window(qtbot, SetsPage(session)) as page:
        qtbot.waitUntil(lambda: hasattr(page, "first"))
        assert not hasattr(page, "topics")
        assert page.first is page.back


def test_home_leads_to_the_practice(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store) as session, in_window(qtbot, HomePage(session)) as page:
        made = next(one for one in page.findChildren(QPushButton) if one.text() == "To the practice")
        with qtbot.waitSignal(page.practice_wanted):
            made.click()
