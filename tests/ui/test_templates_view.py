"""Certificate templates in the window: seen as they print, changed by keys and mouse, out and in as files."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.templates.kept import template, templates
from desktop_app.ui.examiner.certificates import CertificatesPage
from desktop_app.ui.examiner.template_editor import TemplateEditor
from desktop_app.ui.examiner.templates import TemplatesView
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[CertificatesPage]:
    with shown(qtbot, store, examiner, CertificatesPage) as made:
        yield made


def _list(qtbot: QtBot, page: CertificatesPage) -> TemplatesView:
    view = page.views.opened
    assert isinstance(view, TemplatesView)
    qtbot.waitUntil(lambda: view.page.data != b"" and not page.working.busy)
    return view


def _editor(qtbot: QtBot, page: CertificatesPage) -> TemplateEditor:
    press(qtbot, page, "Change")
    view = page.views.opened
    assert isinstance(view, TemplateEditor)
    qtbot.waitUntil(lambda: view.page.data != b"" and not page.working.busy)
    return view


def _logo(path: Path) -> Path:
    out = BytesIO()
    Image.effect_noise((900, 600), 80).convert("RGB").save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


def test_a_shipped_one_is_changed_as_a_copy_and_comes_back_as_a_file(
    qtbot: QtBot, page: CertificatesPage, store: Store, tmp_path: Path
) -> None:
    press(qtbot, page, "Templates")
    view = _list(qtbot, page)
    assert [one.code for one in view.table.model_of_rows.rows] == ["formal", "modern", "plain"]
    names = [view.table.model_of_rows.index(n, 0).data() for n in range(3)]
    assert names == ["Formal", "Modern", "Plain"]
    assert not view.remove.isEnabled()
    editor = _editor(qtbot, page)
    before = editor.page.data
    editor.field.setCurrentIndex(editor.field.findData("holder"))
    editor.field.activated.emit(editor.field.currentIndex())
    was = editor.chosen.y
    editor.page.setFocus()
    QTest.keyClick(editor.page, Qt.Key.Key_Up)
    QTest.keyClick(editor.page, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert editor.chosen.y == pytest.approx(was - 1.1)
    assert editor.numbers["y"].amount == Decimal(str(round(was - 1.1, 1)))
    qtbot.waitUntil(lambda: editor.page.data != before, timeout=10_000)
    assert page.unsaved
    moved = editor.chosen
    press(qtbot, page, "Save")
    view = _list(qtbot, page)
    assert "version 1" in view.banner.text
    assert template(store, "formal_own").field("holder") == moved
    assert view.remove.isEnabled()
    press(qtbot, page, "Export")
    choose_file(qtbot, page, tmp_path / "own.toml")
    text = (tmp_path / "own.toml").read_text(encoding="utf-8").replace("formal_own", "brought")
    (tmp_path / "brought.toml").write_text(text, encoding="utf-8")
    press(qtbot, page, "Import")
    choose_file(qtbot, page, tmp_path / "brought.toml")
    assert template(store, "brought").fields == template(store, "formal_own").fields
    press(qtbot, page, "Remove")
    answer_question(qtbot, page, "Remove it")
    assert "brought" not in [one.code for one in templates(store)]


def test_a_logo_stands_on_the_certificate_and_what_collides_is_not_kept(
    qtbot: QtBot, page: CertificatesPage, store: Store, tmp_path: Path
) -> None:
    press(qtbot, page, "Templates")
    view = _list(qtbot, page)
    view.table.select_row(1)
    editor = _editor(qtbot, page)
    without = editor.page.data
    press(qtbot, editor, "Image of the seal")
    choose_file(qtbot, editor, _logo(tmp_path / "seal.png"))
    assert editor.chosen.name == "seal_image"
    press(qtbot, editor, "Signature")
    choose_file(qtbot, editor, _logo(tmp_path / "logo.png"))
    assert editor.chosen.name == "signature"
    press(qtbot, page, "Save")
    assert "overlap" in editor.banner.text
    assert [one.code for one in templates(store)] == ["formal", "modern", "plain"]
    for key, value in (("x", 260), ("y", 50)):
        editor.numbers[key].set_amount(Decimal(value))
    qtbot.waitUntil(lambda: b"/DCTDecode" in editor.page.data and editor.page.data != without, timeout=10_000)
    assert editor.banner.text == ""
    press(qtbot, page, "Save")
    kept = template(store, "modern_own")
    assert 0 < len(kept.picture("signature")) <= 8_000
    seal = kept.field("seal")
    assert seal is not None
    assert not seal.shown


def test_what_is_no_template_is_named_and_leaving_asks(
    qtbot: QtBot, page: CertificatesPage, store: Store, tmp_path: Path
) -> None:
    press(qtbot, page, "Templates")
    view = _list(qtbot, page)
    (tmp_path / "bad.toml").write_text('code = "x"\ntitle = "x"\npage = "B5"\n', encoding="utf-8")
    press(qtbot, page, "Import")
    choose_file(qtbot, page, tmp_path / "bad.toml")
    assert "page" in view.banner.text
    editor = _editor(qtbot, page)
    (tmp_path / "x.png").write_bytes(b"no picture")
    press(qtbot, editor, "Signature")
    choose_file(qtbot, editor, tmp_path / "x.png")
    assert "no picture" in editor.banner.text
    editor.title.setFocus()
    QTest.keyClicks(editor.title, "!")
    press(qtbot, page, "Templates")
    assert "!" in answer_question(qtbot, page, "Leave without saving")
    assert isinstance(page.views.opened, TemplatesView)
    assert len(templates(store)) == 3
