"""Certificates issued by earlier versions: they verify for as long as they are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.certificates.proof import State, Verdict, read_issuers, verify_pdf
from tests.certificates.world import facts

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
