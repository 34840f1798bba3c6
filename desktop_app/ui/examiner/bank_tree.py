"""Banks and their topics as a tree with counts. Must not know the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop_app.banks.bank import BankInfo
from desktop_app.ui import theme
from desktop_app.ui.widgets import measure

_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the tree: a bank and a topic path in it; no bank: all of them."""

    bank: str = ""
    topic: tuple[str, ...] = ()


def counts(info: BankInfo) -> Counter[tuple[str, ...]]:
    """How many questions stand at or below each topic path of a bank."""
    found: Counter[tuple[str, ...]] = Counter()
    for joined, number in info.by_topic.items():
        path = tuple(joined.split("/")) if joined else ()
        for depth in range(1, len(path) + 1):
            found[path[:depth]] += number
    return found


class BankTree(QTreeWidget):
    """``chosen`` carries the ``Place`` under the cursor whenever it changes."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(measure.scaled(16))
        self.setTabKeyNavigation(False)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(20)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.place))

    @property
    def place(self) -> Place:
        """What stands under the cursor."""
        item = self.currentItem()
        place = item.data(0, _PLACE) if item is not None else None
        return place if isinstance(place, Place) else Place()

    def show_banks(self, banks: Sequence[BankInfo]) -> None:
        """Show these banks; the cursor stays where it was, if that is still there."""
        kept = self.place if self.topLevelItemCount() else None
        opened = {item.data(0, _PLACE) for item in self._items() if item.isExpanded()}
        self.blockSignals(True)
        self.clear()
        self._add(None, self.tr("All banks"), sum(info.questions for info in banks), Place())
        for info in banks:
            node = self._add(None, info.title, info.questions, Place(info.code))
            nodes: dict[tuple[str, ...], QTreeWidgetItem] = {(): node}
            for path, number in sorted(counts(info).items()):
                nodes[path] = self._add(nodes[path[:-1]], path[-1], number, Place(info.code, path))
        for item in self._items():
            item.setExpanded(item.data(0, _PLACE) in opened)
        self.blockSignals(False)
        if kept is None or not self.choose(kept):
            self.choose(Place(banks[0].code) if banks else Place())

    def _add(self, parent: QTreeWidgetItem | None, text: str, number: int, place: Place) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, str(number)])
        item.setData(0, _PLACE, place)
        item.setToolTip(0, text.replace("<", "＜"))
        item.setSizeHint(0, QSize(0, measure.scaled(theme.TARGET)))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def choose(self, place: Place) -> bool:
        """Put the cursor on a place; False where it is not in the tree."""
        for item in self._items():
            if item.data(0, _PLACE) == place:
                if item is self.currentItem():
                    self.chosen.emit(place)
                else:
                    self.setCurrentItem(item)
                return True
        return False

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        waiting = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop()
            if item is not None:
                found.append(item)
                waiting += [item.child(n) for n in range(item.childCount())]
        return found
