"""Two minutes of nothing, counted down in sight: then the station signs the candidate out by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.ui.widgets.text import button, label

IDLE_S = 120
_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class Countdown(QWidget):
    """``over`` when nobody touched anything for two minutes, or pressed 'Sign out'."""

    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left_s = IDLE_S
        self._ended = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.words = label("", "muted")
        self.out = button(self.tr("Sign out"), self._end, symbol="log-out")
        row.addWidget(self.words)
        row.addWidget(self.out)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._tell()

    def tick(self) -> None:
        """A second has passed."""
        self.left_s -= 1
        self._tell()
        if self.left_s <= 0:
            self._end()

    def _tell(self) -> None:
        minutes, seconds = divmod(max(0, self.left_s), 60)
        self.words.setText(self.tr("Signs out by itself in {time}").format(time=f"{minutes}:{seconds:02d}"))

    def _end(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._timer.stop()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            # A certificate left open would stay over the Door.
            dialog.close()
        self.over.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() in _SIGNS_OF_LIFE and self.left_s < IDLE_S:
            self.left_s = IDLE_S
            self._tell()
        return super().eventFilter(watched, event)
