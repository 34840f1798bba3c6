"""The plans page: copy a sample, change its numbers, see at once what is missing, save, try a paper, take a file in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import Reading
from desktop_app.exams.plan import ExamPlan, Outage, from_data, from_toml, to_toml
from desktop_app.exams.plans import _keep, is_shipped, plan, plans, save_plan
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.plan_editor import PlanEditor
from desktop_app.ui.examiner.plan_sections import topic_choices
from desktop_app.ui.examiner.plans import PlansPage
from tests.ui.bank_data import fill, multiples, singles
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

SAMPLE = from_data(
    {
        "code": "KEHU",
        "title": "客户服务认证",
        "minutes": 60,
        "sample": True,
        "sections": [
            {"title": "单选", "bank": "products", "kind": "single", "topic": ["存款"], "number": 6},
            {"title": "多选", "bank": "products", "kind": "multiple", "number": 3, "points": "2"},
        ],
    }
)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, reading: Reading) -> Iterator[PlansPage]:
    fill(store, examiner, reading, "products", "产品知识", [*singles(8), *multiples(4)])
    _keep(store, examiner, SAMPLE, reading, shipped=True)
    with shown(qtbot, store, examiner, PlansPage) as made:
        qtbot.waitUntil(lambda: made._rows[0].missing is not None)
        yield made


def _editor(page: PlansPage) -> PlanEditor:
    assert page.editor is not None
    return page.editor


def _copy(qtbot: QtBot, page: PlansPage) -> PlanEditor:
    press(qtbot, page, "Copy to change it")
    editor = _editor(page)
    qtbot.waitUntil(lambda: _available(editor) == [8, 4])
    return editor


def _available(editor: PlanEditor) -> list[int | None]:
    return [row.available for row in editor.blueprint.table.model_of_rows.rows]


def _cell(page: PlansPage, column: int) -> str:
    return str(page.table.model().index(0, column).data())


def test_a_sample_is_named_one_and_drawable(qtbot: QtBot, page: PlansPage) -> None:
    assert _cell(page, 0) == "客户服务认证"
    assert _cell(page, 2) == "sample"
    assert [_cell(page, n) for n in (3, 4, 5)] == ["9", "12", "60"]
    assert _cell(page, 7) == "yes"


def test_a_shipped_plan_can_be_looked_at_and_copied_only(qtbot: QtBot, page: PlansPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    editor = _editor(page)
    assert not editor.fields.title.isEnabled()
    assert not editor.blueprint.form.isEnabled()
    press(qtbot, page, "Copy to change it")
    assert _editor(page).fields.title.isEnabled()
    assert _editor(page).fields.code.text() == "KEHU-2"


def test_numbers_are_changed_with_what_is_available_live_and_saved(qtbot: QtBot, page: PlansPage, store: Store) -> None:
    editor = _copy(qtbot, page)
    assert editor.totals.text() == "9 questions, 12 points, 60 minutes"
    number = editor.blueprint.form.number
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "20")
    qtbot.waitUntil(lambda: "only 8 fit" in editor.trouble.text)
    assert editor.blueprint.table.model_of_rows.rows[0].lacking == 12
    number.selectAll()
    QTest.keyClicks(number, "7")
    qtbot.waitUntil(lambda: editor.trouble.text == "")
    editor.blueprint.form.points.setFocus()
    editor.blueprint.form.points.selectAll()
    QTest.keyClicks(editor.blueprint.form.points, "0.5")
    assert editor.totals.text() == "10 questions, 9.5 points, 60 minutes"
    editor.fields.title.selectAll()
    QTest.keyClicks(editor.fields.title, "Our exam")
    press(qtbot, page, "Save plan")
    kept = plan(store, "KEHU-2")
    assert (kept.title, kept.sections[0].number, kept.sections[0].points) == ("Our exam", 7, Decimal("0.5"))
    assert plan(store, "KEHU") == SAMPLE
    assert not editor.dirty
    assert "is saved" in page.banner.text


def test_every_key_of_the_plan_file_can_be_changed(qtbot: QtBot, page: PlansPage, store: Store) -> None:
    editor = _copy(qtbot, page)
    fields = editor.fields
    press(qtbot, page, "More settings")
    fields.minutes.setValue(45)
    fields.pass_percent.setValue(72.5)
    fields.attempts.setValue(2)
    for box in (
        fields.sample,
        fields.shuffle_questions,
        fields.shuffle_options,
        fields.show_answers,
        fields.score_on_certificate,
    ):
        QTest.keyClick(box, Qt.Key.Key_Space)
    for combo in (fields.multiple_rule, fields.release, fields.admission, fields.outage, fields.issue):
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_End)
        combo.activated.emit(combo.currentIndex())
    assert fields.outage_minutes.isEnabled()
    fields.outage_minutes.setValue(20)
    fields.resumes_alone.setValue(3)
    fields.wait_days.setValue(7)
    fields.valid_months.setValue(36)
    press(qtbot, page, "Save plan")
    kept = plan(store, "KEHU-2")
    expected = from_data(
        {
            "code": "KEHU-2",
            "title": "客户服务认证 (copy)",
            "minutes": 45,
            "pass_percent": "72.5",
            "attempts": 2,
            "sample": False,
            "shuffle_questions": False,
            "shuffle_options": False,
            "show_answers": True,
            "score_on_certificate": True,
            "multiple_rule": "credits",
            "release": "by_examiner",
            "admission": "examiner",
            "outage": "stop_up_to",
            "outage_minutes": 20,
            "resumes_alone": 3,
            "issue": "auto",
            "wait_days": 7,
            "valid_months": 36,
            "sections": [
                {"title": "单选", "bank": "products", "kind": "single", "topic": ["存款"], "number": 6},
                {"title": "多选", "bank": "products", "kind": "multiple", "number": 3, "points": "2"},
            ],
        }
    )
    assert kept == expected


def test_the_minutes_of_an_outage_count_where_the_clock_stops_up_to_them(
    qtbot: QtBot, page: PlansPage, store: Store
) -> None:
    editor = _copy(qtbot, page)
    outage = editor.fields.outage
    outage.setCurrentIndex(outage.findData(Outage.STOP.value))
    outage.activated.emit(outage.currentIndex())
    assert not editor.fields.outage_minutes.isEnabled()


def test_sections_are_added_moved_repeated_and_removed(qtbot: QtBot, page: PlansPage, store: Store) -> None:
    editor = _copy(qtbot, page)
    press(qtbot, page, "Add section")
    form = editor.blueprint.form
    assert form.title.hasFocus()
    QTest.keyClicks(form.title, "Extra")
    qtbot.waitUntil(lambda: _available(editor) == [8, 4, 12])
    press(qtbot, page, "Up")
    press(qtbot, page, "Repeat")
    press(qtbot, page, "Remove")
    assert [section.title for section in editor.blueprint.sections] == ["单选", "Extra", "多选"]
    topics = form.topics
    editor.blueprint.table.select_row(1)
    topics.setCurrentRow(2)
    QTest.keyClick(topics, Qt.Key.Key_Space)
    chosen = [editor.blueprint.sections[1].topic]
    QTest.keyClick(topics, Qt.Key.Key_Space)
    chosen.append(editor.blueprint.sections[1].topic)
    assert chosen == [("贷款",), ()]


def test_two_sections_that_share_a_pool_are_taken_together(qtbot: QtBot, page: PlansPage) -> None:
    editor = _copy(qtbot, page)
    press(qtbot, page, "Add section")
    editor.blueprint.form.number.setValue(5)
    qtbot.waitUntil(lambda: "together only" in editor.trouble.text)
    assert _available(editor) == [8, 4, 12]


def test_a_plan_without_a_title_is_not_saved(qtbot: QtBot, page: PlansPage, store: Store) -> None:
    editor = _copy(qtbot, page)
    editor.fields.title.selectAll()
    QTest.keyClick(editor.fields.title, Qt.Key.Key_Delete)
    press(qtbot, page, "Save plan")
    assert editor.trouble.text
    assert [one.code for one in plans(store)] == ["KEHU"]


def test_a_code_that_is_taken_is_refused(qtbot: QtBot, page: PlansPage, store: Store) -> None:
    editor = _copy(qtbot, page)
    editor.fields.code.selectAll()
    QTest.keyClicks(editor.fields.code, "KEHU")
    press(qtbot, page, "Save plan")
    assert page.banner.text
    assert plan(store, "KEHU") == SAMPLE


def test_leaving_asks_about_what_is_not_saved(qtbot: QtBot, page: PlansPage, store: Store) -> None:
    editor = _copy(qtbot, page)
    QTest.keyClick(editor.fields.title, Qt.Key.Key_Escape)
    assert "without saving" in answer_question(qtbot, page, "Cancel")
    assert page.editor is editor
    QTest.keyClick(editor.fields.title, Qt.Key.Key_Escape)
    answer_question(qtbot, page, "Leave without saving")
    qtbot.waitUntil(lambda: page.editor is None)
    assert [one.code for one in plans(store)] == ["KEHU"]


def test_a_sample_paper_is_the_same_for_the_same_seed(qtbot: QtBot, page: PlansPage) -> None:
    editor = _copy(qtbot, page)
    press(qtbot, page, "Sample paper")
    sample = editor.sample
    prints = []
    for seed in ("17", "18", "17"):
        sample.fingerprint.setText("")
        sample.seed.setText(seed)
        QTest.keyClick(sample.seed, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(sample.fingerprint.text()))
        prints.append(sample.fingerprint.toolTip())
    assert prints[0] == prints[2] != prints[1]
    assert [row.item.position for row in sample.table.model_of_rows.rows] == list(range(1, 10))
    qtbot.waitUntil(lambda: "存款利率" in sample.view.text)
    QTest.keyClick(sample.seed, Qt.Key.Key_Escape)
    assert editor.stack.currentWidget() is not sample


def test_a_paper_that_cannot_be_drawn_says_why(qtbot: QtBot, page: PlansPage) -> None:
    editor = _copy(qtbot, page)
    editor.blueprint.form.number.setValue(99)
    press(qtbot, page, "Sample paper")
    qtbot.waitUntil(lambda: editor.sample.trouble.text != "")
    assert editor.sample.table.model_of_rows.rows == ()


def test_a_plan_file_goes_out_and_comes_in(qtbot: QtBot, page: PlansPage, store: Store, tmp_path: Path) -> None:
    editor = _copy(qtbot, page)
    target = tmp_path / "plan.toml"
    press(qtbot, page, "Export")
    choose_file(qtbot, page, target)
    assert from_toml(target.read_text(encoding="utf-8")) == editor.plan
    changed: ExamPlan = from_data(
        {"code": "NEW", "title": "新方案", "minutes": 30, "sections": [{"title": "全", "bank": "nobank", "number": 2}]}
    )
    target.write_text(to_toml(changed), encoding="utf-8")
    QTest.keyClick(editor.fields.title, Qt.Key.Key_Escape)
    answer_question(qtbot, page, "Leave without saving")
    press(qtbot, page, "Import a plan")
    choose_file(qtbot, page, target)
    assert [one.code for one in plans(store)] == ["KEHU"]
    qtbot.waitUntil(lambda: "no such bank" in _editor(page).trouble.text)
    press(qtbot, page, "Save plan")
    assert plan(store, "NEW") == changed
    assert not is_shipped(store, "NEW")


def test_a_file_that_is_no_plan_is_refused_in_a_sentence(qtbot: QtBot, page: PlansPage, tmp_path: Path) -> None:
    target = tmp_path / "plan.toml"
    target.write_bytes("题目".encode("gbk"))
    page.import_file(target)
    assert page.banner.text
    assert page.editor is None


def test_a_plan_of_ones_own_is_deleted_after_asking(
    qtbot: QtBot, page: PlansPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    save_plan(store, examiner, from_toml(to_toml(SAMPLE).replace("KEHU", "OWN")), reading)
    qtbot.waitUntil(lambda: len(page._rows) == 2)
    page.arrive("OWN")
    press(qtbot, page, "Delete")
    answer_question(qtbot, page, "Delete")
    qtbot.waitUntil(lambda: page.editor is None)
    assert [one.code for one in plans(store)] == ["KEHU"]


def test_a_topic_that_stands_at_two_places_is_named_by_its_path() -> None:
    choices = topic_choices({("产品",): 3, ("产品", "卡"): 2, ("流程",): 1, ("流程", "卡"): 1})
    assert [name for name, _ in choices] == ["产品", "产品/卡", "流程", "流程/卡"]
    assert [words.strip() for _, words in choices] == ["产品  3", "卡  2", "流程  1", "卡  1"]
