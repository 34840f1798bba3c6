"""What a screen reader sees of a window, and all that it can do: controls by role and name, never by object."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

Role = QAccessible.Role
PRESS_S: Final = 0.25


class ScreenReader:
    """Reads one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def controls(self) -> Iterator[QAccessibleInterface]:
        """Everything that can be met, in the order of the tree."""
        QApplication.processEvents()
        root = QAccessible.queryAccessibleInterface(self._window)
        assert root is not None
        yield from _within(root)

    def all(self, role: Role, name: str = "") -> list[QAccessibleInterface]:
        """The controls of a role whose name has this in it."""
        return [one for one in self.controls() if one.role() == role and name in spoken(one)]

    def find(self, role: Role, name: str = "") -> QAccessibleInterface:
        """The one control of a role whose name has this in it."""
        found = self.all(role, name)
        assert len(found) == 1, (role, name, [spoken(one) for one in found])
        return found[0]

    def press(self, role: Role, name: str) -> None:
        """Do what the control is there for."""
        act(self.find(role, name))

    def write(self, name: str, text: str) -> None:
        """Put a text into the field of that name."""
        field = self.find(Role.EditableText, name).editableTextInterface()
        assert field is not None
        field.insertText(0, text)
        QApplication.processEvents()

    def says(self, text: str) -> bool:
        """Whether some text on the page says this."""
        return any(text in spoken(one) for one in self.controls())


def _within(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not one.isValid() or one.state().invisible:
        return
    yield one
    for n in range(one.childCount()):
        child = one.child(n)
        if child is not None:
            yield from _within(child)


def spoken(one: QAccessibleInterface) -> str:
    """The control's name."""
    return one.text(QAccessible.Text.Name)


def act(one: QAccessibleInterface) -> None:
    """The control's own action: press, else toggle. A press takes a moment: the button is seen to go down."""
    actions = one.actionInterface()
    assert actions is not None, spoken(one)
    assert not one.state().disabled, spoken(one)
    names = actions.actionNames()
    actions.doAction("Press" if "Press" in names else "Toggle")
    # The control may be gone by then, and its interface with it: nothing of it is asked again.
    until = time.monotonic() + PRESS_S
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
