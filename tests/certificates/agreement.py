"""The verify page and the program have one verdict on everything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desktop_app.base.clock import system_clock
from desktop_app.certificates import layout
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.proof import PRINT_COPY, State, Verdict, verify_code, verify_pdf
from desktop_app.pdf.archive import Description
from desktop_app.templates.kept import default
from tests.certificates.browser import Browser, Said
from tests.certificates.world import AT

TODAY = system_clock().at.date()
LATER = TODAY + timedelta(days=400)


def agrees(said: Said, verdict: Verdict) -> None:
    """The page's words are the command line's verdict."""
    assert said.message == ""
    assert (said.state, said.why) == (verdict.state.value, verdict.why)
    assert said.facts == (tuple(verdict.facts.printed().values()) if verdict.facts else ())
    assert verdict.reason in said.told


def both(browser: Browser, made: Any, issuers: tuple[bytes, ...], *lists: Any) -> State:
    """The one verdict that page and command line have, on file and code alike."""
    by_file = verify_pdf(made.pdf, issuers, lists=lists, on=TODAY)
    by_code = verify_code(made.code, issuers, lists=lists, on=TODAY)
    agrees(browser.file(made.pdf), by_file)
    agrees(browser.text(made.code), by_code)
    assert by_file.state is by_code.state
    return by_file.state


def print_copy(said: Facts, code: str) -> bytes:
    """An unsigned file for the printer."""
    about = Description(title="证书打印件", author="", subject="", at=AT, keywords=f"{PRINT_COPY} {code}")
    return layout.draw_all([(said, code, default())], about)
