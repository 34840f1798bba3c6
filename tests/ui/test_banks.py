"""The banks page: the tree with counts, search, the question with key and source, export, and going back a revision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desktop_app.banks.bank import bank
from desktop_app.banks.formats.workbook_template import template
from desktop_app.banks.question import Option, Single
from desktop_app.base.clock import Reading
from desktop_app.exams.closed_book import SearchClosed, require_search
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.exams.plans import save_plan
from desktop_app.exams.sitting import start, submit
from desktop_app.staff import Actor, Role
from desktop_app.staff.roster import import_roster
from desktop_app.store import Store
from desktop_app.tables.sheet import Sheet
from desktop_app.ui.examiner.bank_history import BankHistory
from desktop_app.ui.examiner.bank_tree import Place
from desktop_app.ui.examiner.banks import BanksPage
from tests.ui.bank_data import fill, multiples, singles
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, reading: Reading) -> Iterator[BanksPage]:
    fill(store, examiner, reading, "a-products", "产品知识", [*singles(8), *multiples(4)])
    fill(store, examiner, reading, "b-rules", "法规", singles(3, ("法规",), first=100))
    with shown(qtbot, store, examiner, BanksPage) as made:
        qtbot.waitUntil(lambda: bool(made.table.model_of_rows.rows))
        yield made


def _tree(page: BanksPage) -> list[tuple[str, str, int]]:
    def walk(item: QTreeWidgetItem, depth: int) -> list[tuple[str, str, int]]:
        found = [(item.text(0), item.text(1), depth)]
        for child in (item.child(n) for n in range(item.childCount())):
            found += walk(child, depth + 1) if child is not None else []
        return found

    tops = [page.tree.topLevelItem(n) for n in range(page.tree.topLevelItemCount())]
    return [row for top in tops if top is not None for row in walk(top, 0)]


def _stems(page: BanksPage) -> list[str]:
    return [row.stem for row in page.table.model_of_rows.rows]


def test_the_tree_counts_banks_and_topics(page: BanksPage) -> None:
    assert _tree(page) == [
        ("All banks", "15", 0),
        ("产品知识", "12", 0),
        ("产品", "12", 1),
        ("存款", "8", 2),
        ("贷款", "4", 2),
        ("法规", "3", 0),
        ("法规", "3", 1),
    ]
    assert page.bank is not None
    assert page.bank.code == "a-products"


def test_a_topic_shows_its_questions_alone(page: BanksPage) -> None:
    assert page.tree.choose(Place("a-products", ("产品", "贷款")))
    assert len(_stems(page)) == 4
    assert all("贷款" in stem for stem in _stems(page))


def test_search_finds_two_characters_in_the_chosen_bank_and_in_all(qtbot: QtBot, page: BanksPage) -> None:
    page.text.setText("贷款")
    qtbot.waitUntil(lambda: len(_stems(page)) == 4)
    assert "4 found" in page.about.text()
    page.tree.choose(Place("b-rules"))
    assert _stems(page) == []
    qtbot.waitUntil(lambda: page.view.text == "")
    page.text.setText("利率")
    page.tree.choose(Place())
    qtbot.waitUntil(lambda: len(_stems(page)) == 11)
    page.text.clear()
    qtbot.waitUntil(lambda: len(_stems(page)) == 15)


def test_the_question_is_shown_with_key_explanation_and_source(qtbot: QtBot, page: BanksPage) -> None:
    page.table.setFocus()
    page.table.select_row(0)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "存款利率第2题" in page.view.text)
    text = page.view.text
    for expected in ("Answer  A", "就是它", "因为第2条", "储蓄管理条例", "国务院令第107号", "in force from 1993-03-01"):
        assert expected in text


def test_questions_of_one_kind_alone(qtbot: QtBot, page: BanksPage) -> None:
    offered = [page.kind.itemText(n) for n in range(page.kind.count())]
    assert offered == ["Any kind", "Single choice  8", "Multiple choice  4"]
    page.kind.setFocus()
    QTest.keyClick(page.kind, Qt.Key.Key_End)
    page.kind.activated.emit(page.kind.currentIndex())
    assert len(_stems(page)) == 4
    assert page.tree.choose(Place())
    assert page.kind.currentText() == "Multiple choice  4"
    assert len(_stems(page)) == 4


def test_a_large_bank_is_looked_through_without_holding_up_the_window(
    qtbot: QtBot, page: BanksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.ui.examiner.banks.READ_AT_ONCE", 0)
    before = _stems(page)
    page.tree.choose(Place("a-products", ("产品", "存款")))
    page.tree.choose(Place("a-products", ("产品", "贷款")))
    assert _stems(page) == before
    qtbot.waitUntil(lambda: len(_stems(page)) == 4)
    qtbot.wait(50)
    assert all("贷款" in stem for stem in _stems(page))


def test_more_questions_than_a_table_shows_are_said_to_be(
    qtbot: QtBot, page: BanksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.ui.examiner.banks.MOST_ROWS", 5)
    page.tree.choose(Place())
    assert len(_stems(page)) == 5
    assert "the first 5 are shown" in page.about.text()


def test_import_leads_to_the_import_page_with_the_bank(qtbot: QtBot, page: BanksPage) -> None:
    went: list[tuple[str, object]] = []
    page.went.connect(lambda name, what: went.append((name, what)))
    page.arrive("b-rules")
    press(qtbot, page, "Import questions")
    assert went == [("import", "b-rules")]


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".csv"])
def test_a_bank_is_exported(qtbot: QtBot, page: BanksPage, tmp_path: Path, suffix: str) -> None:
    menu = page.export.menu()
    action = next(action for action in menu.actions() if suffix in action.text())
    action.trigger()
    target = tmp_path / f"out{suffix}"
    choose_file(qtbot, page, target)
    qtbot.waitUntil(lambda: "Questions written" in page.banner.text)
    assert ": 12." in page.banner.text
    if suffix == ".json":
        written = json.loads(target.read_text(encoding="utf-8"))
        assert written["bank"]["code"] == "a-products"
        assert len(written["questions"]) == 12
    assert target.stat().st_size > 100


def test_an_export_that_cannot_be_written_says_so(qtbot: QtBot, page: BanksPage, tmp_path: Path) -> None:
    page.export_to("a-products", tmp_path / "gone" / "out.csv")
    qtbot.waitUntil(lambda: bool(page.banner.text))
    assert "Questions written" not in page.banner.text


def test_going_back_asks_and_brings_the_revision_before(
    qtbot: QtBot, page: BanksPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    fill(store, examiner, reading, "a-products", "", singles(5, first=50))
    qtbot.waitUntil(lambda: page.bank is not None and page.bank.revision == 2)
    assert len(_stems(page)) == 17
    press(qtbot, page, "Go back a revision")
    assert "revision 2" in answer_question(qtbot, page, "Cancel")
    assert bank(store, "a-products").revision == 2
    press(qtbot, page, "Go back a revision")
    answer_question(qtbot, page, "Go back")
    qtbot.waitUntil(lambda: len(_stems(page)) == 12)
    assert "revision 1 again" in page.banner.text
    assert bank(store, "a-products").revision == 1


def test_the_list_of_revisions_goes_back_to_any_of_them_and_forward_again(
    qtbot: QtBot, page: BanksPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    for n in (50, 60):
        fill(store, examiner, reading, "a-products", "", singles(5, first=n))
    qtbot.waitUntil(lambda: page.bank is not None and page.bank.revision == 3)
    press(qtbot, page, "Revisions")
    view = page.views.opened
    assert isinstance(view, BankHistory)
    assert view.table.hasFocus()
    assert [(row.number, row.file, row.holds) for row in view.table.model_of_rows.rows] == [
        (3, "test.csv", True),
        (2, "test.csv", False),
        (1, "test.csv", False),
    ]
    at = view.table.currentIndex()
    assert [at.siblingAtColumn(n).data() for n in range(6)] == [
        "2",
        "2026-11-24 09:30",
        "E001 钱主任",
        "part of what holds",
        "5",
        "test.csv",
    ]
    assert not view.take_up.isVisible()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    asked = answer_question(qtbot, page, "Go back")
    assert "to revision 1" in asked
    assert "Papers that were drawn keep their questions" in asked
    qtbot.waitUntil(lambda: bank(store, "a-products").revision == 1)
    qtbot.waitUntil(view.take_up.isVisible)
    assert not view.go_back.isEnabled()
    press(qtbot, page, "Take up revision 2 again")
    qtbot.waitUntil(lambda: bank(store, "a-products").revision == 2)
    assert "holds again" in page.banner.text
    qtbot.waitUntil(lambda: view.take_up.text() == "Take up revision 3 again")
    press(qtbot, page, "Go back to before the first")
    assert "holds no questions" in answer_question(qtbot, page, "Go back")
    qtbot.waitUntil(lambda: bank(store, "a-products").questions == 0)
    QTest.keyClick(view.table, Qt.Key.Key_Escape)
    assert page.views.opened is None


def test_going_back_says_which_open_exams_draw_from_the_bank(
    qtbot: QtBot, page: BanksPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    sheet = Sheet("花名册", (("工号", "姓名"), ("T001", "张三")))
    import_roster(store, examiner, (sheet,), reading)
    plan = ExamPlan(
        code="P", title="产品考试", minutes=60, sections=(Section(title="单选", bank="a-products", number=2),)
    )
    save_plan(store, examiner, plan, reading)
    open_exam(store, examiner, "P", title="秋季考试", reading=reading)
    press(qtbot, page, "Go back a revision")
    asked = answer_question(qtbot, page, "Cancel")
    assert "秋季考试 (0 sitting now)" in asked
    assert "Whoever has begun keeps paper and questions" in asked


def test_a_template_is_saved_from_the_menu(qtbot: QtBot, page: BanksPage, tmp_path: Path) -> None:
    menu = page.export.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "A template to fill in (.xlsx)").trigger()
    choose_file(qtbot, page, tmp_path / "t.xlsx")
    qtbot.waitUntil(lambda: "Fill it in" in page.banner.text)
    assert (tmp_path / "t.xlsx").read_bytes() == template()


def test_what_is_imported_elsewhere_appears_by_itself_and_the_place_is_kept(
    qtbot: QtBot, page: BanksPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    page.tree.choose(Place("a-products", ("产品", "存款")))
    fill(store, examiner, reading, "a-products", "", singles(5, first=50))
    qtbot.waitUntil(lambda: len(_stems(page)) == 13)
    assert page.tree.place == Place("a-products", ("产品", "存款"))


def test_foreign_text_is_never_read_as_markup(
    qtbot: QtBot, page: BanksPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    hostile = "<img src='file:///etc/passwd'><b>x</b>"
    question = Single(stem=hostile, topic=(hostile,), options=(Option(hostile), Option("乙")), explanation=hostile)
    right = replace(question, options=(replace(question.options[0], credit=question.points), question.options[1]))
    fill(store, examiner, reading, "c-hostile", hostile, [right])
    page.arrive("c-hostile")
    qtbot.waitUntil(lambda: hostile in page.view.text)
    assert page.view.text.count(hostile) == 4


def test_an_empty_store_says_what_to_do(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    with shown(qtbot, store, examiner, BanksPage) as page:
        qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)
        press(qtbot, page, "Import questions")


def test_nothing_is_searched_while_an_exam_runs(
    qtbot: QtBot, page: BanksPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    sheet = Sheet("花名册", (("工号", "姓名"), ("T001", "张三")))
    import_roster(store, examiner, (sheet,), reading)
    sections = (Section(title="单选", bank="a-products", number=2),)
    save_plan(store, examiner, ExamPlan(code="P", title="产品考试", minutes=60, sections=sections), reading)
    exam = open_exam(store, examiner, "P", reading=reading)
    me = Actor("T001", "张三", Role.CANDIDATE)
    sitting = start(store, me, exam.id, reading)
    page.text.setText("题")
    page.reload()
    assert not page.text.isEnabled()
    assert page.text.text() == ""
    assert "while an exam runs" in page.text.placeholderText()
    with pytest.raises(SearchClosed):
        require_search(store)
    submit(store, me, sitting, reading)
    page.reload()
    assert page.text.isEnabled()
    require_search(store)
    qtbot.waitUntil(lambda: bool(page.table.model_of_rows.rows))
