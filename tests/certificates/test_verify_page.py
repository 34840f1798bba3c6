"""The verify page in a real browser says what the command line says, and asks no network."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from desktop_app.base.clock import Reading
from desktop_app.certificates import authority, revocation
from desktop_app.certificates.certificate import issue, render, revoke
from desktop_app.certificates.code import decode
from desktop_app.certificates.proof import State, read_issuers, verify_code, verify_pdf
from desktop_app.certificates.trust import ListUntrusted
from desktop_app.certificates.verifier import verifier, verifier_of
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.certificates.agreement import LATER, TODAY, agrees, both, print_copy
from tests.certificates.authorities import Certified, Root, listed, theft
from tests.certificates.browser import Browser, written
from tests.certificates.test_layout import CASES
from tests.certificates.world import Branch, facts, person, sitting

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("case", [*CASES, "score", "address"])
def test_whatever_is_printed_is_verified(browser: Browser, case: str) -> None:
    branch = Branch()
    browser.trusting([branch.public])
    changes = CASES.get(case, {"score": "92.5", "max_score": "100"})
    address = "https://bank.example/verify.html?a=1&b" if case == "address" else ""
    made = branch.made(address=address, **changes | {"valid_until": LATER})
    assert both(browser, made, (branch.public,)) is State.VALID
    agrees(browser.address(made.code.rpartition("#")[2]), verify_code(made.code, (branch.public,), on=TODAY))
    wrapped = f"https://bank.example/verify.html#\n{made.code[:90]}\r\n {made.code[90:]}"
    agrees(browser.text(wrapped.lower()), verify_code(wrapped, (branch.public,), on=TODAY))


def test_the_states_of_a_lone_branch(browser: Browser) -> None:
    branch, other = Branch(), Branch("城西支行")
    fine, gone, old = (branch.made(serial=f"BE-K7M2Q1-2026-0000{n}-X", valid_until=LATER) for n in (1, 2, 3))
    ended = branch.made(valid_until=TODAY - timedelta(days=1), issued_on=date(2026, 1, 1))
    serials = [f"BE-K7M2Q1-2026-0000{n}-X" for n in (2, 3)]
    said = listed(branch, keys=(branch.id,), revoked={serials[0]: "姓名有误"}, superseded=frozenset({serials[1]}))
    issuers = (branch.public,)
    browser.trusting(issuers, [written(said, branch)])
    assert both(browser, fine, issuers, said) is State.VALID
    assert both(browser, gone, issuers, said) is State.REVOKED
    assert both(browser, old, issuers, said) is State.SUPERSEDED
    assert both(browser, ended, issuers, said) is State.EXPIRED
    assert both(browser, other.made(valid_until=LATER), issuers, said) is State.UNKNOWN_ISSUER
    # A key that is not trusted may say what it likes.
    forged = listed(other, keys=(branch.id,), revoked={fine_serial(fine): "x"})
    browser.trusting(issuers, [written(forged, other)])
    assert both(browser, fine, issuers, forged) is State.VALID


def fine_serial(made: Any) -> str:
    signed = decode(made.code)
    assert signed is not None
    return signed.facts.serial


def test_a_root_its_branches_and_a_stolen_key(browser: Browser) -> None:
    root = Root()
    first, second = Certified(root), Certified(root, "城西支行")
    known = first.made(valid_until=LATER)
    forged = first.made(serial="BE-K7M2Q1-2026-00099-X", holder="窃贼", valid_until=LATER)
    pretender = second.made(issuer="城东支行", valid_until=LATER)
    backdated = first.made(issued_on=date(2019, 1, 1), valid_until=LATER)
    issuers = read_issuers(root.pem + first.pem + second.pem)
    browser.trusting(issuers)
    assert both(browser, known, issuers) is State.VALID
    assert both(browser, second.made(issuer="城西支行", valid_until=LATER), issuers) is State.VALID
    assert both(browser, pretender, issuers) is State.UNKNOWN_ISSUER
    assert both(browser, backdated, issuers) is State.UNKNOWN_ISSUER
    said = listed(root, stolen=(theft(first, known),))
    browser.trusting(issuers, [written(said, root)])
    assert both(browser, known, issuers, said) is State.VALID
    assert both(browser, forged, issuers, said) is State.FORGED
    # The thief's own list is not heard; a root alone knows the branch by what its file brings.
    thief = listed(first, 9, stolen=(theft(second),))
    browser.trusting(issuers, [written(said, root), written(thief, first)])
    assert both(browser, second.made(issuer="城西支行", valid_until=LATER), issuers, said, thief) is State.VALID
    browser.trusting(read_issuers(root.pem))
    agrees(browser.file(known.pdf), verify_pdf(known.pdf, read_issuers(root.pem), on=TODAY))


def test_a_newer_list_is_dropped_onto_the_page_and_an_older_one_is_not_taken(browser: Browser) -> None:
    branch, other = Branch(), Branch("城西支行")
    made = branch.made(valid_until=LATER)
    first = listed(branch, 1, keys=(branch.id,))
    second = listed(branch, 2, keys=(branch.id,), revoked={fine_serial(made): "姓名有误"})
    browser.trusting([branch.public], [written(first, branch)])
    assert browser.text(made.code).state == "valid"
    assert "no. 2" in browser.file(written(second, branch), "list.jws").message
    said = browser.text(made.code)
    assert (said.state, "姓名有误" in said.told) == ("revoked", True)
    assert "no newer" in browser.file(written(first, branch), "list.jws").message
    assert "Nobody whom" in browser.file(written(listed(other, 3), other), "list.jws").message
    changed = bytearray(written(listed(branch, 4), branch))
    changed[-9] = ord("A") if changed[-9] != ord("A") else ord("B")
    assert "was changed" in browser.file(bytes(changed), "list.jws").message
    assert browser.text(made.code).state == "revoked"


def test_a_print_copy_is_no_certificate_and_its_code_is_judged(browser: Browser) -> None:
    branch, other = Branch(), Branch("城西支行")
    browser.trusting([branch.public])
    for made, state in ((branch.made(valid_until=LATER), "Valid"), (other.made(valid_until=LATER), "Unknown issuer")):
        signed = decode(made.code)
        assert signed is not None
        copy = print_copy(signed.facts, made.code)
        verdict = verify_pdf(copy, [branch.public], on=TODAY)
        said = browser.file(copy)
        agrees(said, verdict)
        assert (said.state, said.why) == ("not a certificate", "print_copy")
        assert state in said.told
        assert "The signature does not hold" not in said.told
    # Several on a sheet: no one code to judge, and nothing said of one.
    sheet = print_copy(facts(), "")
    said = browser.file(sheet)
    agrees(said, verify_pdf(sheet, [branch.public], on=TODAY))
    assert (said.why, said.facts) == ("print_copy", ())
    assert "The QR code:" not in said.told


def test_the_page_of_keys_and_lists_without_a_store(browser: Browser, reading: Reading) -> None:
    root = Root()
    branch = Certified(root)
    made = branch.made(valid_until=LATER)
    said = listed(branch, revoked={fine_serial(made): "作弊"})
    issuers = read_issuers(root.pem + branch.pem)
    browser.open_page(verifier_of(issuers, [written(said, branch)], reading))
    assert both(browser, made, issuers, said) is State.REVOKED
    stranger = Branch("外行")
    with pytest.raises(ListUntrusted):
        verifier_of(issuers, [written(listed(stranger), stranger)], reading)
    with pytest.raises(revocation.ListUnreadable):
        verifier_of(issuers, [b"BE-K7M2Q1-2026-00001-X"], reading)


def test_a_photo_of_the_paper_is_read(browser: Browser, tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    from PIL import Image

    branch = Branch()
    made = branch.made(valid_until=LATER)
    (tmp_path / "c.pdf").write_bytes(made.pdf)
    command = ["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", str(tmp_path / "c.pdf"), str(tmp_path / "c")]
    subprocess.run(command, check=True)
    slant = BytesIO()
    Image.open(tmp_path / "c.png").rotate(8, expand=True, fillcolor=255).save(slant, "JPEG", quality=70)
    browser.trusting([branch.public])
    agrees(browser.file(slant.getvalue(), "photo.jpg"), verify_code(made.code, (branch.public,), on=TODAY))
    blank = BytesIO()
    Image.new("L", (400, 300), 255).save(blank, "PNG")
    assert "no QR code" in browser.file(blank.getvalue(), "blank.png").message
    assert "cannot be read" in browser.file(b"\x89PNG\r\n\x1a\nbroken", "broken.png").message
    assert "cannot be read" in browser.file(b"nothing of ours", "x.txt").message


def test_the_camera_reads_the_code_and_where_there_is_none_the_page_says_so(browser: Browser, tmp_path: Path) -> None:
    import zxingcpp
    from PIL import Image

    branch = Branch()
    made = branch.made(valid_until=LATER)
    square = Image.fromarray(zxingcpp.create_barcode(made.code, zxingcpp.BarcodeFormat.QRCode).to_image(scale=8))
    frame, one = Image.new("L", (640, 480), 255), BytesIO()
    frame.paste(square, (90, 10))
    frame.convert("RGB").save(one, "JPEG", quality=95)
    (tmp_path / "film.mjpeg").write_bytes(one.getvalue() * 20)
    with Browser(tmp_path, tmp_path / "film.mjpeg") as seeing:
        seeing.trusting([branch.public])
        agrees(seeing.camera(), verify_code(made.code, (branch.public,), on=TODAY))
    browser.trusting([branch.public])
    assert "use a photo" in browser.camera().message


def test_the_page_of_a_store(browser: Browser, store: Store, examiner: Actor, reading: Reading, tmp_path: Path) -> None:
    person(store)
    sitting(store)
    authority.make_root(store, examiner, reading)
    one = issue(store, examiner, "S1", reading)
    browser.open_page(verifier(store, examiner, reading))
    said = browser.text(one.code)
    assert (said.state, said.facts[1]) == ("valid", "张三")
    assert browser.file(render(store, one.serial)).state == "valid"
    revoke(store, examiner, one.serial, "</script><script>alert(1)</script>", reading)
    browser.open_page(verifier(store, examiner, reading))
    said = browser.text(one.code)
    assert said.state == "revoked"
    assert "</script><script>alert(1)</script>" in said.told
    with pytest.raises(NotAllowed):
        verifier(store, Actor("T1", "x", Role.CANDIDATE), reading)


def test_a_code_text_is_taken_as_editors_and_chats_hand_it_on(browser: Browser) -> None:
    branch = Branch()
    code = branch.made(valid_until=LATER).code
    browser.trusting([branch.public])
    for blank in ("\ufeff", "\u3000", "\x85", "\x1c", "\u2028"):
        pasted = blank + code[:80] + blank + code[80:]
        verdict = verify_code(pasted, (branch.public,), on=TODAY)
        assert verdict.state is State.VALID, repr(blank)
        agrees(browser.text(pasted), verdict)
