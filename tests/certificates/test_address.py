"""The bank's own address in the QR code: what may stand there, and that a certificate is verified all the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.base.clock import Reading
from desktop_app.certificates import authority
from desktop_app.certificates.address import LONGEST, AddressUnusable, address, checked, set_address
from desktop_app.certificates.certificate import issue, issuer_pem, render
from desktop_app.certificates.code import MAX_CHARACTERS, PREFIX, behind
from desktop_app.certificates.proof import State, verify_code, verify_pdf
from desktop_app.pdf.qr import qr_code
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.certificates.world import ON, Branch, person, sitting

PAGE = "https://www.bank.example/verify.html"


def test_certificates_issued_from_now_on_begin_with_it(store: Store, examiner: Actor, reading: Reading) -> None:
    person(store)
    person(store, "T002")
    before = issue(store, examiner, sitting(store), reading)
    assert set_address(store, examiner, f" {PAGE}# ", reading) == address(store) == PAGE
    after = issue(store, examiner, sitting(store, "S2", "T002"), reading)
    assert before.code.startswith(PREFIX)
    assert after.code.startswith(f"{PAGE}#{PREFIX}")
    pem = issuer_pem(store)
    for one in (before, after):
        for verdict in (verify_pdf(render(store, one.serial), [pem], on=ON), verify_code(one.code, [pem], on=ON)):
            assert (verdict.state, verdict.facts) == (State.VALID, one.facts)
    assert set(authority.issued_under(store, after.key_id)) == {before.serial, after.serial}
    assert set_address(store, examiner, "", reading) == address(store) == ""


def test_the_qr_code_with_another_address_is_not_the_one_of_the_file() -> None:
    branch = Branch()
    made = branch.made(address=PAGE)
    (stated,) = set(re.findall(rb"/Keywords \((https:[^)]*)\)", made.pdf))
    assert stated.decode() == made.code
    forged = made.pdf.replace(b"www.bank.example", b"www.evil.example")
    verdict = verify_pdf(forged, [branch.public], on=ON)
    assert (verdict.state, verdict.why) == (State.FORGED, "file_changed")


def test_only_an_examiner_chooses_it(store: Store, reading: Reading) -> None:
    with pytest.raises(NotAllowed):
        set_address(store, Actor("T1", "x", Role.CANDIDATE), PAGE, reading)
    assert address(store) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("HTTPS://bank.example", "https://bank.example"),
        ("https://bank.example:8443/a_b/~c?lang=zh&v=1.0", "https://bank.example:8443/a_b/~c?lang=zh&v=1.0"),
        ("  ", ""),
    ],
)
def test_what_may_stand_there(typed: str, kept: str) -> None:
    assert checked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "http://bank.example",
        "bank.example",
        "https://",
        "https:///verify",
        "https://银行.example",
        "https://bank.example/核验",
        "https://me@bank.example",
        "https://bank.example/a#b",
        "https://bank.example/(a)",
        "https://bank.example/a b",
        "https://bank.example:0/",
        "https://bank.example:70000/",
        "javascript:alert(1)//https://",
        "https://bank.example/" + "a" * LONGEST,
    ],
)
def test_what_may_not(store: Store, examiner: Actor, reading: Reading, typed: str) -> None:
    with pytest.raises(AddressUnusable) as caught:
        set_address(store, examiner, typed, reading)
    assert len(str(caught.value.facts["address"])) <= LONGEST + 1
    assert address(store) == ""


@settings(max_examples=60, deadline=None)
@given(st.integers(1, LONGEST), st.integers(150, MAX_CHARACTERS))
@example(LONGEST, MAX_CHARACTERS)
def test_the_qr_code_has_room_for_what_is_put_there(before: int, length: int) -> None:
    code = (PREFIX + "0" * MAX_CHARACTERS)[:length]
    said = behind("h" * before, code)
    assert qr_code(said) is not None
    # Left out only where both have no room.
    if said == code:
        assert qr_code(f"{'h' * (before + 1)}#{code}") is None
