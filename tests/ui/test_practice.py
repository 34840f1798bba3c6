"""Practice in the window: what there is to practise, one question at a time, told at once, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.keys import right_answer
from desktop_app.practice import sets
from desktop_app.practice.sets import Practicable, Way
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.home import HomePage
from desktop_app.ui.candidate.practice.feedback import FeedbackCard
from desktop_app.ui.candidate.practice.practice_page import PracticePage
from desktop_app.ui.candidate.practice.sets_page import SetsPage
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
