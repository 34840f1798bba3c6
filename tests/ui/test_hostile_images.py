"""Images made to fill the memory or to take for ever, in the window: a grey box at once."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.bank_document import BankDocument
from desktop_app.ui.widgets.rich_text import RichText
from tests.banks.test_vector import laughs, svg
from tests.faults.attacks import png_of

IMAGES = {
    "a large one": png_of(30_000, 30_000),
    "a wide one": png_of(2_000_000, 2),
    "laughs": laughs(9),
    "a large drawing": svg('<rect width="60000" height="60000"/>').replace(b'width="90"', b'width="60000"', 1),
    "a file": svg('<image href="file:///etc/passwd" width="9" height="9"/>'),
    "cut": png_of(300, 300)[:60],
}


@pytest.mark.qt_log_ignore("QImageIOHandler: Rejecting", "libpng", "qt.svg", extend=True)
@pytest.mark.parametrize("name", IMAGES)
def test_the_window_goes_on(qtbot: QtBot, name: str) -> None:
    text = RichText()
    qtbot.addWidget(text)
    began = time.perf_counter()
    text.set_content("Q ![x](a.png)", "plain", {"a.png": IMAGES[name]})
    text.resize(800, 600)
    text.show()
    assert not text.grab().isNull()
    assert time.perf_counter() - began < 2


def test_a_drawing_that_does_no_harm_is_drawn() -> None:
    document = BankDocument()
    document.fill("![](a.svg)", "markdown", {"a.svg": svg('<rect width="90" height="90" fill="teal"/>')})
    found = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl("a.svg"))
    assert isinstance(found, QImage)
    assert found.pixelColor(40, 40).name() == "#008080"
