"""Items to bring into order: by drag, by Alt and the arrows, or by buttons."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.banks import inline
from desktop_app.exams.shown import ShownQuestion
from desktop_app.ui.candidate.questions.view import AnswerView
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.drawn_items import DrawnItems
from desktop_app.ui.widgets.enlarged import enlarge
from desktop_app.ui.widgets.text import button, label

_LETTER = Qt.ItemDataRole.UserRole
_TEXT = Qt.ItemDataRole.UserRole + 1


class _Items(QListWidget):
    """A list as high as what it holds, whose items are dragged within it."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSpacing(2)

    def fit(self) -> None:
        """Take the height of the items."""
        self.doItemsLayout()
        height = sum(self.sizeHintForRow(n) + 2 * self.spacing() for n in range(self.count()))
        self.setFixedHeight(height + 2 * self.frameWidth() + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self.fit)


class OrderView(AnswerView):
    """The items in the order of the answer. As long as nothing was moved, nothing is answered."""

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        self._answered = False
        self._hint = label("", "muted", wrap=True)
        self.list = _Items()
        self.list.setAccessibleName(self.tr("Items in your order"))
        for option in shown.options:
            item = QListWidgetItem()
            item.setData(_LETTER, option.letter)
            item.setData(_TEXT, option.text)
            self.list.addItem(item)
        self._drawn = DrawnItems(self.list, _TEXT, shown.images)
        if self._drawn.needed(option.text for option in shown.options):
            self.list.setItemDelegate(self._drawn)
        self.list.setCurrentRow(0)
        self.list.model().rowsMoved.connect(self._on_moved)
        # A drop may also come as a copy put in and the old row taken out.
        self.list.model().rowsRemoved.connect(self._on_moved)
        self.list.currentRowChanged.connect(lambda _: self._tell())
        # A screen reader selects, and the current item does not follow by itself.
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.list.installEventFilter(self)
        side = QVBoxLayout()
        side.setSpacing(8)
        self.up = button(self.tr("Move up"), lambda: self.move_item(-1), symbol="arrow-up")
        self.down = button(self.tr("Move down"), lambda: self.move_item(1), symbol="arrow-down")
        self.keep = button(self.tr("Keep this order"), self._on_kept, symbol="check")
        self.magnifier = button(self.tr("Enlarge"), self.zoom, symbol="zoom-in")
        for made in (self.up, self.down, self.keep, self.magnifier):
            side.addWidget(made)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.box.addWidget(self._hint)
        self.box.addLayout(row)
        self._renumber()
        self._tell()

    def move_item(self, by: int) -> None:
        """Move the current item up (-1) or down (1)."""
        at = self.list.currentRow()
        to = at + by
        if at < 0 or not 0 <= to < self.list.count():
            return
        # The model's move takes the row before which the item is put.
        self.list.model().moveRow(QModelIndex(), at, QModelIndex(), to if by < 0 else to + 1)
        self.list.setCurrentRow(to)

    def _on_selected(self) -> None:
        chosen = self.list.selectedItems()
        if chosen and chosen[0] is not self.list.currentItem():
            self.list.setCurrentItem(chosen[0])

    def zoom(self) -> None:
        """Show the formulas and pictures of the current item enlarged."""
        item = self.list.currentItem()
        if item is not None and (shown := self._drawn.zoomables(item.data(_TEXT))):
            enlarge(self.list, shown)

    def _on_moved(self) -> None:
        self._answered = True
        self._renumber()
        self._tell()
        self.chosen.emit(self.value())

    def _on_kept(self) -> None:
        self._answered = True
        self._tell()
        self.chosen.emit(self.value())

    def _renumber(self) -> None:
        for n in range(self.list.count()):
            item = self.list.item(n)
            item.setText(f"{n + 1}.  {inline.plain(item.data(_TEXT), self.shown.images)}")
            item.setFont(measure.font(measure.STEM_PX))
        self.list.fit()

    def _tell(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)
        current = self.list.currentItem()
        self.magnifier.setVisible(self.list.itemDelegate() is self._drawn)
        self.magnifier.setEnabled(current is not None and bool(self._drawn.zoomables(current.data(_TEXT))))
        if self._answered:
            self._hint.setText(self.tr("Drag, or press Alt+↑ and Alt+↓, to change the order."))
        else:
            self._hint.setText(
                self.tr("Not answered yet. Drag the items into order, or press Alt+↑ and Alt+↓ on the chosen one.")
            )
        self.keep.setVisible(not self._answered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_item(step)
                return True
        return super().eventFilter(watched, event)

    def value(self) -> Any:  # noqa: D102
        if not self._answered:
            return None
        return [self.list.item(n).data(_LETTER) for n in range(self.list.count())]

    def set_value(self, value: Any) -> None:  # noqa: D102
        texts = {option.letter: option.text for option in self.shown.options}
        letters = value if isinstance(value, list) and sorted(value) == sorted(texts) else list(texts)
        self._answered = bool(value)
        for n, letter in enumerate(letters):
            self.list.item(n).setData(_LETTER, letter)
            self.list.item(n).setData(_TEXT, texts[letter])
        self._renumber()
        self._tell()

    def take_focus(self) -> None:  # noqa: D102
        self.list.setFocus()
