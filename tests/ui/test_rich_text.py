"""Foreign text: shown as it is, fetching nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from pytestqt.qtbot import QtBot

from desktop_app.ui.candidate.questions.text import count_words
from desktop_app.ui.widgets.bank_document import WIDEST_IMAGE, BankDocument
from desktop_app.ui.widgets.rich_text import RichText

_IMAGE = QTextDocument.ResourceType.ImageResource


def _png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _is_teal(found: object) -> bool:
    return isinstance(found, QImage) and found.pixelColor(1, 1) == QColor("teal")


def test_plain_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    text = RichText()
    qtbot.addWidget(text)
    text.set_content("<b>x</b> & **y**", "plain")
    assert text.plain == "<b>x</b> & **y**"
    assert text.accessibleName() == "<b>x</b> & **y**"


def test_only_images_that_were_handed_over_are_served(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(_png(20, 20))
    document = BankDocument()
    document.fill(f"![](a%20图.png) ![](file://{tmp_path}/secret.png)", "markdown", {"a 图.png": _png(30, 30)})
    assert _is_teal(document.resource(_IMAGE.value, QUrl("a%20图.png")))
    for foreign in (f"file://{tmp_path}/secret.png", f"{tmp_path}/secret.png", "http://example.org/x.png"):
        found = document.resource(_IMAGE.value, QUrl(foreign))
        assert isinstance(found, QImage)
        assert not found.isNull()
        assert not _is_teal(found)


def test_html_keeps_its_form_and_loses_its_teeth() -> None:
    document = BankDocument()
    document.fill(
        "<p style='color:red' onclick='x()'>x<sup>2</sup> <a href='http://q/'>link</a><script>alert(1)</script></p>"
        "<style>p{display:none}</style><table><tr><td>甲</td></tr></table>",
        "html",
    )
    text = document.toPlainText()
    assert "x2 link" in text
    assert "甲" in text
    assert "alert" not in text
    assert not any(fragment.charFormat().isAnchor() for fragment in document._fragments())


def test_markdown_links_lead_nowhere_and_html_in_it_is_text() -> None:
    document = BankDocument()
    document.fill("[link](http://q/) <b>no</b> **yes**", "markdown")
    assert "<b>no</b>" in document.toPlainText()
    assert not any(fragment.charFormat().isAnchor() for fragment in document._fragments())


def test_an_image_that_the_text_does_not_name_stands_below_it() -> None:
    document = BankDocument()
    document.fill("看图回答", "plain", {"1.png": _png(40, 40)})
    images = [fragment.charFormat().toImageFormat() for fragment in document._fragments()]
    assert any(image.isValid() and image.name() == "1.png" for image in images)


def test_a_wide_image_fits_the_column() -> None:
    document = BankDocument()
    document.fill("", "plain", {"1.png": _png(3000, 300)})
    document.setTextWidth(WIDEST_IMAGE)
    assert document.size().width() <= WIDEST_IMAGE + 1


def test_broken_image_bytes_are_a_grey_box() -> None:
    document = BankDocument()
    document.fill("", "plain", {"1.png": b"no image"})
    found = document.resource(_IMAGE.value, QUrl("1.png"))
    assert isinstance(found, QImage)
    assert not found.isNull()


def test_lines_break_after_so_many_characters(qtbot: QtBot) -> None:
    text = RichText()
    qtbot.addWidget(text)
    text.set_content("字" * 38)
    text.set_widest(38)
    one_line = text.heightForWidth(2000)
    text.set_content("字" * 39)
    assert text.heightForWidth(2000) > one_line * 1.8


def test_words_are_counted_as_a_chinese_reader_counts() -> None:
    assert count_words("先倾听，再道歉。") == 6
    assert count_words("then apologise 2 times") == 4
    assert count_words("用 ATM 取 500 元") == 5
    assert count_words("") == 0


def test_the_character_of_an_object_in_a_text_is_none() -> None:
    document = BankDocument()
    for text_format in ("plain", "html", "markdown"):
        document.fill("\ufffc甲 $x$ 乙", text_format)
        assert document.spoken == "甲 x 乙"
