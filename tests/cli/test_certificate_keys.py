"""Head office and branch by command: certified, registered, stolen; each file as the other gets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.certificates.verifier import VerifierNotBuilt, blank_page
from tests.cli.conftest import Branch


def test_a_branch_under_head_office(
    branch: Callable[..., Branch], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = branch("--empty")
    office = Branch(tmp_path / "office", capsys)
    code = str(tmp_path / "code.txt")
    office.done("init", "--branch", "总行", "--examiner", "E001", "--name", "李总", "--recovery-to", code, "--empty")

    def file(name: str) -> str:
        return str(tmp_path / name)

    assert "certificate root" in office.refused("certificate", "certify", file("code.txt"), "--to", file("x"))
    root = office.done("certificate", "root", "--to", file("root.pem"))["key"]
    assert office.done("certificate", "root", "--to", file("root.pem"))["key"] == root
    ours.done("certificate", "request", "--to", file("request.csr"))
    told = office.done("certificate", "certify", file("request.csr"), "--to", file("branch.pem"))
    assert told["branch"] == "城东支行"
    key = told["key"]
    assert ours.done("certificate", "trust", file("branch.pem")) == {"roots": [root], "own": [key], "branches": []}
    ours.done("certificate", "register", "--to", file("register"))
    assert office.done("certificate", "take", file("register")) == {"kind": "register", "new": 0}
    ours.done("certificate", "revocations", "--to", file("first"))
    ours.done("certificate", "revocations", "--to", file("second"))
    assert office.done("certificate", "take", file("second"))["kind"] == "revocations"
    office.refused("certificate", "take", file("first"))
    office.done("certificate", "stolen", key, "--why", "U 盘遗失")
    office.refused("certificate", "take", file("register"))
    states = [(one["kind"], one["state"]) for one in office.done("certificate", "keys")]
    assert states == [("root", "current"), ("issuing", "current"), ("branch", "stolen")]
    office.done("certificate", "revocations", "--to", file("third"))
    assert ours.done("certificate", "take", file("third"))["branch"] == "总行"
    assert ours.done("certificate", "rotate")["key"] != key
    assert [one["state"] for one in ours.done("certificate", "keys")] == ["trusted", "retired", "current"]


def test_a_list_of_a_stranger_is_refused(
    branch: Callable[..., Branch], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = branch("--empty")
    ours.done("certificate", "issuer", "--to", str(tmp_path / "issuer.pem"))
    stranger = Branch(tmp_path / "stranger", capsys)
    recovery = str(tmp_path / "code.txt")
    stranger.done("init", "--branch", "外行", "--examiner", "E1", "--name", "甲", "--recovery-to", recovery, "--empty")
    stranger.done("certificate", "revocations", "--to", str(tmp_path / "list"))
    said = ours.refused("certificate", "take", str(tmp_path / "list"))
    assert "外行" in said
    nowhere = Branch(tmp_path / "nowhere", capsys)
    options = ("--issuer", str(tmp_path / "issuer.pem"), "--revoked", str(tmp_path / "list"))
    assert "外行" in nowhere.refused("certificate", "verify", "--code", "BE1:x", *options)


def test_the_address_in_the_qr_code(branch: Callable[..., Branch]) -> None:
    ours = branch("--empty")
    assert ours.done("certificate", "address") == {"address": ""}
    page = "https://www.bank.example/verify.html"
    assert ours.done("certificate", "address", page) == {"address": page}
    assert "https://" in ours.refused("certificate", "address", "http://www.bank.example")
    assert ours.done("certificate", "address") == {"address": page}
    assert ours.done("certificate", "address", "--none") == {"address": ""}


def test_a_verify_page_of_keys_without_a_store(
    branch: Callable[..., Branch], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = branch("--empty")
    key, page, revoked = (str(tmp_path / name) for name in ("issuer.pem", "verify.html", "list"))
    ours.done("certificate", "issuer", "--to", key)
    ours.done("certificate", "revocations", "--to", revoked)
    nowhere = Branch(tmp_path / "nowhere", capsys)
    asked = ("certificate", "verifier", "--to", page, "--issuer", key, "--revoked", revoked)
    try:
        blank_page()
    except VerifierNotBuilt:
        assert "Node.js" in nowhere.refused(*asked)
        return
    assert nowhere.done(*asked) == {"file": page}
    made = Path(page).read_text("utf-8")
    assert "城东支行" in made
    assert Path(revoked).read_text("ascii") in made
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "serials").write_text("BE-K7M2Q1-2026-00001-X\n")
    nowhere.refused(*asked, "--revoked", str(tmp_path / "serials"))
    assert ours.done("certificate", "verifier", "--to", page, "--revoked", revoked) == {"file": page}
