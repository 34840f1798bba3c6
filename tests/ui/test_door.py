"""The Door: names, pinyin, PINs that slow down, the second door."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams.admission import new_slips
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.entrance.door import DoorPage
from tests.store_fixtures import PASSPHRASE
from tests.ui.candidate_room import CANDIDATE, PIN, Room, furnish, in_window, keys, signed_in, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key


@pytest.fixture
def room(store: Store, examiner: Actor) -> Room:
    return furnish(store, examiner)


def _names(page: DoorPage) -> list[str]:
    return [page.list.item(n).text() for n in range(page.list.count())]


def test_a_candidate_enters_by_initials_and_pin(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        entered: list[Actor] = []
        page.entered.connect(entered.append)
        assert len(_names(page)) == 3
        assert not page.pin.isEnabled()
        keys(K.Key_Z, K.Key_S)
        assert _names(page) == ["张三   T001   柜员"]
        keys(K.Key_Return)
        type_in(PIN)
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: entered == [CANDIDATE])
        assert page.pin.text == ""


def test_arrows_choose_in_the_list_while_the_search_keeps_the_keyboard(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        keys(K.Key_Down, K.Key_Down)
        assert page.search.hasFocus()
        assert page.person is not None
        assert page.person.staff_no == "T002"
        assert page.no_pin.isVisible()
        assert "examiner" in page.no_pin.text()
        assert not page.enter.isEnabled()


def test_enter_with_several_people_found_keeps_the_keyboard_and_says_what_to_do(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        keys(K.Key_T, K.Key_0, K.Key_Return)
        assert page.list.count() > 1
        assert page.search.hasFocus()
        assert "choose with the arrow keys" in page.banner.text
        keys(K.Key_Down, K.Key_Return)
        assert page.person is not None
        assert page.banner.text == ""
        assert page.pin.edit.hasFocus()


def test_wrong_pins_are_said_and_slow_down(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        entered: list[Actor] = []
        page.entered.connect(entered.append)
        keys(K.Key_Z, K.Key_S, K.Key_Return)
        for _ in range(5):
            assert page.pin.isEnabled()
            page.banner.clear()
            page.pin.setFocus()
            type_in("9753")
            keys(K.Key_Return)
            qtbot.waitUntil(lambda: bool(page.banner.text))
        assert "30 s" in page.banner.text
        assert not page.pin.isEnabled()
        assert entered == []


def test_letters_do_not_go_into_a_pin(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        keys(K.Key_Z, K.Key_S, K.Key_Return, K.Key_A, K.Key_1, K.Key_2)
        assert page.pin.text == "12"


def test_the_examiners_door_takes_the_passphrase(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        entered: list[Actor] = []
        page.entered.connect(entered.append)
        page.to_examiners.click()
        type_in("wrong passphrase")
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(page.examiner_banner.text))
        keys(K.Key_Escape)
        assert page.search.hasFocus()
        page.to_examiners.click()
        type_in(PASSPHRASE)
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: entered == [room.examiner])


def test_an_empty_roster_says_what_to_do(qtbot: QtBot, store: Store) -> None:
    with signed_in(store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        assert "examiner imports it" in page.more.text()


def test_nobody_of_that_name_is_said(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        keys(K.Key_Q, K.Key_Q)
        assert page.list.count() == 0
        assert "Nobody" in page.more.text()


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    from desktop_app.staff import import_roster
    from desktop_app.tables.sheet import Sheet

    rows = (("工号", "姓名"), ("T009", "<b>王</b>"))
    import_roster(store, examiner, (Sheet("花名册", rows),), system_clock())
    with signed_in(store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        keys(K.Key_Down)
        assert page.chosen.text().startswith("<b>王</b>")
        assert page.chosen.textFormat() is Qt.TextFormat.PlainText


def test_the_other_language_is_one_button_away(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        chosen: list[str] = []
        page.language_chosen.connect(chosen.append)
        next(one for one in page.findChildren(QPushButton) if one.text() == "中文").click()
        assert chosen == ["zh"]


def test_the_list_follows_the_roster(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    with signed_in(store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        assert page.list.count() == 0
        furnish(store, examiner)
        QApplication.processEvents()
        assert page.list.count() == 3


# ---------------------------------------------------------------- by a start slip


def test_whoever_has_no_pin_enters_by_the_code_on_their_slip_by_keyboard_alone(qtbot: QtBot, room: Room) -> None:
    code = new_slips(room.store, room.examiner, room.exam.id, system_clock(), ["T002"])["T002"]
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        entered: list[Actor] = []
        page.entered.connect(entered.append)
        keys(K.Key_L, K.Key_S)
        assert page.person is not None
        assert page.person.staff_no == "T002"
        assert "start slip" in page.no_pin.text()
        assert page.slip.isVisible()
        assert not page.pin.isVisible()
        assert not page.to_slip.isVisible()
        keys(K.Key_Return)
        assert page.slip.hasFocus()
        type_in("ABCD-EFGH")
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: "wrong or used up" in page.banner.text)
        assert page.slip.hasFocus()
        type_in(code.lower())
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: [one.only_exam for one in entered] == [room.exam.id])
        assert page.slip.text() == ""


def test_whoever_has_a_pin_chooses_between_the_two(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store, None) as session, in_window(qtbot, DoorPage(session)) as page:
        keys(K.Key_Z, K.Key_S)
        assert not page.to_slip.isVisible()
        new_slips(room.store, room.examiner, room.exam.id, system_clock(), ["T001"])
        qtbot.waitUntil(page.to_slip.isVisible)
        assert page.to_slip.accessibleName() == "Use a start slip"
        page.to_slip.setFocus()
        keys(K.Key_Space)
        assert page.slip.hasFocus()
        for _ in range(5):
            page.banner.clear()
            page.slip.setFocus()
            page.slip.clear()
            type_in("WRONG")
            keys(K.Key_Return)
            qtbot.waitUntil(lambda: bool(page.banner.text))
        assert "30 s" in page.banner.text
        assert not page.slip.isEnabled()
        page.to_slip.click()
        assert page.pin.isVisible()
        type_in(PIN)
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: "Too many" in page.banner.text)
