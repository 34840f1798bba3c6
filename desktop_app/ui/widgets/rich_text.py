"""Foreign text shown: plain, Markdown or HTML, with the images that were handed over and no others.

Promises: nothing is fetched, no file is opened, no link leads anywhere, no script or style of the text takes effect.
Must not know what the text is.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote, unquote

import nh3
from PySide6.QtCore import QEvent, QSize, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import measure

# Per cent of the typeface's own line, which is 1.448 of its size: 1.5 of the size.
LINE_HEIGHT = 104.0
WIDEST_IMAGE = 608
_IMAGE = QTextDocument.ResourceType.ImageResource
_TAGS = {
    "p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "sub", "sup", "ul", "ol", "li", "table", "thead",
    "tbody", "tr", "th", "td", "img", "h1", "h2", "h3", "h4", "blockquote", "pre", "code", "hr",
}  # fmt: skip
_ATTRIBUTES = {"img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


class BankDocument(QTextDocument):
    """A document that serves only the images handed to it; for any other a grey box stands."""

    def __init__(self) -> None:
        super().__init__()
        self._images: dict[str, QImage] = {}
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)

    def fill(self, text: str, text_format: str = "plain", images: Mapping[str, bytes] | None = None) -> None:
        """Hold ``text`` (plain, markdown or html). Images that it does not name stand below it."""
        self._images = {name: _image(data) for name, data in (images or {}).items()}
        if text_format == "html":
            self.setHtml(_clean(text))
        elif text_format == "markdown":
            features = (
                QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
            )
            self.setMarkdown(text, QTextDocument.MarkdownFeature(features))
        else:
            self.setPlainText(text)
        self._calm()
        self._add_unnamed()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: D102
        if kind == _IMAGE.value:
            asked = name.toString() if isinstance(name, QUrl) else name
            # Never null: Qt would go on and open a file of that name (QTextImageHandler).
            return self._images.get(asked) or self._images.get(unquote(asked)) or _missing()
        return None

    def draw(self, painter: QPainter, colour: str) -> None:
        """Draw it at the painter's origin, its text in ``colour``."""
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(colour))
        context.palette = palette
        self.documentLayout().draw(painter, context)

    def _calm(self) -> None:
        """Lines half as high again, no link, and one colour, whatever the text wished for."""
        cursor = QTextCursor(self)
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(block)
        for fragment in self._fragments():
            style = fragment.charFormat()
            if style.isAnchor():
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                style.setAnchor(False)
                style.setAnchorHref("")
                style.clearForeground()
                style.setFontUnderline(False)
                cursor.setCharFormat(style)

    def _fragments(self) -> list[QTextFragment]:
        found = []
        block = self.begin()
        while block.isValid():
            piece = block.begin()
            while not piece.atEnd():
                found.append(piece.fragment())
                piece += 1
            block = block.next()
        return found

    def _add_unnamed(self) -> None:
        styles = [fragment.charFormat() for fragment in self._fragments()]
        named = {unquote(style.toImageFormat().name()) for style in styles if style.isImageFormat()}
        cursor = QTextCursor(self)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for name in self._images:
            if name not in named:
                cursor.insertBlock(QTextBlockFormat())
                cursor.insertHtml(f'<img src="{escape(quote(name))}">')


def _clean(text: str) -> str:
    return nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(), link_rel=None)


def _image(data: bytes) -> QImage:
    image = QImage.fromData(data)
    if image.isNull():
        return _missing()
    if image.width() > WIDEST_IMAGE:
        # Drawn at the column's width, with its own pixels kept for a sharp screen.
        image.setDevicePixelRatio(image.width() / WIDEST_IMAGE)
    return image


def _missing() -> QImage:
    image = QImage(160, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.current().line))
    return image


class RichText(QLabel):
    """A text of that kind, as high as it needs to be at its width. A screen reader reads it as plain text."""

    def __init__(self, pixels: int = measure.STEM_PX, *, bold: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels, self._bold = pixels, bold
        self._source: tuple[str, str, Mapping[str, bytes]] = ("", "plain", {})
        self._widest = 0
        self._height_at: dict[int, int] = {}
        self.document = BankDocument()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._fit()

    def set_content(self, text: str, text_format: str = "plain", images: Mapping[str, bytes] | None = None) -> None:
        """Show ``text`` (plain, markdown or html) with its images."""
        self._source = (text, text_format, images or {})
        self._fit()
        self.setAccessibleName(self.plain)

    @property
    def plain(self) -> str:
        """What stands there, without its form."""
        return self.document.toPlainText().replace("￼", "").strip()

    def set_widest(self, characters: int) -> None:
        """Break lines after that many Chinese characters at the latest; 0: at the widget's edge alone."""
        self._widest = characters
        self._fit()

    def _font(self) -> QFont:
        return measure.font(self._pixels, bold=self._bold)

    def _fit(self) -> None:
        self.document.setDefaultFont(self._font())
        self.document.fill(*self._source)
        self._height_at.clear()
        self.updateGeometry()
        self.update()

    def _text_width(self, width: int) -> int:
        widest = self._widest * measure.scaled(self._pixels) if self._widest else width
        return max(1, min(width, widest))

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        inner = self._text_width(width)
        if inner not in self._height_at:
            self.document.setTextWidth(inner)
            self._height_at[inner] = int(self.document.size().height() + 0.999)
        return self._height_at[inner]

    def sizeHint(self) -> QSize:  # noqa: D102
        width = self._text_width(self.width() or 400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(measure.scaled(self._pixels) * 6, self.heightForWidth(self.width() or 400) if self.width() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102
        self.document.setTextWidth(self._text_width(self.width()))
        painter = QPainter(self)
        self.document.draw(painter, theme.current().text)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()
