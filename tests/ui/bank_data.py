"""Small banks for the tests of the examiner's pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import ONE, Multiple, Option, Question, Single, Source
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor
from desktop_app.store import Store


def singles(number: int, topic: tuple[str, ...] = ("产品", "存款"), first: int = 1) -> list[Question]:
    """So many single choice questions, each with a stem of its own."""
    return [
        Single(
            stem=f"存款利率第{n}题",
            topic=topic,
            options=(Option(f"甲{n}", ONE, "就是它"), Option(f"乙{n}"), Option(f"丙{n}")),
            difficulty=1 + n % 3,
            explanation=f"因为第{n}条",
            source=Source("储蓄管理条例", number="国务院令第107号", article=f"第{n}条", effective_on=date(1993, 3, 1)),
        )
        for n in range(first, first + number)
    ]


def multiples(number: int, topic: tuple[str, ...] = ("产品", "贷款")) -> list[Question]:
    """So many multiple choice questions."""
    return [
        Multiple(
            stem=f"贷款管理第{n}题",
            topic=topic,
            points=Decimal(2),
            options=(Option("一", ONE), Option("二", ONE), Option("三")),
        )
        for n in range(1, number + 1)
    ]


def fill(store: Store, actor: Actor, reading: Reading, code: str, title: str, questions: list[Question]) -> None:
    """Bring these questions into a bank, new or not."""
    drafted = tuple(Drafted(question, f"line {n}") for n, question in enumerate(questions, 2))
    import_draft(store, actor, Draft(drafted), bank=code, title=title, file="test.csv", reading=reading)
