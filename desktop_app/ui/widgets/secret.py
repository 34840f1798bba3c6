"""A field for a passphrase or a PIN: hidden unless the person asks to see it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon import icon, keep_size


class SecretField(QWidget):
    """A line edit and a button that shows what stands in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(name)
        self._eye = QToolButton()
        self._eye.setIcon(icon("eye", theme.current().muted))
        keep_size(self._eye)
        self._eye.setCheckable(True)
        self._eye.setAccessibleName(self.tr("Show what is typed"))
        self._eye.setToolTip(self.tr("Show what is typed"))
        self._eye.toggled.connect(self._on_eye)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self._eye)
        self.setFocusProxy(self.edit)

    def _on_eye(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Empty it and hide again."""
        self.edit.clear()
        self._eye.setChecked(False)
