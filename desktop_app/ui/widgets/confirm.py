"""A question before what cannot be undone: a sentence, and a verb on each button.

Promises: 'Cancel' is the default and what Esc means; nothing waits in a nested loop. Must not know what is asked.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


def confirm(
    parent: QWidget, title: str, text: str, verb: str, on_yes: Callable[[], object], *, note: str = ""
) -> QMessageBox:
    """Ask ``text`` (and ``note`` below it); ``on_yes`` is called when the button ``verb`` was chosen."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(text)
    if note:
        box.setInformativeText(note)
    stay = box.addButton(QCoreApplication.translate("Confirm", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    yes = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
    for made in (stay, yes):
        made.setAccessibleName(made.text())
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)

    def _on_clicked(clicked: QAbstractButton) -> None:
        if clicked is yes:
            on_yes()

    box.buttonClicked.connect(_on_clicked)
    box.open()
    return box
