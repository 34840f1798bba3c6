"""What a screen reader is told unasked: saving that fails and goes again, time that gets short, a part that closes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.store.conditions import DiskFull
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.widgets.panels import Banner
from tests.ui.candidate_room import CANDIDATE, at, furnish, in_window, keys, signed_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key


def test_the_exam_says_what_changes_elsewhere(
    qtbot: QtBot, store: Store, examiner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sittings.start(store, CANDIDATE, furnish(store, examiner).exam.id, system_clock())
    now = [system_clock()]

    def clock() -> Reading:
        return now[0]

    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting, clock)) as page:
        page._timer.stop()
        said: list[str] = []
        for one in (page.head.announcer, page.banner.announcer, page.time_left.announcer):
            one.spoken.connect(said.append)
        keys(K.Key_A, K.Key_B)
        assert said == []
        with monkeypatch.context() as patch:

            def full(*_: object) -> int:
                raise DiskFull(path="x")

            patch.setattr(sittings, "answer", full)
            keys(K.Key_C, K.Key_D)
        assert said[0] == page.banner.text
        assert said[1:] == ["Not saved!"]
        page.saving.flush()
        assert said[2:] == ["Saved ✓"]
        for seconds in (50 * 60, 5, 5, 9 * 60, 5):
            now[0] = at(now[0], seconds)
            page.tick()
        assert said[3:] == ["Less than 10 minutes left", "Less than 1 minute left, then submitted by itself"]


def test_a_banner_is_said_once_and_again_when_it_comes_again(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    said: list[str] = []
    banner.announcer.spoken.connect(said.append)
    banner.tell("A", "bad")
    banner.tell("A", "bad")
    banner.tell("B")
    banner.clear()
    banner.tell("B")
    assert said == ["A", "B", "B"]
