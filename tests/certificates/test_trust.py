"""Roots, branches, lists, and a thief who has a branch's key and all the time in the world."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_app.certificates import revocation
from desktop_app.certificates.proof import State, read_issuers
from desktop_app.certificates.revocation import ListUnreadable, newest
from desktop_app.certificates.trust import trusted
from desktop_app.crypto import certifying
from desktop_app.crypto.certifying import RequestUnreadable
from desktop_app.crypto.signing import new_key
from tests.certificates.authorities import Certified, Root, listed, states, theft, verdicts
from tests.certificates.world import AT, ON, Branch

ROOT, STRANGER = Root(), Root("另一家银行")
EAST, WEST = Certified(ROOT), Certified(ROOT, "城西支行")
MADE = EAST.made()
VALID, UNKNOWN, FORGED = (State.VALID,) * 2, (State.UNKNOWN_ISSUER,) * 2, (State.FORGED,) * 2


def test_the_root_alone_verifies_a_file_and_with_the_branch_a_code_too() -> None:
    assert states(MADE, ROOT.pem) == (State.VALID, State.UNKNOWN_ISSUER)
    assert states(MADE, ROOT.pem + EAST.pem) == VALID
    assert states(MADE, EAST.pem) == VALID
    assert states(MADE, STRANGER.pem + WEST.pem + ROOT.pem) == (State.VALID, State.UNKNOWN_ISSUER)
    assert states(MADE, STRANGER.pem) == UNKNOWN


def test_what_no_root_in_the_file_certified_is_not_believed() -> None:
    assert read_issuers(STRANGER.pem + EAST.pem) == (STRANGER.pem,)
    assert states(MADE, STRANGER.pem + EAST.pem) == UNKNOWN


def test_a_branch_certifies_nobody() -> None:
    asked = certifying.read_request(certifying.request(new_key(), "城东支行"))
    false = certifying.certify(EAST.private, EAST.certificate, asked, AT)
    assert not certifying.certified_by(false, EAST.certificate)
    assert read_issuers(EAST.pem + certifying.to_pem(false)) == (EAST.pem, certifying.to_pem(false))
    assert trusted((EAST.pem,)).known("0" * 16, b"", false) is None


def test_a_key_issues_in_its_own_time_and_name_alone() -> None:
    last = certifying.ends_on(EAST.certificate)
    late = EAST.made(issued_on=last + timedelta(days=1), valid_until=last + timedelta(days=30))
    early = EAST.made(issued_on=ON - timedelta(days=30))
    other = EAST.made(issuer="城西支行")
    for made, why in ((late, "issuer_key_not_then"), (early, "issuer_key_not_then"), (other, "issuer_name_differs")):
        for verdict in verdicts(made, ROOT.pem + EAST.pem):
            assert (verdict.state, verdict.why) == (State.UNKNOWN_ISSUER, why)
    kept = EAST.made(issued_on=last, valid_until=last + timedelta(days=300))
    assert states(kept, ROOT.pem + EAST.pem, on=last + timedelta(days=200)) == VALID


def test_a_root_issues_no_certificate() -> None:
    made = Certified.made(ROOT_AS_BRANCH)
    assert {one.why for one in verdicts(made, ROOT.pem)} == {"issuer_is_root"}


class _RootAsBranch(Certified):
    def __init__(self) -> None:
        self.name, self.private, self.certificate = "总行", ROOT.private, ROOT.certificate


ROOT_AS_BRANCH = _RootAsBranch()


def test_a_request_is_signed_by_the_key_it_is_for() -> None:
    asked = certifying.request(new_key(), "城东支行")
    # The last character of the signature before its padding, exchanged.
    body = asked.rstrip().splitlines()
    body[-2] = (b"B" if body[-2][:1] == b"A" else b"A") + body[-2][1:]
    for data in (b"", b"-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", ROOT.pem):
        with pytest.raises(RequestUnreadable):
            certifying.read_request(data)
    with pytest.raises(RequestUnreadable):
        certifying.read_request(b"\n".join(body))


# ---------------------------------------------------------------- lists


def test_a_list_says_why_and_speaks_for_its_own_branch_alone() -> None:
    serial = "BE-K7M2Q1-2026-00001-X"
    own = listed(EAST, revoked={serial: "发错了人"})
    for bundle in (ROOT.pem, ROOT.pem + EAST.pem):
        found = verdicts(MADE, bundle, own)[0]
        assert (found.state, found.reason) == (State.REVOKED, "发错了人")
    assert states(MADE, ROOT.pem + EAST.pem, listed(ROOT, revoked={serial: "x"})) == (State.REVOKED,) * 2
    assert states(MADE, ROOT.pem + EAST.pem, listed(EAST, superseded=frozenset({serial}))) == (State.SUPERSEDED,) * 2
    for foreign in (WEST, STRANGER, Branch()):
        keys = (EAST.id,)
        assert states(MADE, ROOT.pem + EAST.pem + WEST.pem, listed(foreign, keys=keys, revoked={serial: "x"})) == VALID


def test_the_new_key_of_a_branch_speaks_for_its_old_one() -> None:
    later = Certified(ROOT)
    said = listed(later, revoked={"BE-K7M2Q1-2026-00001-X": "x"})
    assert states(MADE, ROOT.pem + EAST.pem + later.pem, said) == (State.REVOKED,) * 2
    old, new = Branch(), Branch()
    said = listed(new, keys=(theft(old).id,), revoked={"BE-K7M2Q1-2026-00001-X": "x"})
    assert states(old.made(), old.public + new.public, said) == (State.REVOKED,) * 2


def test_the_newest_list_of_a_signer_counts() -> None:
    serial = "BE-K7M2Q1-2026-00001-X"
    old, new = listed(EAST, 1), listed(EAST, 2, revoked={serial: "x"})
    assert newest((new, old)) == newest((old, new)) == (new,)
    assert states(MADE, ROOT.pem + EAST.pem, new, old) == (State.REVOKED,) * 2


def test_a_list_that_was_changed_is_none() -> None:
    said = listed(EAST, revoked={"BE-1": "x"}).said
    data = revocation.write(said, EAST.private, EAST.certificate)
    assert revocation.is_signed(data)
    assert revocation.read(data + b"\n").said == said
    head, body, signature = data.split(b".")
    other_head = revocation.write(said, WEST.private, WEST.certificate).split(b".")[0]
    wrong = (
        b"",
        data[:-6],
        b".".join((head, body[:-4] + b"AAAA", signature)),
        b".".join((other_head, body, signature)),
    )
    for changed in (
        *wrong,
        b"e30.e30.",
        b"\xff" * 40,
        b"eyJ.." + data,
        revocation.seal("other", {"format": 1}, EAST.private, EAST.certificate),
    ):
        with pytest.raises(ListUnreadable):
            revocation.read(changed)


NO_KEY = {"id": "0" * 16, "key": "no key", "at": "2026-11-24T01:30:00.000Z", "why": "", "register": {}}


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"number": True},
        {"number": 10**30},
        {"branch": "\ud800"},
        {"stolen": [NO_KEY]},
        {"revoked": ["a"]},
        {"at": "gestern"},
        {"keys": [1]},
    ],
)
def test_a_list_signed_but_malformed_is_none(change: dict[str, object]) -> None:
    body = {"format": 1, "branch": "b", "number": 1, "at": "2026-11-24T01:30:00.000Z", "keys": [], "superseded": []}
    whole = body | {"revoked": {}, "stolen": []}
    revocation.read(revocation.seal("branch-exam-revocations", whole, EAST.private, EAST.certificate))
    with pytest.raises(ListUnreadable):
        revocation.read(revocation.seal("branch-exam-revocations", whole | change, EAST.private, EAST.certificate))


# ---------------------------------------------------------------- the thief


def test_under_a_stolen_key_what_was_registered_holds_and_nothing_else() -> None:
    said = listed(ROOT, stolen=(theft(EAST, MADE),))
    backdated = EAST.made(serial="BE-K7M2Q1-2026-00009-K", holder="贼")
    same_serial = EAST.made(holder="贼")
    for bundle in (ROOT.pem, ROOT.pem + EAST.pem):
        assert verdicts(MADE, bundle, said)[0].state is State.VALID
        for made in (backdated, same_serial):
            found = verdicts(made, bundle, said)
            assert (found[0].state, found[0].why) == (State.FORGED, "issuer_key_stolen")
            assert found[1].state is State.FORGED
    assert states(MADE, ROOT.pem, said) == VALID


def test_a_thief_signs_lists_in_vain() -> None:
    later = Certified(ROOT)
    good = later.made(serial="BE-K7M2Q1-2026-00002-V")
    told = listed(ROOT, stolen=(theft(EAST, MADE),))
    false = listed(
        EAST, 99, keys=(later.id,), revoked={"BE-K7M2Q1-2026-00002-V": "x"}, stolen=(theft(later), theft(EAST, MADE))
    )
    bundle = ROOT.pem + EAST.pem + later.pem
    assert states(good, bundle, false, told) == states(good, bundle, told, false) == VALID
    assert states(EAST.made(holder="贼"), bundle, false, told) == FORGED
    assert trusted(read_issuers(bundle), (false, told)).disbelieved == (false,)


def test_a_lone_branch_takes_its_stolen_key_out_of_what_is_trusted() -> None:
    old, new = Branch(), Branch()
    held, forged = old.made(), old.made(holder="贼")
    assert states(forged, new.public, listed(new, stolen=(theft(old, held),))) == UNKNOWN
    said = listed(new, keys=(theft(old).id,), stolen=(theft(old, held),))
    assert states(held, new.public, said) == VALID
    assert states(forged, new.public, said) == FORGED
    assert states(held, new.public) == UNKNOWN
    # Who still trusts the old key hears the thief as well: then neither key counts for more than its register.
    counter = listed(old, 99, keys=(theft(new).id,), stolen=(theft(new),))
    both = listed(new, keys=(theft(old).id,), stolen=(theft(old, held),))
    assert states(forged, old.public + new.public, counter, both) == FORGED
    assert states(held, old.public + new.public, counter, both) == VALID


def test_a_branch_brings_in_no_key_of_anybody_else() -> None:
    strange = Branch("城西支行")
    made = strange.made(issuer="城西支行")
    said = listed(EAST, stolen=(theft(strange, made),))
    assert states(made, ROOT.pem + EAST.pem, said) == UNKNOWN
    accused = listed(EAST, keys=(WEST.id,), stolen=(theft(WEST),))
    assert states(WEST.made(), ROOT.pem + EAST.pem + WEST.pem, accused) == VALID


def test_a_lists_day_is_not_asked_but_the_certificates_is() -> None:
    assert states(MADE, ROOT.pem + EAST.pem, listed(EAST), on=date(2029, 1, 1)) == (State.EXPIRED,) * 2


@pytest.mark.parametrize("curve", [ec.SECP384R1(), ec.SECP256K1()])
def test_a_list_by_a_key_of_another_kind_is_none(curve: ec.EllipticCurve) -> None:
    private = ec.generate_private_key(curve)
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "城东支行")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
    built = built.serial_number(1).not_valid_before(AT).not_valid_after(AT + timedelta(days=9))
    der = built.sign(private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    data = revocation.write(listed(EAST).said, EAST.private, der)
    with pytest.raises(ListUnreadable):
        revocation.read(data)


def test_bytes_of_any_kind_are_refused_and_nothing_else_happens() -> None:
    data = revocation.write(listed(EAST).said, EAST.private, EAST.certificate)
    chosen = random.Random(7)
    for _ in range(150):
        at = chosen.randrange(len(data) - 1)
        changed = data[:at] + bytes([data[at] ^ 1 << chosen.randrange(8)]) + data[at + 1 :]
        with pytest.raises(ListUnreadable):
            revocation.read(changed)
