"""A template being changed, beside the certificate as it prints: fields moved by mouse, arrow keys or numbers; texts,
colours, pictures.

Promises: what is shown is the page itself; nothing is kept before Save, and only what prints without a collision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.specimen import NAMES, specimen
from desktop_app.store.conditions import known
from desktop_app.templates import kept, pictures, space
from desktop_app.templates.file import read, write
from desktop_app.templates.kept import TemplateUnfit
from desktop_app.templates.placing import with_picture_field
from desktop_app.templates.template import PAGES, Colours, Field, Kind, Template
from desktop_app.ui.examiner.page_on_paper import PageOnPaper
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import Amount
from desktop_app.ui.widgets.files import choose_to_open
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label
from desktop_app.ui.widgets.while_shown import WhileShown
from desktop_app.words import phrase, say

PICTURES = ("logo", "seal_image", "signature")
_PATIENCE_MS = 250
_MOST_FINDINGS = 8
_LARGEST = Decimal(420)


class TemplateEditor(Subview):
    """Changes a template. ``saved`` carries it as it was kept."""

    saved = Signal(object)

    def __init__(self, session: Session, working: Working, template: Template) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        own = replace(template, code=f"{template.code}_own", title=f"{template.title} *")
        self.template = own if kept.is_shipped(template.code) else template
        self._first = self.template
        self.head.title.setText(self.tr("Change a template"))
        self.back.setText(self.tr("Templates"))
        self.back.setAccessibleName(self.tr("Back to the templates"))
        self.head.add(button(self.tr("Save"), self.save, role="primary", symbol="save"))
        self.banner = Banner()
        self.page = PageOnPaper(self.tr("The certificate as it prints; arrow keys move the chosen field"))
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page.pointed.connect(self._on_pointed)
        self.page.moved.connect(self._on_moved)
        self.name = QuietCombo()
        self.name.setAccessibleName(self.tr("Shown for"))
        for code, name in NAMES.items():
            self.name.addItem(phrase(f"specimen_{code}"), name)
        self.name.activated.connect(lambda _: self._draw())
        self.field = QuietCombo()
        self.field.activated.connect(lambda _: self._show_field())
        self.title, self.code = QLineEdit(self.template.title), QLineEdit(self.template.code)
        self.text, self.label = QLineEdit(), QLineEdit()
        self.shown = QCheckBox(self.tr("On the certificate"))
        self.numbers = {key: Amount(Decimal(0), _LARGEST, "mm") for key in ("x", "y", "wide", "tall")}
        self.numbers["size"] = Amount(Decimal(4), Decimal(150), "pt")
        self.colours = {one.name: QLineEdit() for one in fields(Colours)}
        self._soon = WhileShown(self, _PATIENCE_MS, self._draw, once=True)
        self._lay_out()
        self._connect()
        self.first = self.field
        self._fill()

    def _lay_out(self) -> None:
        self.box.addWidget(self.banner)
        card = Card()
        form = Form()
        form.add(self.tr("Title"), self.title)
        form.add(self.tr("Code"), self.code)
        form.add(self.tr("Field"), self.field)
        form.box.addWidget(self.shown)
        self._named: dict[str, tuple[str, Any]] = {
            "text": (self.tr("Text"), self.text),
            "label": (self.tr("Small heading"), self.label),
            "x": (self.tr("From the left"), self.numbers["x"]),
            "y": (self.tr("From the top"), self.numbers["y"]),
            "wide": (self.tr("Width"), self.numbers["wide"]),
            "tall": (self.tr("Height"), self.numbers["tall"]),
            "size": (self.tr("Letters"), self.numbers["size"]),
        }
        for text, field in self._named.values():
            form.add(text, field)
        card.box.addWidget(form)
        for name, text in zip(PICTURES, self._picture_words(), strict=True):
            card.box.addWidget(button(text, self._adding(name), symbol="plus"))
        card.box.addWidget(label(self.tr("Colours, as #1f3a5f"), "subheading"))
        palette = Form()
        for (name, field), text in zip(self.colours.items(), self._colour_words(), strict=True):
            field.setText(getattr(self.template.colours, name))
            palette.add(text, field)
        card.box.addWidget(palette)
        card.box.addStretch(1)
        side = scrolling(card)
        measure.keep(side, lambda: side.setFixedWidth(measure.scaled(320)))
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.name)
        right.addWidget(self.page, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(side)
        row.addLayout(right, 1)
        self.box.addLayout(row, 1)

    def _picture_words(self) -> tuple[str, ...]:
        return (self.tr("Logo …"), self.tr("Image of the seal …"), self.tr("Signature …"))

    def _colour_words(self) -> tuple[str, ...]:
        return (
            self.tr("Text"),
            self.tr("Main"),
            self.tr("Accent"),
            self.tr("Lines"),
            self.tr("Small headings"),
            self.tr("Seal"),
        )

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda text: self._change(replace(self.template, title=text.strip())))
        self.code.textEdited.connect(lambda text: self._change(replace(self.template, code=text.strip())))
        self.shown.toggled.connect(lambda on: self._set("shown", on))
        self.text.textEdited.connect(lambda text: self._set("text", text))
        self.label.textEdited.connect(lambda text: self._set("label", text))
        for key, number in self.numbers.items():
            number.edited.connect(lambda key=key, number=number: self._set(key, float(number.amount)))
        for name, colour in self.colours.items():
            colour.textEdited.connect(lambda text, name=name: self._colour(name, text))

    def _adding(self, name: str) -> Callable[[], None]:
        kinds = self.tr("Pictures ({patterns})").format(patterns="*.png *.jpg *.jpeg *.bmp *.webp")
        return lambda: _ignore(choose_to_open(self, self.tr("Choose a picture"), kinds, lambda p: self.put(name, p)))

    # ------------------------------------------------------------ what is shown

    @property
    def chosen(self) -> Field:
        """The field that is being changed."""
        found = self.template.field(str(self.field.currentData()))
        assert found is not None  # the list holds the template's own
        return found

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self.template != self._first

    def _fill(self, name: str = "") -> None:
        with QSignalBlocker(self.field):
            self.field.clear()
            for one in self.template.fields:
                known_as = phrase(f"field_{one.fact}") if one.kind is Kind.FACT else one.text or one.name
                self.field.addItem(known_as, one.name)
            self.field.setCurrentIndex(max(self.field.findData(name), 0))
        self._show_field()

    def _show_field(self) -> None:
        one = self.chosen
        for key, (_, field) in self._named.items():
            has = key in _keys(one)
            field.setEnabled(has)
            with QSignalBlocker(field):
                if isinstance(field, Amount):
                    field.set_amount(Decimal(str(getattr(one, key) if has else field.minimum())))
                else:
                    field.setText(str(getattr(one, key)) if has else "")
        with QSignalBlocker(self.shown):
            self.shown.setChecked(one.shown)
        self.shown.setEnabled("shown" in _keys(one))
        self.page.mark(space.whole(self.template, one))

    def _draw(self) -> None:
        if self._working.busy:
            self._soon.start()
            return
        found, findings = read(write(self.template).encode())
        if found is None:
            lines = [f"{one.where}: {say(one)}" for one in findings[:_MOST_FINDINGS]]
            self.banner.tell("\n".join(lines), "caution")
        else:
            self.banner.clear()
        shown, name = found, str(self.name.currentData())
        if shown is None:
            return
        at, issuer = system_clock().at, self._session.store.setting("branch")
        self._working.start(
            self.tr("Drawing the certificate …"),
            lambda _: specimen(shown, name, at, issuer),
            self.page.show_pdf,
            self._on_undrawn,
            looking=True,
            view=self,
        )

    def _on_undrawn(self, error: BranchExamError) -> None:
        self.banner.tell(say(error), "caution")

    # ------------------------------------------------------------ what is done

    def _change(self, template: Template) -> None:
        self.template = template
        if self.isVisible():
            self._soon.start()

    def _set(self, key: str, value: Any) -> None:
        one = replace(self.chosen, **{key: value})
        whole = tuple(one if each.name == one.name else each for each in self.template.fields)
        self._change(replace(self.template, fields=whole))
        self.page.mark(space.whole(self.template, one))

    def _colour(self, name: str, text: str) -> None:
        self._change(replace(self.template, colours=replace(self.template.colours, **{name: text.strip().lower()})))

    def _on_pointed(self, x: float, y: float) -> None:
        for one in self.template.drawn():
            box = space.whole(self.template, one)
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                self.field.setCurrentIndex(self.field.findData(one.name))
                self._show_field()

    def _on_moved(self, right: float, down: float) -> None:
        one, (wide, tall) = self.chosen, PAGES[self.template.page]
        self._set("x", round(min(max(one.x + right, 0), wide), 1))
        self._set("y", round(min(max(one.y + down, 0), tall), 1))
        self._show_field()

    def put(self, name: str, path: Path) -> None:
        """Put the picture of a file on the page, in a field of its own, which is made where there is none."""
        try:
            with known(path):
                data = path.read_bytes() if path.stat().st_size <= pictures.MOST_FILE_BYTES else b""
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
            return
        picture = pictures.prepared(data)
        if picture is None:
            self.banner.tell(self.tr("This is no picture, or too large a one. Use a PNG or JPEG below 5 MB."), "bad")
            return
        changed = self.template
        if changed.field(name) is None:
            changed = with_picture_field(changed, name)
        rest = tuple(one for one in changed.pictures if one[0] != name)
        self._change(replace(changed, pictures=(*rest, (name, picture))))
        self._fill(name)
        self.page.setFocus()

    def save(self) -> None:
        """Keep the template as a new version, or say what is wrong with it."""
        session = self._session
        try:
            one = kept.save(session.store, session.signed_in(), self.template, system_clock())
        except TemplateUnfit as error:
            lines = [say(error), *(f"{each.where}: {say(each)}" for each in error.findings[:_MOST_FINDINGS])]
            self.banner.tell("\n".join(lines), "bad")
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
        else:
            self._first = self.template
            self.saved.emit(one)


def _keys(one: Field) -> tuple[str, ...]:
    from desktop_app.templates.template import KEYS

    return KEYS[one.kind]


def _ignore(_: object) -> None:
    """A dialog looks after itself."""
