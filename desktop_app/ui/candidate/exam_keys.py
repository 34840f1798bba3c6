"""The keys of the exam page: letters and digits choose, arrows turn, M flags, G goes to a number, Ctrl+Enter submits.

Text fields take letters and digits first (QEvent.ShortcutOverride); combo boxes and lists do not, so these are on only
as far as the question has options.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_CHOICES = "ABCDEFGH"


class ExamKeys:
    """``turn`` is called with -1 or 1, ``choose`` with the number of an option, from 1."""

    def __init__(
        self,
        page: QWidget,
        *,
        turn: Callable[[int], object],
        choose: Callable[[int], object],
        flag: Callable[[], object],
        ask_number: Callable[[], object],
        submit: Callable[[], object],
    ) -> None:
        def _on(act: Callable[[], object], *keys: str) -> list[QShortcut]:
            made = [QShortcut(QKeySequence(one), page) for one in keys]
            for shortcut in made:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)
            return made

        _on(lambda: turn(-1), "Left", "PgUp")
        _on(lambda: turn(1), "Right", "PgDown")
        _on(flag, "M")
        (self._to_number,) = _on(ask_number, "G")
        _on(ask_number, "Ctrl+G")
        _on(submit, "Ctrl+Return", "Ctrl+Enter")
        self._choosing = [
            _on(partial(choose, number), letter, str(number)) for number, letter in enumerate(_CHOICES, 1)
        ]

    def allow(self, choices: int) -> None:
        """Letters and digits choose between so many options from now on."""
        for number, shortcuts in enumerate(self._choosing, 1):
            for shortcut in shortcuts:
                shortcut.setEnabled(number <= choices)
        # A seventh option is G itself; Ctrl+G is left.
        self._to_number.setEnabled(choices < _CHOICES.index("G") + 1)
