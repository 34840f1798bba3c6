"""The staff page: roster, PINs, needs, leaving, a second examiner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import Reading
from desktop_app.certificates.personal_data import years
from desktop_app.staff import Actor, Role, person, sign_in
from desktop_app.staff.examiners import examiner_of_passphrase
from desktop_app.staff.people import leave, people
from desktop_app.staff.pins import PinNotSet
from desktop_app.staff.roster import import_roster
from desktop_app.store import Store
from desktop_app.tables.sheet import Sheet
from desktop_app.ui.examiner.examiner_form import ExaminerForm
from desktop_app.ui.examiner.leavers import LeaversView
from desktop_app.ui.examiner.roster_view import RosterView
from desktop_app.ui.examiner.staff import StaffPage
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ROSTER = Sheet(
    "花名册",
    (("工号", "姓名", "岗位", "机构"), ("T001", "张三", "综合柜员", "营业部"), ("T002", "单于飞", "客户经理", "滨江")),
)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, reading: Reading) -> Iterator[StaffPage]:
    import_roster(store, examiner, (ROSTER,), reading)
    with shown(qtbot, store, examiner, StaffPage) as made:
        yield made


def _numbers(page: StaffPage) -> list[str]:
    return [one.staff_no for one in page.table.model_of_rows.rows]


def test_people_are_found_by_the_initials_of_their_names(qtbot: QtBot, page: StaffPage) -> None:
    assert _numbers(page) == ["E001", "T001", "T002"]
    QTest.keyClicks(page.search, "zs")
    assert _numbers(page) == ["T001"]
    page.search.clear()
    QTest.keyClicks(page.search, "nobody")
    assert _numbers(page) == []
    assert page.empty.isVisible()


def test_a_pin_is_set_by_keyboard_and_opens_the_door(
    qtbot: QtBot, page: StaffPage, store: Store, reading: Reading
) -> None:
    page.arrive("T001")
    page.panel.pin.setFocus()
    QTest.keyClicks(page.panel.pin, "4829")
    QTest.keyClick(page.panel.pin, Qt.Key.Key_Return)
    assert "4829" in page.banner.text
    assert sign_in(store, "T001", "4829", reading).name == "张三"
    qtbot.waitUntil(page.panel.reset.isEnabled)
    press(qtbot, page, "Reset the PIN")
    with pytest.raises(PinNotSet):
        sign_in(store, "T001", "4829", reading)


def test_a_simple_pin_is_refused_where_it_was_typed(qtbot: QtBot, page: StaffPage, store: Store) -> None:
    page.arrive("T001")
    QTest.keyClicks(page.panel.pin, "1234")
    press(qtbot, page, "Set the PIN")
    assert "4 to 8 digits" in page.banner.text
    assert not person(store, "T001").has_pin


def test_a_pin_that_is_made_up_can_be_set(qtbot: QtBot, page: StaffPage, store: Store) -> None:
    page.arrive("T002")
    press(qtbot, page, "Make one up")
    press(qtbot, page, "Set the PIN")
    assert person(store, "T002").has_pin


def test_needs_are_kept(qtbot: QtBot, page: StaffPage, store: Store) -> None:
    page.arrive("T002")
    page.panel.extra.setValue(25)
    page.panel.text.setValue(150)
    press(qtbot, page, "Keep these needs")
    kept = person(store, "T002")
    assert (kept.extra_percent, kept.text_percent) == (25, 150)
    assert page.table.model_of_rows.data(page.table.model_of_rows.index(2, 6)) == "time +25% · text 150%"


def test_whoever_leaves_is_hidden_and_can_come_back(qtbot: QtBot, page: StaffPage, store: Store) -> None:
    page.arrive("T001")
    press(qtbot, page, "Has left the branch")
    asked = answer_question(qtbot, page, "Note that they have left")
    assert "张三" in asked
    qtbot.waitUntil(lambda: _numbers(page) == ["E001", "T002"])
    QTest.mouseClick(page.left_too, Qt.MouseButton.LeftButton, pos=page.left_too.rect().center())
    page.left_too.setChecked(True)
    page.arrive("T001")
    press(qtbot, page, "Has come back")
    assert person(store, "T001").left_on is None


def test_a_question_that_is_cancelled_changes_nothing(qtbot: QtBot, page: StaffPage, store: Store) -> None:
    page.arrive("T001")
    press(qtbot, page, "Has left the branch")
    answer_question(qtbot, page, "Cancel")
    assert person(store, "T001").left_on is None


def test_a_roster_is_shown_before_anything_is_written(
    qtbot: QtBot, page: StaffPage, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "roster.csv"
    file.write_text("工号,姓名,岗位\nT003,李四,柜员\nT001,张三,大堂经理\n,无号,柜员\nT004,,柜员\n", encoding="utf-8")
    press(qtbot, page, "Import a roster")
    choose_file(qtbot, page, file)
    qtbot.waitUntil(lambda: isinstance(page.views.opened, RosterView), timeout=20_000)
    view = page.views.opened
    assert isinstance(view, RosterView)
    assert "4 rows read: 1 new, 1 changed, 0 unchanged, 0 skipped, 2 rejected" in view.summary.text()
    assert [row.where for row in view.findings.model_of_rows.rows] == ["line 4", "line 5"]
    view.findings.select_row(1)
    assert "T004 has no name" in view.in_full.text()
    assert "T003" not in {one.staff_no for one in people(store)}
    press(qtbot, page, "Import people (2)")
    qtbot.waitUntil(lambda: page.views.opened is None)
    assert person(store, "T003").name == "李四"
    assert person(store, "T001").post == "大堂经理"
    assert "1 new, 1 changed" in page.banner.text


def test_a_roster_of_nobody_says_so(qtbot: QtBot, page: StaffPage, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text("工号,姓名,岗位\n", encoding="utf-8")
    page.preview(file)
    qtbot.waitUntil(lambda: isinstance(page.views.opened, RosterView), timeout=20_000)
    view = page.views.opened
    assert isinstance(view, RosterView)
    assert not view.confirm.isEnabled()
    words = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert any("nobody below" in text for text in words)
    assert "Every row is fine." not in words


def test_a_preview_that_is_left_writes_nothing(qtbot: QtBot, page: StaffPage, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text("工号,姓名\nT003,李四\n", encoding="utf-8")
    page.preview(file)
    qtbot.waitUntil(lambda: isinstance(page.views.opened, RosterView), timeout=20_000)
    opened = page.views.opened
    assert opened is not None
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert page.views.opened is None
    assert "T003" not in {one.staff_no for one in people(store)}


def test_a_picture_under_a_workbook_s_name_is_one_sentence(qtbot: QtBot, page: StaffPage, tmp_path: Path) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    page.preview(file)
    qtbot.waitUntil(lambda: page.banner.text != "", timeout=20_000)
    assert page.views.opened is None


def test_a_second_examiner_opens_the_store_with_their_own_passphrase(
    qtbot: QtBot, page: StaffPage, store: Store
) -> None:
    press(qtbot, page, "Add an examiner")
    form = page.views.opened
    assert isinstance(form, ExaminerForm)
    for field, text in (
        (form.number, "T002"),
        (form.name, "单于飞"),
        (form.passphrase, "another long one"),
        (form.again, "another long on"),
    ):
        field.setText(text)
    assert not form.add.isEnabled()
    assert form.problem.isVisible()
    QTest.keyClicks(form.again, "e")
    QTest.keyClick(form.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.views.opened is None, timeout=10_000)
    assert person(store, "T002").role is Role.EXAMINER
    assert examiner_of_passphrase(store, "another long one").staff_no == "T002"
    page.arrive("T002")
    press(qtbot, page, "No longer an examiner")
    answer_question(qtbot, page, "Take the role away")
    assert person(store, "T002").role is Role.CANDIDATE


def test_an_examiner_cannot_send_themselves_away(page: StaffPage) -> None:
    page.arrive("E001")
    assert page.panel.isVisible()
    assert not page.panel.left.isVisible()
    assert not page.panel.demote.isVisible()


def test_a_leavers_data_is_taken_out_with_a_reason(
    qtbot: QtBot, page: StaffPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    leave(store, examiner, "T002", date(2020, 1, 31), reading)
    press(qtbot, page, "People who have left …")
    view = page.views.opened
    assert isinstance(view, LeaversView)
    assert [one.person.staff_no for one in view.table.model_of_rows.rows] == ["T002"]
    assert not view.remove.isEnabled()
    view.why.setFocus()
    QTest.keyClicks(view.why, "term over")
    QTest.keyClick(view.why, Qt.Key.Key_Return)
    assert "单于飞" in answer_question(qtbot, view, "Take it out")
    qtbot.waitUntil(lambda: not view.table.model_of_rows.rows)
    assert view.empty.isVisible()
    assert [one.staff_no for one in people(store, include_left=True)] == ["E001", "T001"]
    (noted,) = [line for line in store.journal() if line.action == "data_removed"]
    assert noted.facts == {"staff_no": "T002", "why": "term over"}


def test_how_long_data_is_kept_is_set_and_the_person_asked_for_stands_first(
    qtbot: QtBot, page: StaffPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    leave(store, examiner, "T001", date(2020, 1, 31), reading)
    leave(store, examiner, "T002", reading.at.date(), reading)
    page.left_too.setChecked(True)
    page.arrive("T002")
    press(qtbot, page.panel, "Take their data out …")
    view = page.views.opened
    assert isinstance(view, LeaversView)
    chosen = view.table.current_row()
    assert chosen is not None
    assert chosen.person.staff_no == "T002"
    view.years.setValue(10)
    press(qtbot, view, "Keep this")
    assert years(store) == 10
    assert [one.person.staff_no for one in view.table.model_of_rows.rows] == ["T002"]
