"""Who sits an exam: the whole roster, by post, or people chosen one by one."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop_app.staff import Role, people
from desktop_app.staff.people import posts
from desktop_app.store import Store
from desktop_app.ui.widgets.fields import Ticks
from desktop_app.ui.widgets.text import label


class PeopleChoice(QWidget):
    """``staff_nos`` and ``posts`` are what ``open_exam`` takes; ``edited`` when the choice changed."""

    edited = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None, *, but: AbstractSet[str] | None = None) -> None:
        """``but``: those who are in it already, and are not offered; the whole roster is then no choice."""
        super().__init__(parent)
        self._store = store
        self._people = [one for one in people(store) if one.staff_no not in (but or ())]
        self._everybody_count = sum(1 for one in self._people if one.role is Role.CANDIDATE)
        self.everybody = QRadioButton(self.tr("The whole roster (candidates: {n})").format(n=self._everybody_count))
        self.by_post = QRadioButton(self.tr("By post"))
        self.one_by_one = QRadioButton(self.tr("People I choose"))
        self.post_ticks = Ticks(self.tr("Posts"))
        self.post_ticks.set_choices([(post, post) for post in posts(store)], ())
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name, number, post, or pinyin initials"))
        self.search.setAccessibleName(self.tr("Search for people"))
        self.search.setClearButtonEnabled(True)
        self.person_ticks = Ticks(self.tr("People"))
        self.count = label("", "muted", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.everybody, self.by_post, self.post_ticks, self.one_by_one, self.search):
            box.addWidget(widget)
        box.addWidget(self.person_ticks, 1)
        box.addStretch(0)
        box.addWidget(self.count)
        (self.everybody if but is None else self.one_by_one).setChecked(True)
        self.everybody.setVisible(but is None)
        for radio in (self.everybody, self.by_post, self.one_by_one):
            radio.toggled.connect(lambda _: self._look())
        self.post_ticks.edited.connect(self._look)
        self.person_ticks.edited.connect(self._look)
        self.search.textChanged.connect(self._on_search)
        self._look()

    @property
    def staff_nos(self) -> tuple[str, ...]:
        """The people chosen one by one; empty otherwise."""
        return self.person_ticks.ticked if self.one_by_one.isChecked() else ()

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts chosen; empty otherwise."""
        return self.post_ticks.ticked if self.by_post.isChecked() else ()

    @property
    def number(self) -> int:
        """How many people that are."""
        if self.everybody.isChecked():
            return self._everybody_count
        if self.by_post.isChecked():
            chosen = set(self.posts)
            return sum(1 for one in self._people if one.post in chosen)
        return len(self.staff_nos)

    def choose(self, staff_nos: tuple[str, ...]) -> None:
        """Choose these people one by one."""
        self._offer(staff_nos)
        self.one_by_one.setChecked(True)
        self._look()

    def _offer(self, chosen: tuple[str, ...] = ()) -> None:
        """Put the people into the list: only where somebody wants it, since a roster may be long."""
        choices = [
            (one.staff_no, "  ".join(piece for piece in (one.name, one.staff_no, one.post) if piece))
            for one in self._people
        ]
        self.person_ticks.set_choices(choices, chosen)

    def _look(self) -> None:
        if self.one_by_one.isChecked() and not self.person_ticks.count():
            self._offer()
        self.post_ticks.setVisible(self.by_post.isChecked())
        self.search.setVisible(self.one_by_one.isChecked())
        self.person_ticks.setVisible(self.one_by_one.isChecked())
        self.count.setText(self.tr("People who sit this exam: {n}.").format(n=self.number))
        self.edited.emit()

    def _on_search(self, text: str) -> None:
        fitting = {person.staff_no for person in people(self._store, text=text)}
        for n in range(self.person_ticks.count()):
            item = self.person_ticks.item(n)
            item.setHidden(item.data(Qt.ItemDataRole.UserRole) not in fitting)
