"""The verify page in a real browser says what the command line says, and asks no network."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop_app import words
from desktop_app.base.clock import Reading, system_clock
from desktop_app.certificates import authority, layout, revocation
from desktop_app.certificates.certificate import issue, render, revoke
from desktop_app.certificates.code import decode, encode
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.making import Made
from desktop_app.certificates.proof import PRINT_COPY, State, Verdict, read_issuers, verify_code, verify_pdf
from desktop_app.certificates.trust import ListUntrusted
from desktop_app.certificates.verifier import verifier, verifier_of
from desktop_app.cli import main
from desktop_app.pdf.archive import Description
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.templates.kept import default
from tests.certificates.authorities import Certified, Root, listed, theft
from tests.certificates.browser import Browser, Said, written
from tests.certificates.test_layout import CASES
from tests.certificates.world import AT, Branch, facts, person, sitting

pytestmark = pytest.mark.slow
FORGERIES = 1000 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 100
TODAY = system_clock().at.date()
LATER = TODAY + timedelta(days=400)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("verify")) as made:
        yield made


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


def print_copy(said: Facts, code: str) -> bytes:
    """An unsigned file for the printer."""
    about = Description(title="证书打印件", author="", subject="", at=AT, keywords=f"{PRINT_COPY} {code}")
    return layout.draw_all([(said, code, default())], about)


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


def _list_body(by: Branch, **changes: Any) -> dict[str, Any]:
    """What a list holds, with something amiss."""
    pem = by.public.decode()
    stolen = {"id": by.id, "key": pem, "at": "2026-11-24T01:30:00.000Z", "why": "", "register": {}}
    body: dict[str, Any] = {
        "format": 1,
        "branch": "城东支行",
        "number": 7,
        "at": "2026-11-24T01:30:00.000Z",
        "keys": [by.id],
        "superseded": [],
        "revoked": {},
        "stolen": [],
    }
    if isinstance(changes.get("stolen"), list):
        changes["stolen"] = [stolen | one for one in changes["stolen"]]
    return body | changes


FINE: list[dict[str, Any]] = [{}, {"number": 7.0}, {"stolen": [{}]}, {"more": [1, None]}]
AMISS: list[dict[str, Any]] = [
    {"format": 2},
    {"number": 0},
    {"number": -1},
    {"number": 1.5},
    {"number": "7"},
    {"number": True},
    {"number": 1 << 53},
    {"number": None},
    {"at": "2026-11-24"},
    {"at": "2026-11-24T01:30:00Z"},
    {"at": "2026-11-24T09:30:00.000+08:00"},
    {"at": "2026-02-30T01:30:00.000Z"},
    {"at": 1795000000000},
    {"branch": 1},
    {"branch": "半\ud800"},
    {"keys": "abc"},
    {"keys": {"a": 1}},
    {"keys": [1]},
    {"superseded": "abc"},
    {"revoked": ["x"]},
    {"revoked": {"x": None}},
    {"revoked": None},
    {"stolen": {}},
    {"stolen": [{"at": "gestern"}]},
    {"stolen": [{"id": "0123456789abcdef"}]},
    {"stolen": [{"register": ["x"]}]},
    {"more": float("nan")},
]


def test_page_and_program_read_lists_alike(browser: Browser) -> None:
    branch = Branch()
    kind = "branch-exam-revocations"
    browser.trusting([branch.public])
    for changes in FINE:
        browser.trusting([branch.public])
        data = revocation.seal(kind, _list_body(branch, **changes), branch.private, branch.certificate)
        assert revocation.read(data).said.number == 7
        assert "no. 7" in browser.file(data, "list.jws").message, changes
    for changes in AMISS:
        data = revocation.seal(kind, _list_body(branch, **changes), branch.private, branch.certificate)
        with pytest.raises(revocation.ListUnreadable):
            revocation.read(data)
        assert "was changed" in browser.file(data, "list.jws").message, changes


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


# ---------------------------------------------------------------- forgeries


class Forger:
    """Makes certificates that are none, each by another hand."""

    def __init__(self) -> None:
        self.chance = random.Random(20261125)
        self.root = Root()
        self.branch, self.robbed = Certified(self.root), Certified(self.root, "城北支行")
        self.genuine = [self.branch.made(holder=name, valid_until=LATER) for name in ("张三", "李𬭎", "Anna Smith")]
        self.stolen_from = self.robbed.made(issuer="城北支行", valid_until=LATER)
        self.revoked = self.branch.made(serial="BE-K7M2Q1-2026-00777-X", valid_until=LATER)
        self.issuers = read_issuers(self.root.pem + self.branch.pem + self.robbed.pem)
        revoked = listed(self.branch, revoked={"BE-K7M2Q1-2026-00777-X": "作弊"})
        stolen = listed(self.root, stolen=(theft(self.robbed, self.stolen_from),))
        self.lists = (revoked, stolen)
        self.files = [written(revoked, self.branch), written(stolen, self.root)]
        self.ways = [name for name in dir(self) if name.startswith("_by_")]
        self._next = list(self.ways)

    def forged(self) -> tuple[str, bytes | str]:
        """How it was made, and a file or a code text."""
        how = self._next.pop() if self._next else self.chance.choice(self.ways)
        return how, getattr(self, how)()

    def _any(self) -> Made:
        return self.chance.choice(self.genuine)

    def _one_of(self, made: Made) -> bytes | str:
        return made.pdf if self.chance.random() < 0.5 else made.code

    def _by_a_bit_of_the_file(self) -> bytes:
        data = bytearray(self._any().pdf)
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        return bytes(data)

    def _by_a_character_of_the_code(self) -> str:
        code = self._any().code
        at = self.chance.randrange(4, len(code))
        return code[:at] + self.chance.choice([c for c in "0123456789ABCXYZ-./:+" if c != code[at]]) + code[at + 1 :]

    def _by_exchanging_facts(self) -> str:
        first, second = (decode(one.code) for one in self.chance.sample(self.genuine, 2))
        assert first is not None
        assert second is not None
        from desktop_app.certificates.code import PREFIX, _to41

        return PREFIX + _to41(first.payload + second.signature)

    def _by_another_key(self) -> bytes | str:
        made = Branch().made(valid_until=LATER)
        return self._one_of(made)

    def _by_another_key_that_claims_the_id(self) -> str:
        from desktop_app.certificates.code import PREFIX, _payload, _to41
        from desktop_app.crypto.signing import new_key, sign_raw

        payload = _payload(facts(holder="冒名", valid_until=LATER), self.branch.id)
        return PREFIX + _to41(payload + sign_raw(new_key(), PREFIX.encode() + payload))

    def _by_a_stolen_key(self) -> bytes | str:
        serial = f"BE-K7M2Q1-2026-{self.chance.randrange(2, 99999):05d}-X"
        made = self.robbed.made(issuer="城北支行", serial=serial, issued_on=AT.date(), valid_until=LATER)
        return self._one_of(made)

    def _by_one_that_was_revoked(self) -> bytes | str:
        return self._one_of(self.revoked)

    def _by_a_branch_under_anothers_name(self) -> str:
        return encode(facts(issuer="总行营业部", valid_until=LATER), self.branch.private)

    def _by_saving_again_with_another_name(self) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(self._any().pdf)) as pdf:
            pdf.docinfo["/Keywords"] = encode(facts(holder="冒名", valid_until=LATER), Branch().private)
            pdf.save(out)
        return out.getvalue()

    def _by_the_qr_of_one_on_the_paper_of_another(self) -> bytes:
        first, second = self.chance.sample(self.genuine, 2)
        out = BytesIO()
        with pikepdf.open(BytesIO(first.pdf)) as pdf:
            pdf.docinfo["/Keywords"] = second.code
            pdf.save(out)
        return out.getvalue()

    def _by_signing_a_page_that_bears_anothers_code(self) -> bytes:
        """Whole and well signed, by a key of the forger's own: page, QR code and credential are what they like."""
        thief = Branch("城东支行")
        page = layout.draw(facts(holder="冒名", valid_until=LATER), self._any().code, AT)
        return thief.sign(page)

    def _by_a_print_copy_that_was_changed(self) -> bytes:
        return print_copy(facts(holder="冒名", valid_until=LATER), self._any().code)

    def _by_adding_an_update(self) -> bytes:
        return self._any().pdf + b"\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n0\n%%EOF\n"

    def _by_cutting(self) -> bytes:
        data = self._any().pdf
        return data[: self.chance.randrange(len(data))]

    def _by_padding_the_container(self) -> bytes:
        data = self._any().pdf
        end = data.rindex(b"00>")
        return data[:end] + b"01>" + data[end + 3 :]


def told_by_command(presented: bytes | str, given: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The verdict that the command gives, in a line and by its exit status."""
    if isinstance(presented, bytes):
        (folder / "presented.pdf").write_bytes(presented)
        asked = [str(folder / "presented.pdf")]
    else:
        asked = ["--code", presented]
    capsys.readouterr()
    status = main(["--json", "--lang", "zh", "certificate", "verify", *asked, *given])
    out, err = capsys.readouterr()
    assert (status, len(out.splitlines()), len(err.splitlines())) == (1, 1, 1), err
    return str(json.loads(out)["verdict"])


def test_no_forgery_verifies_by_page_or_command_line(
    browser: Browser,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    figures: Callable[[str], None],
) -> None:
    monkeypatch.setattr(words, "_language", None)
    forger = Forger()
    (tmp_path / "trusted.pem").write_bytes(b"\n".join(forger.issuers))
    given = ["--issuer", str(tmp_path / "trusted.pem")]
    for n, data in enumerate(forger.files):
        (tmp_path / f"list{n}").write_bytes(data)
        given += ["--revoked", str(tmp_path / f"list{n}")]
    browser.trusting(forger.issuers, forger.files)
    for made in (*forger.genuine, forger.stolen_from):
        assert both(browser, made, forger.issuers, *forger.lists) is State.VALID
    found: dict[str, int] = {}
    for _ in range(FORGERIES):
        how, presented = forger.forged()
        if isinstance(presented, bytes):
            verdict = verify_pdf(presented, forger.issuers, lists=forger.lists, on=TODAY)
            said = browser.file(presented)
        else:
            verdict = verify_code(presented, forger.issuers, lists=forger.lists, on=TODAY)
            said = browser.text(presented)
        assert verdict.state is not State.VALID, how
        assert not verdict.genuine or verdict.state is State.REVOKED, how
        if said.message:
            # What the page takes for no certificate at all it says without a verdict.
            assert verdict.state is State.NOT_A_CERTIFICATE, (how, said, verdict)
        else:
            assert said.state == verdict.state.value, (how, said, verdict)
        assert told_by_command(presented, given, tmp_path, capsys) == verdict.state.value, how
        found[how] = found.get(how, 0) + 1
    figures(f"{FORGERIES} forgeries, none verified by page or command line: {found}")
    assert set(found) == set(forger.ways)
