"""What the tests of the candidate's pages share: a paper of all nine kinds, an exam room, and a page in a window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import words
from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Kind,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    Source,
    TrueFalse,
)
from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams.exam import Exam, open_exam
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.exams.plans import save_plan
from desktop_app.staff import Actor, Role, import_roster, set_pin
from desktop_app.store import Store
from desktop_app.tables.sheet import Sheet
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.session import Session

P = TypeVar("P", bound=QWidget)
RIGHT, WRONG = Decimal(1), Decimal(0)
CANDIDATE = Actor("T001", "张三", Role.CANDIDATE)
PIN = "2580"


def _options(*texts: str) -> tuple[Option, ...]:
    """The first is right."""
    return tuple(Option(text, RIGHT if n == 0 else WRONG, fixed=True) for n, text in enumerate(texts))


QUESTIONS: tuple[Question, ...] = (
    Single(
        uid="q1",
        stem="存款保险的最高偿付限额是多少？",
        options=_options("人民币 50 万元", "人民币 20 万元", "人民币 100 万元", "没有限额"),
        explanation="同一存款人在同一家投保机构的被保险存款，本息合计 50 万元以内全额偿付。",
        source=Source("存款保险条例", number="国务院令第660号", article="第五条"),
    ),
    Multiple(
        uid="q2",
        stem="下列哪些属于个人有效身份证件？",
        options=(
            Option("居民身份证", RIGHT, fixed=True),
            Option("工作证", WRONG, fixed=True),
            Option("护照", RIGHT, fixed=True),
        ),
        points=Decimal(2),
    ),
    TrueFalse(uid="q3", stem="柜员可以代客户保管银行卡。", answer=False),
    Blank(
        uid="q4", stem="办理开户应当遵循____、____的原则。", blanks=(Gap((Accepted("实名"),)), Gap((Accepted("自愿"),)))
    ),
    Numeric(uid="q5", stem="存入 10,000 元，年利率 1.5%，一年利息是多少？", numbers=(Number(Decimal(150)),), unit="元"),
    Order(
        uid="q6",
        stem="请排列挂失的办理顺序。",
        options=_options("核实身份", "登记挂失", "出具回执"),
    ),
    Match(
        uid="q7",
        stem="请把产品与特点配对。",
        pairs=(Pair("活期存款", "随时支取"), Pair("定期存款", "约定存期"), Pair("", "保证收益 10%")),
    ),
    Scenario(
        uid="q8",
        stem="客户王女士来网点咨询理财产品，她强调不能接受任何损失。",
        parts=(
            Single(uid="p1", stem="首先应当做什么？", options=_options("做风险承受能力评估", "推荐收益最高的产品")),
            TrueFalse(uid="p2", stem="可以承诺保本。", answer=False),
        ),
        points=Decimal(2),
    ),
    Scenario(
        uid="q8b",
        stem="客户在大堂大声抱怨等候时间太长。",
        parts=(
            Single(
                uid="t1",
                stem="“我都等了一个小时了！”",
                options=(
                    Option("“让您久等了，我马上为您看看。”", RIGHT, feedback="“那好吧。”", next="t2", fixed=True),
                    Option("“大家都在等。”", WRONG, feedback="“你们什么态度！”", fixed=True),
                ),
            ),
            Single(
                uid="t2",
                stem="客户平静下来，您接着说：",
                options=(
                    Option("“请问您办什么业务？”", RIGHT, fixed=True),
                    Option("“下次早点来。”", WRONG, fixed=True),
                ),
            ),
        ),
        points=Decimal(2),
    ),
    Essay(uid="q9", stem="请简述如何处理客户投诉。", points=Decimal(5)),
)
"""One of each kind, and a branching scenario, in the order of the paper."""


def plan_of(**changes: object) -> ExamPlan:
    """A plan over all of them: one section a kind, ten questions, in the order above."""
    kinds = list(Kind)
    plan = ExamPlan(
        code="ALL",
        title="九种题型",
        minutes=60,
        shuffle_questions=False,
        shuffle_options=False,
        show_answers=True,
        sections=tuple(
            Section(
                title=f"第{n}部分",
                bank="nine",
                kind=kind,
                number=sum(1 for question in QUESTIONS if question.kind is kind),
                points=next(question.points for question in QUESTIONS if question.kind is kind),
            )
            for n, kind in enumerate(kinds, 1)
        ),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


@dataclass
class Room:
    """A branch in which an exam is open for 张三."""

    store: Store
    examiner: Actor
    exam: Exam


def furnish(store: Store, examiner: Actor, plan: ExamPlan | None = None, *, people: bool = True) -> Room:
    """Import the questions, bring the roster in, set 张三's PIN, and open the exam now."""
    reading = system_clock()
    draft = Draft(questions=tuple(Drafted(one, f"line {n}") for n, one in enumerate(QUESTIONS, 1)))
    import_draft(store, examiner, draft, bank="nine", file="nine.json", reading=reading)
    if people:
        rows = (
            ("工号", "姓名", "岗位"),
            ("T001", "张三", "柜员"),
            ("T002", "李四", "大堂经理"),
            ("T003", "王五", "柜员"),
        )
        import_roster(store, examiner, (Sheet("花名册", rows),), reading)
        set_pin(store, examiner, "T001", PIN, reading)
    save_plan(store, examiner, plan or plan_of(), reading)
    exam = open_exam(store, examiner, (plan or plan_of()).code, reading=system_clock())
    return Room(store, examiner, exam)


@contextmanager
def signed_in(store: Store, actor: Actor | None = CANDIDATE) -> Iterator[Session]:
    """A session, with somebody signed in; its jobs end with it."""
    words.use("en")
    session = Session(store, Jobs())
    session.actor = actor
    try:
        yield session
    finally:
        session.jobs.close()
        QApplication.processEvents()
        store.on_changed = None


@contextmanager
def in_window(qtbot: QtBot, page: P, width: int = 1366, height: int = 768) -> Iterator[P]:
    """The page in an active window, as the keyboard meets it."""
    window = QWidget()
    window.resize(width, height)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    try:
        yield page
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def keys(*pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is."""
    for key in pressed:
        focus = QApplication.focusWidget()
        assert focus is not None, "the keyboard is nowhere"
        QTest.keyClick(focus, key, modifier)
        QApplication.processEvents()


def type_in(text: str) -> None:
    """Type a text where the keyboard is, as an input method commits it."""
    focus = QApplication.focusWidget()
    assert focus is not None, "the keyboard is nowhere"
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus, event)
    QApplication.processEvents()


def at(reading: Reading, seconds: float) -> Reading:
    """The same clocks so much later."""
    return Reading(reading.at + timedelta(seconds=seconds), reading.boot_ms + round(seconds * 1000), reading.boot_id)
