"""What a plan holds besides its sections: the few fields everybody looks at, and the rest behind 'More settings'.

Must not know the store: the posts of the branch are handed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop_app.exams.plan import Abandoned, Admission, ExamPlan, Issue, MultipleRule, Outage, Release
from desktop_app.templates.template import Template
from desktop_app.ui import theme
from desktop_app.ui.template_titles import shown_title
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.fields import Amount, Ticks, Whole, named
from desktop_app.ui.widgets.icon import icon
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import label
from desktop_app.words import phrase


class PlanFields(QWidget):
    """All fields of a plan but its sections. ``edited`` after a change by a person."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ExamPlan | None = None
        self._loading = False
        self._make_fields()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._few())
        self.more = QToolButton()
        self.more.setText(self.tr("More settings: marking, admission, interruptions, certificate"))
        self.more.setAccessibleName(self.more.text())
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setCheckable(True)
        self.more.setIcon(icon("chevron-right"))
        self._rest = self._many()
        self._rest.hide()
        self.more.toggled.connect(self._on_more)
        box.addWidget(self.sample)
        box.addWidget(self.more)
        box.addWidget(self._rest)
        self._connect()

    def _make_fields(self) -> None:
        minutes = self.tr("min")
        self.title, self.code = QLineEdit(), QLineEdit()
        self.code.setMaxLength(60)
        self.minutes = Whole(1, 1440, minutes)
        self.pass_percent = Amount(Decimal(0), Decimal(100), "%")
        self.attempts = Whole(1, 1000)
        self.sample = QCheckBox(self.tr("Sample: anyone can read its questions, issuing certificates on it asks"))
        self.multiple_rule = _choice("multiple_rule", MultipleRule)
        self.shuffle_questions = QCheckBox(self.tr("Shuffle questions within a section"))
        self.shuffle_options = QCheckBox(self.tr("Shuffle options"))
        self.show_answers = QCheckBox(self.tr("Show wrong answers after release"))
        self.release = _choice("release", Release)
        self.admission = _choice("admission", Admission)
        self.wait_days = Whole(0, 3660, self.tr("days"))
        self.outage = _choice("outage", Outage)
        self.outage_minutes = Whole(0, 1440, minutes)
        self.resumes_alone = Whole(0, 1000)
        self.abandoned = _choice("abandoned", Abandoned)
        self.issue = _choice("issue", Issue)
        self.score_on_certificate = QCheckBox(self.tr("The score stands on the certificate"))
        self.valid_months = Whole(1, 600, self.tr("months"))
        self.template = QuietCombo()
        self.required_for = Ticks(self.tr("Posts that must hold it"))
        self.required_for.setFixedHeight(measure.scaled(110))

    def _few(self) -> QWidget:
        columns = Columns((3, 2), least=360)
        rows: tuple[list[tuple[str, QWidget]], ...] = (
            [(self.tr("Title"), self.title), (self.tr("Code"), self.code)],
            [
                (self.tr("Time"), self.minutes),
                (self.tr("Passed from"), self.pass_percent),
                (self.tr("Attempts"), self.attempts),
            ],
        )
        for box, fields in zip(columns.boxes, rows, strict=True):
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(8)
            for column, (text, field) in enumerate(fields):
                grid.addWidget(named(text, field), 0, column)
                grid.addWidget(field, 1, column)
                grid.setColumnStretch(column, 2 if field is self.title else 1)
            box.addLayout(grid)
        return columns

    def _many(self) -> QWidget:
        columns = Columns((1, 1, 1), least=300)
        marking, running, after = columns.boxes
        _group(marking, self.tr("Marking and results"))
        _field(marking, self.tr("Multiple choice"), self.multiple_rule)
        _field(marking, self.tr("Results are shown"), self.release)
        for box in (self.show_answers, self.shuffle_questions, self.shuffle_options):
            marking.addWidget(box)
        _group(running, self.tr("Admission and interruptions"))
        _field(running, self.tr("Candidates are let in"), self.admission)
        _field(running, self.tr("Between two attempts"), self.wait_days)
        _field(running, self.tr("While the app is down"), self.outage)
        _field(running, self.tr("At most, in all"), self.outage_minutes)
        _field(running, self.tr("Goes on without the examiner (times)"), self.resumes_alone)
        _field(running, self.tr("A sitting that nobody came back to"), self.abandoned)
        _group(after, self.tr("Certificate"))
        _field(after, self.tr("Issued"), self.issue)
        _field(after, self.tr("Template"), self.template)
        _field(after, self.tr("Valid for"), self.valid_months)
        after.addWidget(self.score_on_certificate)
        _field(after, self.tr("Posts that must hold it"), self.required_for)
        for layout in columns.boxes:
            layout.setSpacing(theme.SPACE)
            layout.addStretch(1)
        return columns

    def _connect(self) -> None:
        for name in ("title", "code"):
            getattr(self, name).textEdited.connect(lambda text, name=name: self._change(name, text))
        for name in ("minutes", "attempts", "wait_days", "outage_minutes", "resumes_alone", "valid_months"):
            getattr(self, name).valueChanged.connect(lambda value, name=name: self._change(name, value))
        for name in ("sample", "shuffle_questions", "shuffle_options", "show_answers", "score_on_certificate"):
            getattr(self, name).toggled.connect(lambda value, name=name: self._change(name, value))
        choices: dict[str, type[StrEnum]] = {
            "multiple_rule": MultipleRule,
            "release": Release,
            "admission": Admission,
            "outage": Outage,
            "issue": Issue,
            "abandoned": Abandoned,
        }
        for name, cls in choices.items():
            field: QComboBox = getattr(self, name)
            field.activated.connect(
                lambda _, name=name, cls=cls, field=field: self._change(name, cls(field.currentData()))
            )
        self.template.activated.connect(lambda _: self._change("template", str(self.template.currentData())))
        self.pass_percent.edited.connect(lambda: self._change("pass_percent", self.pass_percent.amount))
        self.required_for.edited.connect(lambda: self._change("required_for", self.required_for.ticked))

    # ------------------------------------------------------------ in and out

    def show_plan(self, plan: ExamPlan, posts: Sequence[str], templates: Sequence[Template]) -> None:
        """Show a plan; ``posts`` are those of the branch, ``templates`` what certificates can be drawn from."""
        self._loading = True
        self._plan = plan
        self.title.setText(plan.title)
        self.code.setText(plan.code)
        for name in ("minutes", "attempts", "wait_days", "outage_minutes", "resumes_alone", "valid_months"):
            getattr(self, name).setValue(getattr(plan, name))
        for name in ("sample", "shuffle_questions", "shuffle_options", "show_answers", "score_on_certificate"):
            getattr(self, name).setChecked(getattr(plan, name))
        for name in ("multiple_rule", "release", "admission", "outage", "issue", "abandoned"):
            field: QComboBox = getattr(self, name)
            field.setCurrentIndex(field.findData(getattr(plan, name).value))
        self.template.clear()
        for one in templates:
            self.template.addItem(shown_title(one), one.code)
        if self.template.findData(plan.template) < 0:
            self.template.addItem(plan.template, plan.template)
        self.template.setCurrentIndex(self.template.findData(plan.template))
        self.pass_percent.set_amount(plan.pass_percent)
        self.required_for.set_choices([(post, post) for post in posts], plan.required_for)
        self.outage_minutes.setEnabled(plan.outage is Outage.STOP_UP_TO)
        self._loading = False

    @property
    def plan(self) -> ExamPlan:
        """The plan as the fields have it; its sections are those it was shown with."""
        if self._plan is None:
            raise RuntimeError("no plan is shown")
        return self._plan

    def set_editable(self, editable: bool, *, code: bool) -> None:
        """Let a person change things, or only look; ``code``: the code as well."""
        for field in self.findChildren(QWidget):
            if isinstance(field, (QLineEdit, Whole, Amount, QCheckBox, QComboBox, Ticks)):
                field.setEnabled(editable)
        self.code.setEnabled(editable and code)

    def _change(self, name: str, value: object) -> None:
        if self._loading or self._plan is None:
            return
        self._plan = replace(self._plan, **{name: value})  # type: ignore[arg-type]
        self.outage_minutes.setEnabled(self.outage.isEnabled() and self._plan.outage is Outage.STOP_UP_TO)
        self.edited.emit()

    def _on_more(self, shown: bool) -> None:
        self.more.setIcon(icon("chevron-down" if shown else "chevron-right"))
        self._rest.setVisible(shown)


def _choice(prefix: str, cls: type[StrEnum]) -> QuietCombo:
    field = QuietCombo()
    for member in cls:
        field.addItem(phrase(f"{prefix}_{member.value}"), member.value)
    return field


def _group(box: QVBoxLayout, text: str) -> None:
    box.addWidget(label(text, "subheading"))


def _field(box: QVBoxLayout, text: str, field: QWidget) -> None:
    box.addWidget(named(text, field))
    box.addWidget(field)
    box.addSpacing(theme.SPACE)
