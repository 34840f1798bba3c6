"""All of one person: certificates, exams, practice by topic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.practice import sets
from desktop_app.practice.practising import answer, take
from desktop_app.practice.sets import Way
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.person_view import PersonView
from desktop_app.ui.examiner.staff import StaffPage
from tests.ui.candidate_room import CANDIDATE, Room, furnish
from tests.ui.examiner_hands import press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def room(store: Store, examiner: Actor) -> Room:
    """A branch with a bank of nine kinds and an exam."""
    return furnish(store, examiner)


@pytest.fixture
def page(qtbot: QtBot, room: Room) -> Iterator[StaffPage]:
    """The staff page."""
    with shown(qtbot, room.store, room.examiner, StaffPage) as made:
        yield made


def opened(qtbot: QtBot, page: StaffPage) -> PersonView:
    """The view of 张三, by the button of the panel."""
    page.arrive(CANDIDATE.staff_no)
    press(qtbot, page.panel, "Exams, certificates, practice …")
    qtbot.waitUntil(lambda: isinstance(page.views.opened, PersonView))
    view = page.views.opened
    assert isinstance(view, PersonView)
    return view


def cells(view: PersonView, name: str) -> list[list[str]]:
    """The rows of the table of that name."""
    table = next(one for one in view.findChildren(QTableView) if one.accessibleName() == name)
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_somebody_new_has_nothing_yet(qtbot: QtBot, page: StaffPage) -> None:
    view = opened(qtbot, page)
    said = [one.text() for one in view.findChildren(QLabel)]
    assert "None yet." in said
    assert "Has not sat an exam yet." in said
    assert [row[2] for row in cells(view, "Progress by topic")] == ["0 / 10"]
    view.back.click()
    assert page.views.opened is None


def test_exams_and_practice_are_told_by_topic(qtbot: QtBot, room: Room, page: StaffPage) -> None:
    one = next(one for one in sets.practicable(room.store, system_clock().at.date()) if one.uid == "q3")
    answer(room.store, CANDIDATE, take(room.store, CANDIDATE, one), False, Way.DAILY, system_clock())
    sitting = sittings.start(room.store, CANDIDATE, room.exam.id, system_clock())
    sittings.submit(room.store, CANDIDATE, sitting, system_clock())
    view = opened(qtbot, page)
    (exam,) = cells(view, "Exams")
    assert exam[0] == room.exam.title
    assert exam[3].startswith(str(Decimal("0"))) or exam[3] == ""
    (topic,) = cells(view, "Progress by topic")
    assert topic[2] == "1 / 10"
    assert topic[5] == "100 %"
