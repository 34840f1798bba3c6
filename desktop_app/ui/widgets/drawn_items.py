"""The items of a list with formulas and pictures in their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.banks import inline
from desktop_app.ui import theme
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.bank_document import BankDocument
from desktop_app.ui.widgets.inline_objects import Zoomable

_Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_PICTURE_WIDTH, _PICTURE_HEIGHT = 320, 160


class DrawnItems(QStyledItemDelegate):
    """Draws each item's number and the text that its data of ``role`` holds."""

    def __init__(self, view: QListWidget, role: int, images: Mapping[str, bytes]) -> None:
        super().__init__(view)
        self._view, self._role, self._images = view, role, images
        self._documents: dict[tuple[str, int], BankDocument] = {}

    def needed(self, texts: Iterable[str]) -> bool:
        """Whether any of the texts holds a formula or a picture."""
        return any(not isinstance(piece, inline.Text) for text in texts for piece in inline.pieces(text, self._images))

    def zoomables(self, text: str) -> list[Zoomable]:
        """The formulas and pictures of an item."""
        return [item for _, item in self._document(text).zoomables]

    def _document(self, text: str) -> BankDocument:
        key = (text, measure.percent())
        if key not in self._documents:
            made = BankDocument(widest=_PICTURE_WIDTH, tallest=_PICTURE_HEIGHT)
            made.setDefaultFont(measure.font(measure.STEM_PX))
            made.fill(text, "plain", self._images, elsewhere=self._images)
            self._documents[key] = made
        return self._documents[key]

    def _number_width(self) -> int:
        return measure.scaled(28)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, D102
        width = max(80, self._view.viewport().width() - 2 * self._view.spacing())
        document = self._document(str(index.data(self._role)))
        document.setTextWidth(width - self._number_width() - 2 * _PAD)
        return QSize(width, max(theme.TARGET, int(document.size().height() + 0.999) + 2 * _PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: D102
        self.initStyleOption(option, index)
        option.text = ""
        self._view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        colours = theme.current()
        document = self._document(str(index.data(self._role)))
        document.setTextWidth(option.rect.width() - self._number_width() - 2 * _PAD)
        painter.save()
        painter.setFont(measure.font(measure.STEM_PX))
        painter.setPen(colours.text)
        top = option.rect.top() + max(float(_PAD), (option.rect.height() - document.size().height()) / 2)
        painter.translate(option.rect.left() + _PAD, top)
        metrics = painter.fontMetrics()
        painter.drawText(0, round(document.lead + metrics.ascent()), f"{index.row() + 1}.")
        painter.translate(self._number_width(), 0)
        document.draw(painter, colours.text)
        painter.restore()
