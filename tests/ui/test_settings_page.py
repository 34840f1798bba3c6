"""Settings: branch, look, keys, backup and restoring, check, journal."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app import words
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor, add_examiner
from desktop_app.store import Store, unlock_requirements
from desktop_app.store.slots import WrongPassphrase
from desktop_app.ui import theme
from desktop_app.ui.examiner.journal_view import JournalView
from desktop_app.ui.examiner.passphrase_form import PassphraseForm
from desktop_app.ui.examiner.recovery_view import RecoveryView
from desktop_app.ui.examiner.restore_form import RestoreForm
from desktop_app.ui.examiner.settings import SettingsPage
from desktop_app.words.journal import details, what
from tests.store_fixtures import PASSPHRASE
from tests.ui.examiner_hands import answer_question, choose_file, find, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, tmp_path: Path) -> Iterator[SettingsPage]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    with shown(qtbot, store, examiner, SettingsPage) as made:
        yield made


def _sound(store: Store) -> bool:
    return store.check() == ()


def test_the_branch_gets_another_name(qtbot: QtBot, page: SettingsPage, store: Store) -> None:
    assert page.branch.text() == "城东支行"
    page.branch.setText("  ")
    assert not page.keep_branch.isEnabled()
    page.branch.setText("城西支行")
    page.branch.setModified(True)
    press(qtbot, page, "Keep the name")
    assert store.setting("branch") == "城西支行"
    assert store.setting("station") in page.station.text()
    assert store.journal()[0].staff_no == "E001"


def test_what_is_being_typed_survives_a_reload(page: SettingsPage, store: Store, examiner: Actor) -> None:
    page.branch.setText("城")
    page.branch.setModified(True)
    page.reload()
    assert page.branch.text() == "城"


def test_the_look_changes_at_once_and_is_remembered(qtbot: QtBot, page: SettingsPage) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        with qtbot.waitSignal(page.look_chosen):
            page.look.setCurrentIndex(1)
            page.look.activated.emit(1)
        assert theme.current() is theme.TOKENS[theme.Look.DARK]
        assert QSettings().value("look") == "dark"
    finally:
        theme.apply(app)


def test_a_language_is_asked_of_the_window(qtbot: QtBot, page: SettingsPage) -> None:
    with qtbot.waitSignal(page.language_chosen) as asked:
        page.language.setCurrentIndex(page.language.findData("zh"))
        page.language.activated.emit(page.language.currentIndex())
    assert asked.args == ["zh"]


def test_the_passphrase_changes_for_whoever_knows_the_old_one(qtbot: QtBot, page: SettingsPage, store: Store) -> None:
    press(qtbot, page, "Change my passphrase")
    form = page.views.opened
    assert isinstance(form, PassphraseForm)
    form.old.setText("not this one")
    form.new.setText("brand new words")
    form.again.setText("brand new words")
    QTest.keyClick(form.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "wrong" in page.banner.text)
    form.old.setText(PASSPHRASE)
    press(qtbot, page, "Change the passphrase")
    qtbot.waitUntil(lambda: page.views.opened is None)
    assert store.slot_of("brand new words")
    with pytest.raises(WrongPassphrase):
        store.slot_of(PASSPHRASE)


def test_another_examiner_s_passphrase_does_not_count_as_one_s_own(
    qtbot: QtBot, page: SettingsPage, store: Store, examiner: Actor, reading: Reading
) -> None:
    add_examiner(store, examiner, "E002", "李四", "the other's words", reading)
    page.change_passphrase()
    form = page.views.opened
    assert isinstance(form, PassphraseForm)
    form.old.setText("the other's words")
    form.new.setText("brand new words")
    form.again.setText("brand new words")
    press(qtbot, page, "Change the passphrase")
    qtbot.waitUntil(lambda: "wrong" in page.banner.text)
    assert store.slot_of(PASSPHRASE)


def test_a_new_recovery_code_is_shown_once_and_opens_the_store(qtbot: QtBot, page: SettingsPage, store: Store) -> None:
    press(qtbot, page, "New recovery code")
    answer_question(qtbot, page, "Make a new code")
    qtbot.waitUntil(lambda: isinstance(page.views.opened, RecoveryView))
    view = page.views.opened
    assert isinstance(view, RecoveryView)
    code = view.code.text()
    printed = pypdf.PdfReader(io.BytesIO(view.sheet())).pages[0].extract_text()
    assert all(group in printed for group in code.split("-"))
    press(qtbot, page, "I have written it down")
    assert page.views.opened is None
    other = Store.open(store.folder, recovery_code=code)
    assert other.setting("branch") == "城东支行"
    other.close()


def test_where_there_is_no_keyring_the_page_says_what_holds_instead(page: SettingsPage, store: Store) -> None:
    if store.keyring_available():
        pytest.skip("this machine has a keyring")
    assert not page.keyring.isEnabled()
    assert "unlocks the store at the day's start" in page.keyring_says.text()


def test_a_keyring_is_switched_on_and_off(
    qtbot: QtBot, store: Store, examiner: Actor, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.store import os_keyring

    kept: dict[str, bytes] = {}

    def put(store_id: str, secret: bytes) -> bool:
        kept[store_id] = secret
        return True

    monkeypatch.setattr(os_keyring, "available", lambda: True)
    monkeypatch.setattr(os_keyring, "put", put)
    monkeypatch.setattr(os_keyring, "forget", lambda store_id: kept.pop(store_id, None))
    page.reload()
    press(qtbot, page, "Open it by the keyring")
    qtbot.waitUntil(lambda: "this machine's keyring opens" in page.banner.text)
    assert page.keyring.text() == "Stop opening it by the keyring"
    assert unlock_requirements(store.folder).keyring
    assert kept
    press(qtbot, page, "Stop opening it by the keyring")
    qtbot.waitUntil(lambda: "an examiner unlocks" in page.banner.text)
    assert page.keyring.text() == "Open it by the keyring"
    assert not kept
    monkeypatch.setattr(os_keyring, "put", lambda *_: False)
    press(qtbot, page, "Open it by the keyring")
    qtbot.waitUntil(lambda: "refused" in page.banner.text)


def test_backup_and_restore_bring_back_what_was(
    qtbot: QtBot, page: SettingsPage, store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    file = tmp_path / "safe" / "backup.zip"
    file.parent.mkdir()
    press(qtbot, page, "Back up to a file")
    choose_file(qtbot, page, file)
    qtbot.waitUntil(lambda: "Backed up" in page.banner.text)
    assert file.exists()
    page.reload()
    assert "Last backup" in page.last_backup.text()
    station = store.setting("station")
    store.set_setting("branch", "另一支行", actor=examiner, at=reading)

    press(qtbot, page, "Restore from a file")
    choose_file(qtbot, page, file)
    form = page.views.opened
    assert isinstance(form, RestoreForm)
    form.secret.setText("not this one")
    press(qtbot, page, "Try the backup")
    qtbot.waitUntil(lambda: "wrong" in page.banner.text)
    assert store.setting("branch") == "另一支行"

    form.secret.setText(PASSPHRASE)
    press(qtbot, page, "Try the backup")
    with qtbot.waitSignal(page.restored, timeout=20_000) as restored:
        asked = answer_question(qtbot, page, "Restore the backup")
    assert "set aside" in asked
    back = restored.args[0]
    try:
        assert back.folder == store.folder
        assert back.setting("branch") == "城东支行"
        assert back.setting("station") != station
        assert _sound(back)
        assert any(entry.action == "restored_by" and entry.staff_no == "E001" for entry in back.journal())
    finally:
        back.close()


def test_a_backup_that_goes_away_at_the_last_moment_leaves_the_store_to_be_unlocked(
    qtbot: QtBot, page: SettingsPage, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    page.back_up(file)
    qtbot.waitUntil(lambda: "Backed up" in page.banner.text)
    page.ask_restore(file)
    form = page.views.opened
    assert isinstance(form, RestoreForm)
    form.secret.setText(PASSPHRASE)
    QTest.keyClick(form.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in page.findChildren(QMessageBox)), timeout=20_000)
    file.unlink()
    with qtbot.waitSignal(page.shut, timeout=20_000) as shut:
        answer_question(qtbot, page, "Restore the backup")
    assert shut.args[0].code == "file_missing"
    again = Store.open(store.folder, passphrase=PASSPHRASE)
    assert again.setting("branch") == "城东支行"
    again.close()


def test_a_file_that_is_no_backup_is_refused_while_the_store_stays_open(
    qtbot: QtBot, page: SettingsPage, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(b"PK nothing")
    page.ask_restore(file)
    form = page.views.opened
    assert isinstance(form, RestoreForm)
    form.by_code.setChecked(True)
    assert not form.go.isEnabled()
    form.by_passphrase.setChecked(True)
    form.secret.setText(PASSPHRASE)
    press(qtbot, page, "Try the backup")
    qtbot.waitUntil(lambda: "not a whole backup" in page.banner.text)
    assert store.setting("branch") == "城东支行"


def test_a_sound_store_is_called_sound_and_a_finding_is_a_sentence(
    qtbot: QtBot, page: SettingsPage, store: Store
) -> None:
    press(qtbot, page, "Check the store")
    qtbot.waitUntil(lambda: page.findings.text != "", timeout=10_000)
    assert page.findings.text == "Everything is in order."
    store.read.execute("CREATE INDEX left_behind ON setting (value)")
    press(qtbot, page, "Check the store")
    qtbot.waitUntil(lambda: "left_behind" in page.findings.text, timeout=10_000)


def test_the_journal_says_who_did_what(qtbot: QtBot, page: SettingsPage, store: Store, examiner: Actor) -> None:
    press(qtbot, page, "Show the journal")
    view = page.views.opened
    assert isinstance(view, JournalView)
    model = view.table.model_of_rows
    lines = [[model.data(model.index(row, column)) for column in range(1, 4)] for row in range(model.rowCount())]
    assert ["钱主任 E001", "set up the store as its first examiner", "number: E001"] in lines
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.views.opened is None
    assert find(page, "Show the journal").isVisible()


def test_every_action_of_the_code_has_words() -> None:
    rooms = Path(words.__file__).parents[1]
    found = {
        match.groups()
        for room in ("store", "staff", "banks", "exams", "certificates")
        for file in (rooms / room).rglob("*.py")
        for match in re.finditer(r'write\(\s*"(\w+)",(?:(?!\bwrite\b)[^"])*?action="(\w+)"', file.read_text("utf-8"))
    }
    assert ("staff", "pin_set") in found
    known = words.texts()
    assert [pair for pair in sorted(found) if f"journal_{pair[0]}_{pair[1]}" not in known] == []


def test_a_line_of_a_later_version_is_shown_by_its_codes() -> None:
    words.use("en")
    assert what("moon", "landed") == "moon landed"
    assert details({"ms": 600_000, "why": "fire", "absent": True, "eagle": None}) == (
        "minutes: 10 · reason: fire · absent: yes"
    )
