"""Certificates issued by earlier versions: they verify for as long as they are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.certificates.layout import draw
from desktop_app.certificates.proof import State, Verdict, read_issuers, verify_pdf
from desktop_app.pdf.reading import read_keywords, read_page
from desktop_app.templates.kept import shipped
from tests.certificates.world import AT, facts

KEPT = Path(__file__).parent / "kept"
SAID = facts(holder="张三·𬱖𬭎", score="92.5", max_score="100")


@pytest.mark.parametrize("name", ["formal-1", "formal-1-credential"])
def test_what_was_issued_before_still_verifies(name: str) -> None:
    issuers = read_issuers((KEPT / f"{name}.pem").read_bytes())
    pdf = (KEPT / f"{name}.pdf").read_bytes()
    assert verify_pdf(pdf, issuers, on=date(2026, 11, 24)) == Verdict(State.VALID, SAID)
    for at in (9_000, 30_000, len(pdf) - 40):
        changed = bytearray(pdf)
        changed[at] ^= 1
        assert not verify_pdf(bytes(changed), issuers, on=date(2026, 11, 24)).genuine


def test_what_was_issued_before_is_drawn_anew_as_it_was() -> None:
    """The one from before there were tags has the same texts at the same places; the other is the same to the byte."""
    formal = next(one for one in shipped() if one.name == "formal-1")
    for name in ("formal-1", "formal-1-credential"):
        kept = (KEPT / f"{name}.pdf").read_bytes()
        before = read_page(kept)
        now = read_page(draw(SAID, read_keywords(kept), AT, template=formal))
        assert before is not None
        assert now is not None
        assert now.texts == before.texts
        if name == "formal-1-credential":
            assert now.operators == before.operators
