"""Certificates that are none: neither the verify page nor the command takes one for genuine, and neither crashes."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms

from desktop_app import words
from desktop_app.certificates import layout
from desktop_app.certificates.code import decode, encode
from desktop_app.certificates.making import Made
from desktop_app.certificates.proof import State, read_issuers, verify_code, verify_pdf
from desktop_app.certificates.signature import _written_again, sign_pdf, signed_ranges
from desktop_app.cli import main
from tests.certificates.agreement import LATER, TODAY, both, print_copy
from tests.certificates.authorities import Certified, Root, listed, theft
from tests.certificates.browser import Browser, written
from tests.certificates.world import AT, Branch, facts

pytestmark = pytest.mark.slow
FORGERIES = 1000 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 100


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

    def _by_a_trusted_branch_that_signs_anothers_code(self) -> bytes:
        """Whole and well signed, by a key that is trusted; the code within is genuine, but another branch's."""
        page = layout.draw(facts(holder="冒名", valid_until=LATER), self._any().code, AT)
        return sign_pdf(page, self.robbed.private, self.robbed.certificate, AT)

    def _by_writing_the_signature_another_way(self) -> bytes:
        """The same two numbers, in bytes that a reader with patience takes for the same."""
        data = self._any().pdf
        ranges = signed_ranges(data)
        assert ranges is not None
        digits = ranges[1]
        parsed = cms.ContentInfo.load(bytes.fromhex(digits.decode()), strict=False)["content"]
        info = parsed["signer_infos"][0]
        signature = info["signature"].native
        another = self.chance.choice([signature + b"\0", signature[:1] + b"\x81" + signature[1:]])
        again = _written_again(parsed["certificates"][0].chosen.dump(), info["signed_attrs"], another)
        at = data.index(digits)
        return data[:at] + again.hex().upper().encode().ljust(len(digits), b"0") + data[at + len(digits) :]

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
