"""A whole sitting of all nine kinds through the accessibility tree alone: role, name, state and value of each control.

Nothing here knows a widget of the page: what has no role and no name cannot be used.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.records import sitting_record
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.exam import ExamPage
from tests.ui.candidate_room import CANDIDATE, furnish, in_window, signed_in
from tests.ui.screen_reader import Role, ScreenReader, act, spoken

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_whole_sitting_through_the_accessibility_tree_alone(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    room = furnish(store, examiner)
    sitting = sittings.start(store, CANDIDATE, room.exam.id, system_clock())
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        over: list[str] = []
        page.submitted.connect(over.append)
        reader = ScreenReader(page.window())
        assert reader.says("Time left")
        assert reader.says("Saved")
        _single(reader)
        _multiple(reader)
        _true_or_false(reader)
        _blanks_and_number(reader)
        _order(reader)
        _match(reader)
        _cases(reader)
        _essay(reader)
        qtbot.waitUntil(lambda: reader.says("Saved ✓"))
        assert [spoken(one) for one in reader.all(Role.CheckBox, "empty")] == []
        reader.press(Role.CheckBox, "Flag")
        assert reader.find(Role.CheckBox, "Question 10").state().checked
        assert "flagged" in spoken(reader.find(Role.CheckBox, "Question 10"))
        qtbot.waitUntil(lambda: reader.says("Saved ✓"))
        reader.press(Role.Button, "Submit")
        box = QApplication.activeModalWidget()
        assert box is not None
        asked = ScreenReader(box)
        assert asked.says("All 10 questions are answered.")
        asked.press(Role.Button, "Submit")
        qtbot.waitUntil(lambda: over == [sitting.id])
    record = sitting_record(store, sitting.id)
    assert (record.row.state, record.answered) == ("submitted", 10)
    assert record.outcome is not None
    wrong = [item.position for item in record.outcome.items if item.points < item.max and not item.awaiting]
    assert wrong == []


def _on(reader: ScreenReader) -> None:
    reader.press(Role.Button, "Next question")


def _choose(reader: ScreenReader, role: Role, *texts: str) -> None:
    for text in texts:
        one = reader.find(role, text)
        assert not one.state().checked
        act(one)
        assert reader.find(role, text).state().checked


def _single(reader: ScreenReader) -> None:
    assert reader.says("Single choice")
    assert reader.says("存款保险的最高偿付限额是多少？")
    assert reader.says("Question 1 / 10")
    _choose(reader, Role.RadioButton, "人民币 50 万元")
    _on(reader)


def _multiple(reader: ScreenReader) -> None:
    assert reader.says("Multiple choice")
    _choose(reader, Role.CheckBox, "居民身份证", "护照")
    _on(reader)


def _true_or_false(reader: ScreenReader) -> None:
    _choose(reader, Role.RadioButton, "False")
    _on(reader)


def _blanks_and_number(reader: ScreenReader) -> None:
    reader.write("Blank 1", "实名")
    reader.write("Blank 2", "自愿")
    _on(reader)
    reader.write("Number in 元", "150")
    _on(reader)


def _order(reader: ScreenReader) -> None:
    wanted = ["核实身份", "登记挂失", "出具回执"]
    for place, text in enumerate(wanted):
        if not reader.find(Role.ListItem, text).state().selected:
            act(reader.find(Role.ListItem, text))
        assert reader.find(Role.ListItem, text).state().selected
        stands = int(spoken(reader.find(Role.ListItem, text)).partition(".")[0])
        for up in range(stands - 1, place, -1):
            reader.press(Role.Button, "Move up")
            assert spoken(reader.find(Role.ListItem, text)).startswith(f"{up}.")
    # What stood right from the start is answered by saying so.
    keep = reader.all(Role.Button, "Keep this order")
    if keep and not keep[0].state().disabled:
        act(keep[0])
    # The number is part of the name: Qt's tree keeps the items where they stood first.
    assert sorted(spoken(one) for one in reader.all(Role.ListItem)) == [
        f"{n}.  {text}" for n, text in enumerate(wanted, 1)
    ]
    _on(reader)


def _match(reader: ScreenReader) -> None:
    texts = [spoken(one) for one in reader.all(Role.StaticText)]
    for left, right in (("活期存款", "随时支取"), ("定期存款", "约定存期")):
        number = texts[texts.index(right) - 1]
        act(reader.find(Role.ComboBox, left))
        popup = QApplication.activePopupWidget()
        assert popup is not None
        items = [one for one in ScreenReader(popup).controls() if one.role() == Role.ListItem]
        chosen = next(one for one in items if spoken(one).startswith(number))
        act(chosen)
        # A list that pops up is left by Enter: Qt gives its items no action that takes them over.
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert any(one.text(QAccessible.Text.Value) == f"{number}  {right}" for one in reader.all(Role.ComboBox))
    _on(reader)


def _cases(reader: ScreenReader) -> None:
    assert reader.says("The case")
    _choose(reader, Role.RadioButton, "做风险承受能力评估")
    _choose(reader, Role.RadioButton, "False")
    _on(reader)
    _choose(reader, Role.RadioButton, "让您久等了")
    reader.press(Role.Button, "Say this")
    turns = [one for one in reader.all(Role.RadioButton) if not one.state().disabled and not one.state().checked]
    act(turns[0])
    said = reader.all(Role.Button, "Say this")
    if said:
        act(said[0])
    _on(reader)


def _essay(reader: ScreenReader) -> None:
    reader.write("Your answer", "先倾听，再道歉。")
