"""What the window itself asks and tells: closing an exam, leaving what is not saved, a bug."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.ui.widgets.confirm import confirm


def _box(window: QWidget) -> QMessageBox:
    box = QMessageBox(window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(QCoreApplication.translate("Asks", "Branch Exam"))
    return box


def tell_bug(window: QWidget) -> None:
    """Something unexpected happened: say that it was written down and what is safe."""
    box = _box(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(
        QCoreApplication.translate(
            "Asks",
            "Something unexpected happened. Every answer that was shown as saved is safe. "
            "Close the window and open it again; the sitting goes on where it was.",
        )
    )
    box.addButton(QCoreApplication.translate("Asks", "Close this message"), QMessageBox.ButtonRole.AcceptRole)
    box.open()


def may_close_exam(window: QWidget, *, kept: bool) -> bool:
    """Whether the window is to be closed in the middle of an exam; ``kept``: all that was typed is saved."""
    box = _box(window)
    if kept:
        box.setText(
            QCoreApplication.translate(
                "Asks",
                "The exam is not submitted. Closing the window counts as an interruption: the answers stay, "
                "and the plan says what the clock does meanwhile.",
            )
        )
    else:
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(
            QCoreApplication.translate(
                "Asks",
                "The exam is not submitted, and the last answer could not be saved: it is lost when the window is "
                "closed now. Go on, and call the examiner.",
            )
        )
    stay = box.addButton(QCoreApplication.translate("Asks", "Go on with the exam"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(QCoreApplication.translate("Asks", "Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave


def before_dropping(window: QWidget, unsaved: str, then: Callable[[], object]) -> bool:
    """Do ``then`` at once where nothing is unsaved; else ask first, naming it. Whether it was done at once."""
    if not unsaved:
        then()
        return True
    confirm(
        window,
        QCoreApplication.translate("Asks", "Not saved"),
        QCoreApplication.translate("Asks", "This is not saved and would be lost: {what}.").format(what=unsaved),
        QCoreApplication.translate("Asks", "Leave without saving"),
        then,
    )
    return False
