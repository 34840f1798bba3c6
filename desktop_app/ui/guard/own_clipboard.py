"""Copying and pasting within one text field, and nowhere else, while an exam runs.

Promises: the system's clipboard is neither read nor written, so that it is afterwards what it was before; nothing is
dragged out of the page or dropped onto it from outside. Input methods are not touched.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_Field = QLineEdit | QTextEdit | QPlainTextEdit
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_DROPS: Final = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})
_MOUSE: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease})
_WATCHED: Final = _KEYS | _DROPS | _MOUSE | {QEvent.Type.ContextMenu}


class OwnClipboard(QObject):
    """Works on ``page`` and all within it from its making until ``stop``."""

    def __init__(self, page: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._text = ""
        self._owner: _Field | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        app.installEventFilter(self)
        app.clipboard().selectionChanged.connect(self._on_selection)

    def stop(self) -> None:
        """The exam is over: keys and mouse mean again what they always do."""
        self._app.removeEventFilter(self)
        self._app.clipboard().selectionChanged.disconnect(self._on_selection)
        self._text, self._owner = "", None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        kind = event.type()
        if kind not in _WATCHED or not isinstance(watched, QWidget):
            return False
        if watched is not self._page and not self._page.isAncestorOf(watched):
            return False
        if kind in _KEYS:
            return isinstance(event, QKeyEvent) and self._on_key(watched, event)
        if kind in _MOUSE:
            return isinstance(event, QMouseEvent) and self._on_mouse(watched, event)
        if kind is QEvent.Type.ContextMenu:
            # The menus of text fields offer the system's clipboard.
            return True
        # Rows that are put in order are dragged within the page.
        return isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent) and not self._within(event)

    def _within(self, event: QDropEvent) -> bool:
        source = event.source()
        inside = isinstance(source, QWidget) and self._page.isAncestorOf(source)
        return inside and not event.mimeData().hasText()

    # ------------------------------------------------------------ keys

    def _on_key(self, widget: QWidget, event: QKeyEvent) -> bool:
        acts = (
            (QKeySequence.StandardKey.Copy, self._copy),
            (QKeySequence.StandardKey.Cut, self._cut),
            (QKeySequence.StandardKey.Paste, self._paste),
        )
        for keys, act in acts:
            if event.matches(keys):
                if event.type() is QEvent.Type.KeyPress and isinstance(widget, _Field):
                    act(widget)
                event.accept()
                return True
        return False

    def _copy(self, field: _Field) -> None:
        found = _chosen(field)
        if found:
            self._text, self._owner = found, field

    def _cut(self, field: _Field) -> None:
        self._copy(field)
        if _chosen(field) and not field.isReadOnly():
            _put(field, "")

    def _paste(self, field: _Field) -> None:
        # The owner may be gone with its question; a new field at its place is another.
        if self._owner is field and not field.isReadOnly():
            _put(field, self._text)

    # ------------------------------------------------------------ mouse

    def _on_mouse(self, widget: QWidget, event: QMouseEvent) -> bool:
        field = _field_of(widget)
        if field is None:
            return False
        if event.button() is Qt.MouseButton.MiddleButton:
            # On X11 it pastes what is selected anywhere.
            return True
        if event.type() is QEvent.Type.MouseButtonPress and not isinstance(field, QLineEdit):
            cursor = field.textCursor()
            at = field.cursorForPosition(event.position().toPoint()).position()
            if cursor.hasSelection() and cursor.selectionStart() <= at <= cursor.selectionEnd():
                # A press on what is selected would begin to drag it.
                cursor.clearSelection()
                field.setTextCursor(cursor)
        return False

    def _on_selection(self) -> None:
        clipboard = self._app.clipboard()
        if clipboard.ownsSelection() and clipboard.text(QClipboard.Mode.Selection):
            clipboard.setMimeData(QMimeData(), QClipboard.Mode.Selection)


def _field_of(widget: QWidget) -> _Field | None:
    if isinstance(widget, _Field):
        return widget
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget and isinstance(parent, _Field):
        return parent
    return None


def _chosen(field: _Field) -> str:
    if isinstance(field, QLineEdit):
        return field.selectedText() if field.echoMode() is QLineEdit.EchoMode.Normal else ""
    return field.textCursor().selectedText().replace("\u2029", "\n")


def _put(field: _Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.insert(text)
    else:
        field.insertPlainText(text)
