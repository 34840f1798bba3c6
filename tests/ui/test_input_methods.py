"""Chinese input methods in the exam: what is being composed is no answer, no key of the exam, and never half saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.questions.text import EssayView, NumberView
from desktop_app.ui.candidate.saving import PAUSE_MS, SaveState
from tests.ui.candidate_room import CANDIDATE, furnish, in_window, keys, signed_in, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key
BLANK, NUMBER, ESSAY = 4, 5, 10


@pytest.fixture
def sitting(store: Store, examiner: Actor) -> Sitting:
    """A sitting of all nine kinds."""
    return sittings.start(store, CANDIDATE, furnish(store, examiner).exam.id, system_clock())


def field() -> QWidget:
    """Where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def compose(text: str) -> None:
    """Letters that an input method shows and has not given yet."""
    QApplication.sendEvent(field(), QInputMethodEvent(text, []))
    QApplication.processEvents()


def answers(store: Store) -> int:
    """How many answers are on the disk."""
    found: int = store.read.execute("SELECT count(*) FROM step WHERE kind = 'answered'").fetchone()[0]
    return found


@pytest.mark.parametrize(
    ("position", "words", "kept"),
    [(BLANK, "实名", ["实名", ""]), (NUMBER, "１５０", "１５０"), (ESSAY, "倾听", "倾听")],
)
def test_only_what_is_committed_is_an_answer(
    qtbot: QtBot, store: Store, sitting: Sitting, position: int, words: str, kept: object
) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(position)
        for letters in ("m", "ma", "ma g", "ma g d"):
            compose(letters)
            assert page.pane.value() is None
        assert page.position == position
        assert sitting.flags == set()
        assert page.saving.state is SaveState.SAVED
        qtbot.wait(PAUSE_MS + 200)
        assert answers(store) == 0
        type_in(words)
        assert page.pane.value() == kept
        qtbot.waitUntil(lambda: sitting.answers.get(position) == kept)
        assert answers(store) == 1


def test_what_is_composed_in_a_written_text_saves_nothing_anew(qtbot: QtBot, store: Store, sitting: Sitting) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(ESSAY)
        type_in("先倾听")
        qtbot.waitUntil(lambda: sitting.answers.get(ESSAY) == "先倾听")
        before = answers(store)
        compose("dao qian")
        view = page.pane.view
        assert isinstance(view, EssayView)
        assert view._count.text() == "3 words"
        qtbot.wait(PAUSE_MS + 200)
        assert answers(store) == before
        page.tick()
        assert sitting.answers[ESSAY] == "先倾听"


@pytest.mark.parametrize(("position", "following"), [(BLANK, NUMBER), (ESSAY, NUMBER)])
def test_what_is_committed_too_late_is_not_the_next_questions(
    qtbot: QtBot, store: Store, sitting: Sitting, position: int, following: int
) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(position)
        before = field()
        compose("150")
        page.overview.cells[following - 1].click()
        late = QInputMethodEvent()
        late.setCommitString("150")
        QApplication.sendEvent(before, late)
        assert page.position == following
        assert page.pane.value() is None
        assert isinstance(page.pane.view, NumberView)
        page.saving.flush()
        assert sitting.answers == {}
        assert page.saving.unsaved == {}


def test_keys_in_a_field_are_the_fields(qtbot: QtBot, store: Store, sitting: Sitting) -> None:
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(ESSAY)
        compose("m")
        keys(K.Key_M, K.Key_G, K.Key_A, K.Key_1, K.Key_Left, K.Key_Home)
        assert page.position == ESSAY
        assert sitting.flags == set()
        assert page.pane.value() == "mga1"
