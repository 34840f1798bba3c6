"""Foreign text as a document: plain, Markdown or HTML, its formulas drawn, with the images handed over and no others.

Promises: nothing is fetched, no file is opened, no link leads anywhere, no script or style of the text takes effect.
A formula that cannot be drawn stands there as it was written. Must not know what the text is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from html import escape
from urllib.parse import quote, unquote

import nh3
from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
    QTextOption,
)

from desktop_app.banks import inline, vector
from desktop_app.formulas import Drawing, drawing
from desktop_app.ui import theme
from desktop_app.ui.widgets import inline_objects
from desktop_app.ui.widgets.inline_objects import FORMULA, KEY, OBJECT, PICTURE, Zoomable

# Per cent of the typeface's own line, which is 1.448 of its size: 1.5 of the size.
LINE_HEIGHT = 104.0
WIDEST_IMAGE = 608
MOST_PIXELS = 4_000_000
"""A photograph has more than any screen shows, and each takes four bytes."""
_IMAGE = QTextDocument.ResourceType.ImageResource
_TAGS = {
    "p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "sub", "sup", "ul", "ol", "li", "table", "thead",
    "tbody", "tr", "th", "td", "img", "h1", "h2", "h3", "h4", "blockquote", "pre", "code", "hr",
}  # fmt: skip
_ATTRIBUTES = {"img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
# Markdown's code is shown as it stands. No backtick within, so that none is looked through twice.
_CODE = re.compile(r"(```[^`]*```|`[^`\n]*`)")
# A formula on its way through Markdown, whose signs it shares: its number between two private characters.
_HELD = re.compile("\ue000([0-9]+)\ue001")
_LINE = "\u2028"
_STRUT = "\u2060"
_ALT = QTextFormat.Property.ImageAltText.value


class BankDocument(QTextDocument):
    """A document that serves only the images handed to it; for any other a grey box stands."""

    def __init__(self, *, widest: int = WIDEST_IMAGE, tallest: int = 0) -> None:
        """Pictures are drawn at most ``widest`` × ``tallest`` pixels large (0: as tall as they are)."""
        super().__init__()
        self._images: Mapping[str, bytes] = {}
        self._widest, self._tallest = widest, tallest
        self.formulas: dict[int, Drawing] = {}
        """The formulas by their numbers in this document."""
        self.places: dict[int, QRectF] = {}
        """Where each object was drawn last, by its position in the text."""
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)
        for kind in (FORMULA, PICTURE):
            self.documentLayout().registerHandler(kind, inline_objects.handler())

    def fill(
        self,
        text: str,
        text_format: str = "plain",
        images: Mapping[str, bytes] | None = None,
        elsewhere: Container[str] = (),
    ) -> None:
        """Hold ``text`` (plain, markdown or html). Images that it does not name stand below it, save those that are
        shown ``elsewhere``."""
        self._images = images or {}
        self.formulas, self.places = {}, {}
        # The character that stands for an object is ours alone.
        text = text.replace(OBJECT, "")
        if text_format == "html":
            self.setHtml(_clean(text))
            self._set_formulas()
        elif text_format == "markdown":
            self._set_markdown(text)
        else:
            self._set_plain(text)
        self._strut()
        self._calm()
        self._add_unnamed(elsewhere)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: D102
        if kind == _IMAGE.value:
            # Never null: Qt would go on and open a file of that name (QTextImageHandler).
            return self.picture(name.toString() if isinstance(name, QUrl) else name)
        return None

    def picture(self, name: str) -> QImage:
        """The image of that name; a grey box where there is none."""
        return self._image(name) or _missing()

    def _image(self, name: str) -> QImage | None:
        """The image of that name; None where there is none, or none that can be read."""
        data = self._images.get(name) or self._images.get(unquote(name))
        return None if data is None else _decoded(data)

    def picture_size(self, name: str) -> QSizeF:
        """How large the image of that name is drawn, in pixels of the page."""
        image = self.picture(name)
        width, height = image.width() / image.devicePixelRatio(), image.height() / image.devicePixelRatio()
        room = self.textWidth()
        share = min(
            1.0,
            self._widest / width,
            self._tallest / height if self._tallest else 1.0,
            room / width if room > 0 else 1.0,
        )
        return QSizeF(width * share, height * share)

    def draw(self, painter: QPainter, colour: str) -> None:
        """Draw it at the painter's origin, its text in ``colour``."""
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(colour))
        context.palette = palette
        self.documentLayout().draw(painter, context)

    @property
    def spoken(self) -> str:
        """What stands there, without its form: formulas by their LaTeX, pictures by their alternative text."""
        text = self.toPlainText()
        if OBJECT not in text:
            return text.strip()
        names = iter([name for _, _, name in self._objects()])
        return re.sub(OBJECT, lambda _: next(names, ""), text).replace(_STRUT, "").strip()

    @property
    def zoomables(self) -> list[tuple[int, Zoomable]]:
        """The formulas and pictures that were handed over, with their positions, in reading order."""
        return [(at, Zoomable(content, name)) for at, content, name in self._objects() if content is not None]

    @property
    def lead(self) -> float:
        """How much lower than in a line of words the baseline of the first line is, in pixels."""
        line = self.begin().layout().lineAt(0)
        if not line.isValid() or not self.formulas:
            return 0.0
        metrics = QFontMetricsF(self.defaultFont())
        return max(0.0, float(line.ascent()) - metrics.ascent() - metrics.height() * (LINE_HEIGHT - 100) / 100)

    # ------------------------------------------------------------ filling

    def _set_plain(self, text: str) -> None:
        pieces = inline.pieces(text, self._images)
        if all(isinstance(piece, inline.Text) for piece in pieces):
            self.setPlainText("".join(piece.text for piece in pieces if isinstance(piece, inline.Text)))
            return
        self.setPlainText("")
        cursor = QTextCursor(self)
        for n, piece in enumerate(pieces):
            match piece:
                case inline.Text(words):
                    alone = self._stands_alone(pieces[n - 1]) if n else False
                    cursor.insertText(words.lstrip(" ") if alone else words, QTextCharFormat())
                case inline.Formula():
                    self._insert(cursor, piece, ends_line=_ends_line(pieces, n))
                case inline.Picture(name, alt):
                    style = QTextImageFormat()
                    style.setName(name)
                    style.setProperty(_ALT, alt)
                    alone = self._stands_alone(piece)
                    before = alone and not _at_edge(cursor, start=True)
                    cursor.insertText(_LINE if before else "", QTextCharFormat())
                    cursor.insertText(OBJECT, style)
                    cursor.insertText(_LINE if alone and not _ends_line(pieces, n) else "", QTextCharFormat())

    def _stands_alone(self, piece: inline.Piece) -> bool:
        """Whether it takes a line of its own: a formula that asks for it, a picture taller than two lines."""
        if isinstance(piece, inline.Picture):
            return self.picture_size(piece.name).height() > 3 * self.defaultFont().pixelSize()
        return isinstance(piece, inline.Formula) and piece.display and drawing(piece.tex, display=True) is not None

    def _insert(self, cursor: QTextCursor, formula: inline.Formula, *, ends_line: bool | None = None) -> None:
        """Put a formula in place of what is selected; ``ends_line`` says so where what follows is not there yet."""
        drawn = drawing(formula.tex, display=formula.display)
        if drawn is None:
            cursor.insertText(formula.source, QTextCharFormat())
            return
        before = formula.display and not _at_edge(cursor, start=True)
        after = formula.display and not (_at_edge(cursor, start=False) if ends_line is None else ends_line)
        key = len(self.formulas)
        self.formulas[key] = drawn
        cursor.insertText(_LINE if before else "", QTextCharFormat())
        cursor.insertText(OBJECT, inline_objects.formula_format(self, key))
        cursor.insertText(_LINE if after else "", QTextCharFormat())

    def _set_formulas(self) -> None:
        """Draw the formulas of a text that stands here already, block by block."""
        block = self.begin()
        while block.isValid():
            following = block.next()
            text = block.text()
            for span in reversed(list(inline.spans(text))):
                cursor = QTextCursor(self)
                cursor.setPosition(block.position() + span.start + 1)
                # Code is shown as it stands; nothing else that is let in names a font.
                if cursor.charFormat().fontFamilies():
                    continue
                cursor.setPosition(block.position() + span.start)
                cursor.setPosition(block.position() + span.end, QTextCursor.MoveMode.KeepAnchor)
                if isinstance(span.piece, inline.Formula):
                    self._insert(cursor, span.piece)
                elif isinstance(span.piece, inline.Text):
                    cursor.insertText(span.piece.text)
            block = following

    def _set_markdown(self, text: str) -> None:
        held: list[inline.Formula] = []
        out: list[str] = []
        for n, part in enumerate(_CODE.split(re.sub("[\ue000\ue001]", "", text))):
            at = 0
            for span in inline.spans(part) if n % 2 == 0 else ():
                if isinstance(span.piece, inline.Formula):
                    out += (part[at : span.start], f"\ue000{len(held)}\ue001")
                    held.append(span.piece)
                    at = span.end
            out.append(part[at:])
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        self.setMarkdown("".join(out), QTextDocument.MarkdownFeature(features))
        if not held:
            return
        block = self.begin()
        while block.isValid():
            following = block.next()
            for match in reversed(list(_HELD.finditer(block.text()))):
                cursor = QTextCursor(self)
                cursor.setPosition(block.position() + match.start())
                cursor.setPosition(block.position() + match.end(), QTextCursor.MoveMode.KeepAnchor)
                self._insert(cursor, held[int(match.group(1))])
            block = following

    def _strut(self) -> None:
        """Give a line of formulas alone the height and baseline of a line of words."""
        block = self.begin()
        while self.formulas and block.isValid():
            text = block.text()
            if OBJECT in text and not text.strip(f"{OBJECT}{_LINE} "):
                cursor = QTextCursor(self)
                for at in reversed([n for n, char in enumerate(text) if char == OBJECT]):
                    cursor.setPosition(block.position() + at + 1)
                    cursor.insertText(_STRUT, QTextCharFormat())
            block = block.next()

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

    def _objects(self) -> list[tuple[int, Drawing | QImage | None, str]]:
        """Position, content (None: a grey box) and name of each object."""
        found: list[tuple[int, Drawing | QImage | None, str]] = []
        for fragment in self._fragments():
            style = fragment.charFormat()
            for at in range(fragment.position(), fragment.position() + fragment.text().count(OBJECT)):
                if style.objectType() == FORMULA:
                    drawn = self.formulas.get(int(style.property(KEY)))
                    found.append((at, drawn, drawn.tex if drawn is not None else ""))
                elif style.isImageFormat():
                    image = self._image(style.toImageFormat().name())
                    found.append((at, image, str(style.property(_ALT) or "")))
        return found

    def _add_unnamed(self, elsewhere: Container[str]) -> None:
        if not self._images:
            return
        styles = [fragment.charFormat() for fragment in self._fragments()]
        named = {unquote(style.toImageFormat().name()) for style in styles if style.isImageFormat()}
        cursor = QTextCursor(self)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for name in self._images:
            if name not in named and name not in elsewhere:
                cursor.insertBlock(QTextBlockFormat())
                cursor.insertHtml(f'<img src="{escape(quote(name))}">')


def _ends_line(pieces: Sequence[inline.Piece], n: int) -> bool:
    """Whether piece ``n`` ends its line as the text is written."""
    following = pieces[n + 1] if n + 1 < len(pieces) else inline.Text("\n")
    return isinstance(following, inline.Text) and following.text.lstrip(" ").startswith("\n")


def _at_edge(cursor: QTextCursor, *, start: bool) -> bool:
    """Whether what is selected begins (or ends) a line of its own."""
    block, at = (
        cursor.block(),
        (cursor.selectionStart() if start else cursor.selectionEnd()) - cursor.block().position(),
    )
    text = block.text()
    beside = text[at - 1 : at] if start else text[at : at + 1]
    return beside in {"", _LINE}


def _clean(text: str) -> str:
    return nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(), link_rel=None)


@lru_cache(maxsize=16)
def _decoded(data: bytes) -> QImage | None:
    """The image, at most so many pixels large; None where the bytes are none."""
    if vector.is_svg(data) and not vector.harmless(data):
        return None
    image = QImage.fromData(data)
    if image.isNull():
        return None
    if image.width() * image.height() > MOST_PIXELS:
        share = (MOST_PIXELS / (image.width() * image.height())) ** 0.5
        image = image.scaledToWidth(max(1, int(image.width() * share)), Qt.TransformationMode.SmoothTransformation)
    if image.width() > WIDEST_IMAGE:
        # Drawn at the column's width, with its own pixels kept for a sharp screen.
        image.setDevicePixelRatio(image.width() / WIDEST_IMAGE)
    return image


def _missing() -> QImage:
    image = QImage(160, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.current().line))
    return image
