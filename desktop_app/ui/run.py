"""Start of the window: one instance a folder, first paint first, everything heavy behind it.

Promises: something of ours is on the screen before the store is touched or a page is imported; what the first paint
does not need is imported later (the namespace ``Qt`` alone takes 14 ms). A second start raises the first window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.ui import theme
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.translate import Translation, system_language

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def application(arguments: list[str] | None = None) -> QApplication:
    """The application object, named and dressed by what this user chose last."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # The style as an argument: setStyle would make a second one.
        app = QApplication([*(arguments or sys.argv[:1]), "-style", "Fusion"])
    app.setOrganizationName("BranchExam")
    app.setApplicationName("Branch Exam")
    settings = QSettings()
    theme.apply(
        app,
        theme.Look(str(settings.value("look", theme.Look.LIGHT.value))),
        int(str(settings.value("text_percent", 100))),
    )
    return app


def open_window(folder: Path, language: str | None = None) -> MainWindow:
    """A window on the store in ``folder``, shown; it opens the store after the first paint."""
    app = application()
    translation = Translation(app)
    translation.use(language or str(QSettings().value("language", "")) or system_language())
    window = MainWindow(folder, translation)
    window.show()
    return window


def run(folder: Path, language: str | None = None) -> int:
    """Open the window and stay until it is closed. Returns the exit status; a second start raises the first window."""
    app = application()
    if raise_running(folder):
        return 0
    window = open_window(folder, language)
    window.begun.connect(lambda: _listen(folder, window))
    sys.excepthook = window_hook(window)
    return app.exec()


# ---------------------------------------------------------------- one window at a time


def _server_name(folder: Path) -> str:
    import hashlib

    return "branch-exam-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def raise_running(folder: Path) -> bool:
    """Whether a window on this folder was running already; it is raised then."""
    name = _server_name(folder)
    if sys.platform != "win32" and not Path(QDir.tempPath(), name).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(300):
        return False
    socket.write(b"raise")
    socket.waitForBytesWritten(300)
    socket.disconnectFromServer()
    return True


def _listen(folder: Path, window: MainWindow) -> QLocalServer:
    from PySide6.QtCore import Qt
    from PySide6.QtNetwork import QLocalServer

    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    name = _server_name(folder)
    if not server.listen(name):
        # What a killed window left behind.
        QLocalServer.removeServer(name)
        server.listen(name)

    def _on_connection() -> None:
        server.nextPendingConnection().close()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    server.newConnection.connect(_on_connection)
    return server


def window_hook(window: MainWindow) -> Hook:
    """What happens to an exception nobody expected: its traceback on stderr, a sentence in the window."""

    def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback

        traceback.print_exception(kind, error, trace)
        if isinstance(error, Exception):
            window.tell_bug()

    return _hook
