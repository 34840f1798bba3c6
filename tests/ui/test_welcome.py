"""The first start: nothing exists before the last step, and back is always possible. And the unlocking each day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import words
from desktop_app.crypto import recovery
from desktop_app.exams.plans import plans
from desktop_app.staff import Actor, Role, people
from desktop_app.store import CHEAP, Store
from desktop_app.store.conditions import StoreReadOnly
from desktop_app.ui.entrance.steps import RecoveryStep
from desktop_app.ui.entrance.unlock import UnlockPage
from desktop_app.ui.entrance.welcome import WelcomePage
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.translate import Translation
from tests.store_fixtures import EXAMINER_NO, PASSPHRASE
from tests.ui.candidate_room import in_window, keys, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key


@pytest.fixture
def translation(qapp: QApplication) -> Iterator[Translation]:
    made = Translation(qapp)
    made.use("en")
    words.use("en")
    yield made
    made.use("en")
    words.use("en")


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_the_five_steps_by_keyboard_make_a_store_at_the_last_one(
    qtbot: QtBot, tmp_path: Path, translation: Translation, jobs: Jobs
) -> None:
    folder = tmp_path / "data"
    with in_window(qtbot, WelcomePage(folder, translation, jobs, kdf=CHEAP)) as page:
        done: list[tuple[Store, Actor]] = []
        page.finished.connect(lambda store, actor: done.append((store, actor)))
        keys(K.Key_Return)
        keys(K.Key_Return)
        assert "needs a name" in page.banner.text
        type_in("城东支行")
        keys(K.Key_Return)
        for text in ("E001", "钱主任", "correct horse"):
            type_in(text)
            keys(K.Key_Tab)
            if text == "correct horse":
                keys(K.Key_Tab)  # past the eye
        type_in("correct horsf")
        keys(K.Key_Return)
        assert "differ" in page.banner.text
        keys(K.Key_Backspace)
        type_in("e")
        keys(K.Key_Return)
        type_in("0000-0000")
        keys(K.Key_Return)
        assert "not the code" in page.banner.text
        page.wishes.code_typed = ""
        for _ in range(9):
            keys(K.Key_Backspace)
        type_in(page.wishes.code.replace("-", " ").lower())
        keys(K.Key_Return)
        keys(K.Key_Down)
        assert not page.wishes.shipped
        assert list(tmp_path.iterdir()) == []
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: page.forward.text() == "Start", timeout=10_000)
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(done))
        store, actor = done[0]
        assert (actor.staff_no, actor.name, actor.role) == ("E001", "钱主任", Role.EXAMINER)
        assert store.setting("branch") == "城东支行"
        assert plans(store) == ()
        code = page.wishes.code
        store.close()
    again = Store.open(folder, recovery_code=code)
    assert [one.staff_no for one in people(again)] == ["E001"]
    again.close()


def _walk_to(page: WelcomePage, step: int) -> None:
    page.wishes.branch, page.wishes.staff_no, page.wishes.name = "城东支行", "E001", "钱主任"
    page.wishes.passphrase = page.wishes.again = "correct horse"
    page.wishes.code_typed = page.wishes.code
    for _ in range(step):
        page.go_forward()


def test_back_loses_nothing_and_the_language_changes_at_once(
    qtbot: QtBot, tmp_path: Path, translation: Translation, jobs: Jobs
) -> None:
    with in_window(qtbot, WelcomePage(tmp_path / "data", translation, jobs, kdf=CHEAP)) as page:
        chosen: list[str] = []
        page.language_chosen.connect(chosen.append)
        _walk_to(page, 4)
        for _ in range(4):
            keys(K.Key_Escape)
        assert not page.back.isEnabled()
        keys(K.Key_Up)
        assert chosen == ["zh"]
        assert page.forward.text() == "下一步"
        assert page.steps[1].title == "网点"
        page.go_forward()
        assert page.wishes.branch == "城东支行"
        page.go_back()
        keys(K.Key_Down)
        assert page.forward.text() == "Next"
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_banks_and_plans_come_with_it(
    qtbot: QtBot, tmp_path: Path, translation: Translation, jobs: Jobs
) -> None:
    with in_window(qtbot, WelcomePage(tmp_path / "data", translation, jobs, kdf=CHEAP)) as page:
        done: list[Store] = []
        page.finished.connect(lambda store, _: done.append(store))
        _walk_to(page, 5)
        qtbot.waitUntil(lambda: page.forward.text() == "Start", timeout=60_000)
        page.go_forward()
        qtbot.waitUntil(lambda: bool(done))
        assert len(plans(done[0])) == 3
        done[0].close()


def test_cancelling_the_creation_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, translation: Translation, jobs: Jobs
) -> None:
    folder = tmp_path / "data"
    with in_window(qtbot, WelcomePage(folder, translation, jobs, kdf=CHEAP)) as page:
        _walk_to(page, 5)
        page.waiting.cancelled.emit()
        qtbot.waitUntil(lambda: page.banner.text == "Cancelled. Nothing was created.", timeout=60_000)
        assert not folder.exists() or list(folder.iterdir()) == []
        assert page.forward.isEnabled()
        page.go_back()
        assert page.wishes.code_typed == page.wishes.code


def test_a_store_that_is_there_already_is_said_and_left_alone(
    qtbot: QtBot, store_folder: Path, translation: Translation, jobs: Jobs
) -> None:
    before = {path.name: path.read_bytes() for path in store_folder.iterdir() if path.is_file()}
    with in_window(qtbot, WelcomePage(store_folder, translation, jobs, kdf=CHEAP)) as page:
        _walk_to(page, 5)
        qtbot.waitUntil(lambda: bool(page.banner.text))
        assert {path.name: path.read_bytes() for path in store_folder.iterdir() if path.is_file()} == before


def test_the_recovery_code_is_saved_as_text(qtbot: QtBot, tmp_path: Path, translation: Translation, jobs: Jobs) -> None:
    with in_window(qtbot, WelcomePage(tmp_path / "data", translation, jobs, kdf=CHEAP)) as page:
        _walk_to(page, 3)
        step = page.steps[3]
        assert isinstance(step, RecoveryStep)
        step.save_to(tmp_path / "code.txt")
        text = (tmp_path / "code.txt").read_text(encoding="utf-8")
        assert page.wishes.code in text
        assert "城东支行" in text
        step.save_to(tmp_path / "nowhere" / "code.txt")
        assert "could not be written" in step.banner.text


# ---------------------------------------------------------------- unlocking


def test_a_passphrase_opens_the_store(qtbot: QtBot, store_folder: Path, jobs: Jobs) -> None:
    words.use("en")
    with in_window(qtbot, UnlockPage(store_folder, jobs)) as page:
        opened: list[Store] = []
        page.unlocked.connect(opened.append)
        type_in("wrong passphrase")
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(page.banner.text))
        assert opened == []
        type_in(PASSPHRASE)  # what was wrong is selected
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(opened))
        assert opened[0].setting("branch") == "城东支行"
        assert page.passphrase.text == ""
        opened[0].close()


def test_the_recovery_code_opens_it_and_sets_a_new_passphrase(qtbot: QtBot, store_folder: Path, jobs: Jobs) -> None:
    words.use("en")
    store = Store.open(store_folder, passphrase=PASSPHRASE)
    code = store.new_recovery_code()
    store.close()
    with in_window(qtbot, UnlockPage(store_folder, jobs)) as page:
        opened: list[Store] = []
        page.unlocked.connect(opened.append)
        page.to_code.click()
        mistyped = ("1" if code[0] != "1" else "2") + code[1:]
        type_in(mistyped)
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(page.banner.text))
        page.code.setText(code)
        keys(K.Key_Return)
        qtbot.waitUntil(page.new.isVisible)
        assert page.whose.currentText() == f"钱主任  {EXAMINER_NO}"
        type_in("short")
        keys(K.Key_Return)
        assert "differ" in page.banner.text
        page.again.edit.setText("short")
        keys(K.Key_Return)
        assert "8" in page.banner.text
        page.new.edit.setText("battery staple")
        page.again.edit.setText("battery staple")
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(opened))
        opened[0].close()
    Store.open(store_folder, passphrase="battery staple").close()


def test_why_it_did_not_open_is_said_unless_it_is_the_usual(qtbot: QtBot, store_folder: Path, jobs: Jobs) -> None:
    from desktop_app.store.os_keyring import KeyringEmpty

    words.use("en")
    with in_window(qtbot, UnlockPage(store_folder, jobs, KeyringEmpty())) as page:
        assert page.banner.text == ""
    with in_window(qtbot, UnlockPage(store_folder, jobs, StoreReadOnly(path="/x"))) as page:
        assert "/x" in page.banner.text


def test_codes_are_compared_as_they_are_read(tmp_path: Path) -> None:
    code = recovery.new_code()
    assert recovery.read_code(code.lower().replace("-", "")) == recovery.read_code(code)
