"""Which sheets of a workbook are read: a button with a tick for each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon import icon


class SheetsButton(QPushButton):
    """``chosen`` carries a file and the sheets that are to be read of it; () means all of them."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Sheets"), parent)
        self.setAccessibleName(self.text())
        self.setIcon(icon("file-text", theme.current().text))
        self._known: dict[Path, dict[str, int]] = {}
        self._read: dict[Path, set[str]] = {}
        self.hide()

    @property
    def offering(self) -> bool:
        """Whether a file has several sheets."""
        return any(len(sheets) > 1 for sheets in self._known.values())

    def offer(self, files: Mapping[Path, Mapping[str, int]]) -> None:
        """Offer the sheets of these files (name → entries): those that were read now are ticked, those that were known
        before and were not read stand beside them."""
        self._known = {path: {**self._known.get(path, {}), **sheets} for path, sheets in files.items()}
        self._read = {path: set(sheets) for path, sheets in files.items()}
        menu = QMenu(self)
        for path, sheets in self._known.items():
            if len(sheets) < 2:
                continue
            if len(files) > 1:
                menu.addSection(path.name.replace("&", "&&"))
            for name, number in sheets.items():
                text = self.tr("{sheet}: {n} entries").format(sheet=name, n=number)
                action = menu.addAction(text.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(name in self._read[path])
                action.toggled.connect(
                    lambda on, path=path, name=name, action=action: self._turn(path, name, on, action)
                )
        self.setMenu(menu)

    def forget(self) -> None:
        """Forget what earlier files held."""
        self._known.clear()

    def _turn(self, path: Path, name: str, on: bool, action: QAction) -> None:
        wanted = self._read[path] | {name} if on else self._read[path] - {name}
        if not wanted:
            action.blockSignals(True)  # one sheet is read at least
            action.setChecked(True)
            action.blockSignals(False)
            return
        known = self._known[path]
        self.chosen.emit(path, () if wanted == set(known) else tuple(sheet for sheet in known if sheet in wanted))
