"""Choosing a file to open or to write, without a nested loop, or dropping it. Must not know what is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_to_open(parent: QWidget, title: str, kinds: str, on_chosen: Callable[[Path], object]) -> QFileDialog:
    """Have an existing file chosen. ``kinds``: as in ``Workbooks (*.xlsx *.xls)``."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, on_chosen)


def choose_to_save(
    parent: QWidget, title: str, name: str, kinds: str, on_chosen: Callable[[Path], object]
) -> QFileDialog:
    """Have the place for a new file chosen; ``name`` is offered, and its suffix added where none is typed."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    return _open(dialog, on_chosen)


def local_files(dragged: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged or dropped."""
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]


def _open(dialog: QFileDialog, on_chosen: Callable[[Path], object]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.open()
    return dialog
