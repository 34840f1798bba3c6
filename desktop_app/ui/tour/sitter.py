"""The process that sits in the tour: a window of its own, so that it can be killed as a power cut would.

Reads one line of JSON on standard input (what to know and how far to go) and says on standard output what it did, a
line a step. Nothing here is short-cut: it unlocks, finds its name, enters the PIN and answers by mouse and keys.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMessageBox

from desktop_app.ui.run import open_window
from desktop_app.ui.tour.hands import Hands, NotSeen, pause


def main() -> None:
    """Sit as the line on standard input says."""
    told = json.loads(sys.stdin.readline())
    out = Path(told["out"])
    window = open_window(Path(told["folder"]), told["language"])
    window.resize(1366, 768)
    hands = Hands(window, out, told["first"])
    _enter(hands, told)
    _start(hands)
    _answer(hands, told)
    _submit(hands)
    window.close()


def _say(**what: Any) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)  # noqa: T201


def _enter(hands: Hands, told: dict[str, Any]) -> None:
    from desktop_app.ui.entrance.door import DoorPage
    from desktop_app.ui.entrance.unlock import UnlockPage

    window = hands.window

    def _first() -> Any:
        page = getattr(window, "page", None)
        return page if isinstance(page, DoorPage | UnlockPage) else None

    page = hands.wait(_first, "the first page")
    if isinstance(page, UnlockPage):
        hands.look("unlock")
        hands.type(page.passphrase.edit, told["passphrase"])
        hands.click(page.open_button)
        page = hands.wait(lambda: window.page if isinstance(window.page, DoorPage) else None, "the Door")  # type: ignore[attr-defined]
    hands.type(page.search, told["initials"])
    hands.key(Qt.Key.Key_Return)
    hands.look("door")
    hands.type(page.pin.edit, told["pin"])
    hands.key(Qt.Key.Key_Return)


def _start(hands: Hands) -> None:
    from desktop_app.ui.candidate.before import BeforePage
    from desktop_app.ui.candidate.home import HomePage

    window = hands.window
    hands.wait(lambda: isinstance(window.page, HomePage | BeforePage), "the candidate's first page")  # type: ignore[attr-defined]
    if isinstance(window.page, HomePage):  # type: ignore[attr-defined]
        hands.look("home")
        hands.click(hands.wait(lambda: _primary(hands), "the exam that is open"))
    before: Any = hands.wait(lambda: window.page if isinstance(window.page, BeforePage) else None, "what the exam is")  # type: ignore[attr-defined]
    if before.honest.isVisible():
        hands.click(before.honest)
    hands.look("before-the-exam")
    hands.click(before.start)


def _primary(hands: Hands) -> QAbstractButton | None:
    return next((one for one in hands.all(QAbstractButton) if one.property("role") == "primary"), None)


def _answer(hands: Hands, told: dict[str, Any]) -> None:
    from desktop_app.ui.candidate.exam import ExamPage

    window = hands.window
    page: Any = hands.wait(lambda: window.page if isinstance(window.page, ExamPage) else None, "the exam")  # type: ignore[attr-defined]
    sitting = page.sitting
    _say(resumed=sitting.resumed, answered=sorted(sitting.answers), left_ms=sitting.left_ms(page._clock()))
    hands.look("exam-resumed" if sitting.resumed else "exam")
    looked: set[str] = set()
    for shown in sitting.questions:
        if shown.position in sitting.answers:
            continue
        _go_to(hands, page, shown.position)
        _give(hands, page, shown, told["key"].get(shown.stem))
        hands.wait(partial(sitting.answers.__contains__, shown.position), f"question {shown.position} to be saved")
        _say(answered=shown.position)
        if shown.kind not in looked:
            looked.add(shown.kind)
            hands.look(f"exam-{shown.kind.replace('_', '-')}")
        if len(sitting.answers) == told["flag_at"]:
            hands.key(Qt.Key.Key_M)
        if len(sitting.answers) == told["stop_after"]:
            # Beyond the last second's pulse, as a person thinking: then the power goes.
            _say(half=True, left_ms=sitting.left_ms(page._clock()))
            pause(60_000)


def _go_to(hands: Hands, page: Any, position: int) -> None:
    while page.position != position:
        if page.position < position:
            hands.click(page.following)
        else:
            hands.click(page.previous)


def _give(hands: Hands, page: Any, shown: Any, right: Any) -> None:
    """Answer with what is right: choices by letter keys or by mouse in turn, texts by typing."""
    if shown.kind in ("single", "multiple"):
        wanted = [right] if isinstance(right, str) else right
        letters = [option.letter for option in shown.options if option.text in wanted]
        if not letters:
            raise NotSeen(f"an answer to question {shown.position}")
        for letter in letters:
            if shown.position % 2:
                hands.key(getattr(Qt.Key, f"Key_{letter}"))
            else:
                at = ord(letter) - ord("A")
                hands.click([row for row in hands.all(QAbstractButton, page.pane.view) if row.isCheckable()][at])
            pause(20)
    elif shown.kind == "true_false":
        hands.key(Qt.Key.Key_A if right else Qt.Key.Key_B)
    else:
        fields = hands.all(QLineEdit, page.pane.view)
        for field, text in zip(fields, right, strict=True):
            hands.type(field, text)
            hands.key(Qt.Key.Key_Tab)
        hands.key(Qt.Key.Key_Return)


def _submit(hands: Hands) -> None:
    from desktop_app.ui.candidate.result import ResultPage

    window = hands.window
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    box = hands.see(QMessageBox)
    hands.look("submit")
    yes = next(one for one in box.buttons() if box.buttonRole(one) == QMessageBox.ButtonRole.AcceptRole)
    hands.click(yes)
    page: Any = hands.wait(lambda: window.page if isinstance(window.page, ResultPage) else None, "the result")  # type: ignore[attr-defined]
    hands.see(QLabel, inside=page)
    hands.look("result")
    _say(submitted=True, shots=len(hands.shots))


if __name__ == "__main__":
    main()
