"""What every test may use, and what every test is held to."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Where there is no display, windows are drawn offscreen; set before Qt is first loaded.
if sys.platform == "linux" and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.store_fixtures"]


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real files that others wrote: beside the checkout, or by BRANCH_EXAM_SAMPLES. Skips where there are none."""
    named = os.environ.get("BRANCH_EXAM_SAMPLES")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no sample files: set BRANCH_EXAM_SAMPLES to their folder")
    return folder


@pytest.fixture
def expected_logs() -> set[str]:
    """Names of loggers whose warnings the test provokes: add to it."""
    return set()


@pytest.fixture(autouse=True)
def _no_unexpected_logs(caplog: pytest.LogCaptureFixture, expected_logs: set[str]) -> Iterator[None]:
    """A warning in the log that a test has not announced fails it."""
    yield
    unexpected = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and record.name not in expected_logs
    ]
    assert not unexpected, [f"{record.name}: {record.getMessage()}" for record in unexpected]


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tells what a campaign came to; it stands at the end of the run, also where tests run in several processes."""
    return lambda text: record_property("figures", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was told of campaigns."""
    told = [
        (report.nodeid.rpartition("/")[2], text)
        for report in terminalreporter.getreports("passed")
        if report.when == "call"
        for name, text in report.user_properties
        if name == "figures"
    ]
    if told:
        terminalreporter.section("figures")
    for test, text in told:
        terminalreporter.line(f"{test}: {text}")
