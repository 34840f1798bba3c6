"""What is no revocation list to the program is none to the verify page, and the other way round."""

from __future__ import annotations

import base64
import json
import string
from typing import Any

import pytest

from desktop_app.certificates import revocation
from tests.certificates.browser import Browser
from tests.certificates.world import Branch

pytestmark = pytest.mark.slow
KIND = "branch-exam-revocations"


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
        for one in changes["stolen"]:
            if isinstance(one["key"], tuple):
                one["key"] = one["key"][0] + pem + one["key"][1]
    return body | changes


FINE: list[dict[str, Any]] = [{}, {"number": 7.0}, {"stolen": [{}]}, {"more": [1, None]}]
AMISS: list[dict[str, Any]] = [
    {"format": 2},
    {"format": True},
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
    {"at": "0000-01-01T00:00:00.000Z"},
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
    {"stolen": [{"key": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"}]},
    {"stolen": [{"key": ("before", "")}]},
    {"stolen": [{"key": ("", "after")}]},
    {"more": float("nan")},
]


def _with_header(by: Branch, **changes: Any) -> bytes:
    """A list whose header is not its own, signed as it stands."""
    header = {
        "alg": "ES256",
        "typ": KIND,
        "x5c": [base64.b64encode(by.certificate).decode()],
    }
    return _signed(by, json.dumps(header | changes).encode(), json.dumps(_list_body(by)).encode())


def _signed(by: Branch, head: bytes, body: bytes) -> bytes:
    from desktop_app.crypto.signing import sign_raw

    said = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in (head, body))
    return said + b"." + base64.urlsafe_b64encode(sign_raw(by.private, said)).rstrip(b"=")


def _next_to(letter: str) -> str:
    """The letter of base 64 that differs in the last bit, which means nothing at the end of a signature."""
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    return letters[letters.index(letter) ^ 1]


def test_page_and_program_read_lists_alike(browser: Browser) -> None:
    branch = Branch()
    browser.trusting([branch.public])
    for changes in FINE:
        browser.trusting([branch.public])
        data = revocation.seal(KIND, _list_body(branch, **changes), branch.private, branch.certificate)
        assert revocation.read(data).said.number == 7
        assert "no. 7" in browser.file(data, "list.jws").message, changes
    for changes in AMISS:
        data = revocation.seal(KIND, _list_body(branch, **changes), branch.private, branch.certificate)
        with pytest.raises(revocation.ListUnreadable):
            revocation.read(data)
        assert "was changed" in browser.file(data, "list.jws").message, changes


def test_a_list_is_written_in_one_way_alone(browser: Browser) -> None:
    branch = Branch()
    browser.trusting([branch.public])
    fine = revocation.seal(KIND, _list_body(branch), branch.private, branch.certificate)
    encoded = base64.b64encode(branch.certificate).decode()
    body = json.dumps(_list_body(branch)).encode()
    head = json.dumps({"alg": "ES256", "typ": KIND, "x5c": [encoded]})
    amiss = {
        "another last bit": fine[:-1] + _next_to(chr(fine[-1])).encode(),
        "a fourth part": fine + b".x",
        "padding": fine + b"==",
        "a blank that is none of ASCII": "\u00a0".encode() + fine,
        "a member more": _with_header(branch, kid="1"),
        "unencoded": _with_header(branch, b64=False),
        "critical": _with_header(branch, crit=[]),
        "two certificates": _with_header(branch, x5c=[encoded, 1]),
        "a line end within": _with_header(branch, x5c=[encoded[:60] + "\n" + encoded[60:]]),
        "no certificate": _with_header(branch, x5c=[]),
        "UTF-16": _signed(branch, head.encode("utf-16"), body),
    }
    assert revocation.read(_signed(branch, head.encode(), body)).said.number == 7
    for what, data in amiss.items():
        with pytest.raises(revocation.ListUnreadable):
            revocation.read(data)
        assert browser.file(data, "list.jws").message, what
        assert browser.text(branch.made().code).state == "valid"
        assert "no. 7" not in browser.told_basis(), what
    assert "no. 7" in browser.file(b"\r\n" + fine + b"\n", "list.jws").message
    assert "no. 7" in browser.told_basis()
