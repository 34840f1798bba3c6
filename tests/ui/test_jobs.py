"""Jobs: what becomes of their outcome, above all of a bug in one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop_app.base.progress import Progress
from desktop_app.ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def _bug(_: Progress) -> None:
    raise ZeroDivisionError("a bug")


def test_a_bug_that_nobody_listens_for_reaches_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    with capture_exceptions() as raised:
        jobs.start(_bug)
        qtbot.waitUntil(lambda: not jobs.busy)
        qtbot.wait(20)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_a_bug_that_a_page_listens_for_is_told_to_it_alone(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[object] = []
    with capture_exceptions() as raised:
        jobs.start(_bug).broke.connect(told.append)
        qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)
    assert not raised
    assert not jobs.busy


def test_an_outcome_that_nobody_wants_leaves_no_job_behind(qtbot: QtBot, jobs: Jobs) -> None:
    jobs.start(lambda _: 7)
    qtbot.waitUntil(lambda: not jobs.busy)
