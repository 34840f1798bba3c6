"""What the tests of sittings share: a clock, a candidate, an exam of every kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop_app.base.clock import Reading
from desktop_app.exams.exam import Exam, open_exam
from desktop_app.exams.plans import save_plan
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import Hands, Open, bring_in, candidate, every_kind, section


@pytest.fixture
def hands(reading: Reading) -> Hands:
    """The clock on the wall and that of the machine."""
    return Hands(reading)


@pytest.fixture
def me(store: Store) -> Actor:
    """A candidate."""
    return candidate(store)


@pytest.fixture
def opened(store: Store, examiner: Actor, reading: Reading, me: Actor) -> Open:
    """Opens an exam of ten minutes over every kind; keywords change the plan."""
    bring_in(store, examiner, every_kind())

    def open_one(code: str = "P", **more: Any) -> Exam:
        made = making.plan(section(12, points=Decimal(2)), code=code, **{"resumes_alone": 9, **more})
        save_plan(store, examiner, made, reading)
        return open_exam(store, examiner, code, reading=reading)

    return open_one
