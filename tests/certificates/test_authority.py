"""Head office and a branch, each with a store of its own, files between them; and a thief with a copy of the key."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.base.clock import Reading
from desktop_app.certificates import authority, lists, revocation
from desktop_app.certificates.authority import (
    AlreadyStolen,
    NoRoot,
    NothingToTrust,
    RegisterDiffers,
    RegisterUnreadable,
    RegisterUntrusted,
    StolenReasonMissing,
    UnknownKey,
)
from desktop_app.certificates.certificate import issue, issuer_pem, render, revoke, verify_here
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.issuer import (
    IssuerKeyExpired,
    IssuerRenamed,
    KeyAlgorithmUnknown,
    current_key,
    issuer_key,
    rotate,
)
from desktop_app.certificates.keys import keys
from desktop_app.certificates.lists import ListOlder
from desktop_app.certificates.making import Made, Maker
from desktop_app.certificates.proof import State, read_issuers, verify_code, verify_pdf
from desktop_app.certificates.trust import ListUntrusted
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store, restore
from tests.certificates.world import ON, ZONE, facts, person, sitting
from tests.store_fixtures import EXAMINER_NAME, EXAMINER_NO, PASSPHRASE

Make = Callable[[str], Store]


@pytest.fixture
def made(template_store: Path, tmp_path: Path, reading: Reading) -> Iterator[Make]:
    opened = []

    def _make(name: str) -> Store:
        store = Store.open(Path(shutil.copytree(template_store, tmp_path / name)), passphrase=PASSPHRASE)
        store.set_setting("branch", name, actor=None, at=reading)
        opened.append(store)
        return store

    yield _make
    for store in opened:
        store.close()


@pytest.fixture
def examiner() -> Actor:
    return Actor(EXAMINER_NO, EXAMINER_NAME, Role.EXAMINER)


@pytest.fixture
def branch(made: Make) -> Store:
    store = made("城东支行")
    person(store)
    sitting(store)
    return store


@pytest.fixture
def office(made: Make) -> Store:
    return made("总行")


def join(office: Store, branch: Store, examiner: Actor, reading: Reading) -> bytes:
    """The branch's key certified by head office; the bundle."""
    authority.make_root(office, examiner, reading)
    asked = authority.key_request(branch, examiner, reading)
    _, _, bundle = authority.certify(office, examiner, asked, reading)
    authority.trust(branch, examiner, bundle, reading)
    return bundle


def steal(store: Store, reading: Reading) -> Callable[..., Made]:
    """What a thief can do who has the key: sign any facts."""
    key = current_key(store, reading)
    maker = Maker(key.private, key.certificate, reading.at, ZONE)

    def forge(**changes: object) -> Made:
        said: Facts = facts(**({"issuer": store.setting("branch")} | changes))
        return maker.make(said)

    return forge


def checked(data: bytes, bundle: bytes, *files: bytes) -> State:
    told = tuple(revocation.read(one) for one in files)
    return verify_pdf(data, read_issuers(bundle), lists=told, on=ON).state


def test_a_branch_issues_under_its_root(office: Store, branch: Store, examiner: Actor, reading: Reading) -> None:
    alone = issuer_key(branch, reading)
    bundle = join(office, branch, examiner, reading)
    assert issuer_key(branch, reading).id == alone.id
    one = issue(branch, examiner, "S1", reading)
    data, root = render(branch, one.serial), authority.root_pem(office)
    only_root = root.split(b"-----END CERTIFICATE-----\n")[0] + b"-----END CERTIFICATE-----\n"
    for trusted in (bundle, root, only_root, issuer_pem(branch)):
        assert checked(data, trusted) is State.VALID
    assert verify_code(one.code, read_issuers(root), on=ON).state is State.VALID
    assert verify_here(office, data, ON).state is verify_here(office, one.code, ON).state is State.VALID
    assert [(one.kind, one.name, one.state) for one in keys(office)] == [
        ("root", "总行", "current"),
        ("issuing", "总行", "current"),
        ("branch", "城东支行", "trusted"),
    ]
    assert [one.state for one in keys(branch)] == ["trusted", "current"]


def test_a_store_of_another_bank_believes_nothing(
    made: Make, office: Store, branch: Store, examiner: Actor, reading: Reading
) -> None:
    join(office, branch, examiner, reading)
    other = made("另一家")
    authority.make_root(other, examiner, reading)
    one = issue(branch, examiner, "S1", reading)
    assert verify_here(other, render(branch, one.serial), ON).state is State.UNKNOWN_ISSUER
    with pytest.raises(ListUntrusted):
        lists.take_list(other, examiner, lists.make_list(branch, examiner, reading), reading)
    with pytest.raises(RegisterUntrusted):
        authority.take_register(other, examiner, authority.register(branch, examiner, reading), reading)


def test_a_certified_key_issues_in_its_time_and_name(
    office: Store, branch: Store, examiner: Actor, reading: Reading
) -> None:
    join(office, branch, examiner, reading)
    late = Reading(reading.at + timedelta(days=6 * 365), reading.boot_ms, reading.boot_id)
    with pytest.raises(IssuerKeyExpired):
        issue(branch, examiner, "S1", late)
    branch.set_setting("branch", "城东新支行", actor=None, at=reading)
    with pytest.raises(IssuerRenamed):
        issue(branch, examiner, "S1", reading)


def test_a_key_of_an_unknown_algorithm_is_refused(branch: Store, examiner: Actor, reading: Reading) -> None:
    issuer_key(branch, reading)
    with branch.write("test", at=reading) as db:
        db.execute("UPDATE issuer_key SET algorithm = 'SM2'")
    with pytest.raises(KeyAlgorithmUnknown):
        issue(branch, examiner, "S1", reading)
    assert [one.algorithm for one in keys(branch)] == ["SM2"]


def test_after_a_rotation_both_keys_verify(branch: Store, examiner: Actor, reading: Reading) -> None:
    old = issue(branch, examiner, "S1", reading)
    key = rotate(branch, examiner, reading)
    sitting(branch, "S2", at=reading.at)
    new = issue(branch, examiner, "S2", reading)
    assert old.key_id != new.key_id == key.id
    said = lists.make_list(branch, examiner, reading)
    bundle = issuer_pem(branch)
    assert checked(render(branch, old.serial), bundle) is State.VALID
    assert checked(render(branch, old.serial), bundle, said) is State.SUPERSEDED
    assert checked(render(branch, new.serial), bundle, said) is State.VALID
    assert verify_here(branch, old.code, ON).state is State.SUPERSEDED


# ---------------------------------------------------------------- lists


def test_lists_are_numbered_and_an_older_one_never_comes_back(
    office: Store, branch: Store, examiner: Actor, reading: Reading
) -> None:
    join(office, branch, examiner, reading)
    one = issue(branch, examiner, "S1", reading)
    first = lists.make_list(branch, examiner, reading)
    revoke(branch, examiner, one.serial, "发错了人", reading)
    second = lists.make_list(branch, examiner, reading)
    assert (
        lists.take_list(office, examiner, second, reading).number
        == lists.take_list(office, examiner, second, reading).number
    )
    with pytest.raises(ListOlder):
        lists.take_list(office, examiner, first, reading)
    found = verify_here(office, render(branch, one.serial), ON)
    assert (found.state, found.reason) == (State.REVOKED, "发错了人")
    assert verify_here(office, one.code, ON).state is State.REVOKED


def test_a_restored_store_lists_above_what_it_listed_and_forgets_no_revocation(
    branch: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    one = issue(branch, examiner, "S1", reading)
    branch.backup(tmp_path / "b", at=reading)
    revoke(branch, examiner, one.serial, "发错了人", reading)
    before = lists.make_list(branch, examiner, reading)
    twice = []
    for name in ("second", "third"):
        restored = restore(tmp_path / "b", tmp_path / name, passphrase=PASSPHRASE, at=reading)
        assert verify_here(restored, one.code, ON).state is State.VALID
        lists.take_list(restored, examiner, before, reading)
        assert verify_here(restored, one.code, ON).state is State.REVOKED
        after = lists.make_list(restored, examiner, reading)
        assert revocation.read(after).said.number > revocation.read(before).said.number
        assert revocation.read(after).said.revoked == {one.serial: "发错了人"}
        person(restored, "T009")
        sitting(restored, "S9", "T009", at=reading.at)
        twice.append(issue(restored, examiner, "S9", reading).serial)
        restored.close()
    person(branch, "T009")
    sitting(branch, "S9", "T009", at=reading.at)
    assert len({one.serial, issue(branch, examiner, "S9", reading).serial, *twice}) == 4


# ---------------------------------------------------------------- the thief


def test_after_a_theft_what_head_office_had_registered_holds(
    office: Store, branch: Store, examiner: Actor, reading: Reading
) -> None:
    join(office, branch, examiner, reading)
    one = issue(branch, examiner, "S1", reading)
    assert authority.take_register(office, examiner, authority.register(branch, examiner, reading), reading) == 1
    assert authority.take_register(office, examiner, authority.register(branch, examiner, reading), reading) == 0
    forge = steal(branch, reading)
    forged = [forge(holder="贼"), forge(serial=one.serial, holder="贼")]
    # What the branch issued honestly after the register falls with the key, and is issued again.
    sitting(branch, "S2", at=reading.at)
    late = issue(branch, examiner, "S2", reading)
    key = current_key(branch, reading).id
    authority.stolen(office, examiner, key, "U 盘遗失", reading)
    said, root = lists.make_list(office, examiner, reading), authority.root_pem(office)
    assert checked(render(branch, one.serial), root, said) is State.VALID
    for data in (*(made.pdf for made in forged), render(branch, late.serial)):
        assert checked(data, root, said) is State.FORGED
        assert verify_here(office, data, ON).state is State.FORGED
    for made in forged:
        assert verify_code(made.code, read_issuers(root), lists=[revocation.read(said)], on=ON).state is State.FORGED
    # The branch takes the list, calls its key stolen, and issues with another one.
    lists.take_list(branch, examiner, said, reading)
    authority.stolen(branch, examiner, key, "U 盘遗失", reading)
    assert all(verify_here(branch, made.pdf, ON).state is State.FORGED for made in forged)
    join(office, branch, examiner, reading)
    assert current_key(branch, reading).id != key
    sitting(branch, "S3", at=reading.at)
    again = issue(branch, examiner, "S3", reading)
    assert checked(render(branch, again.serial), authority.root_pem(office), said) is State.VALID


def test_a_thief_gets_nothing_into_a_register_and_no_list_believed(
    office: Store, branch: Store, examiner: Actor, reading: Reading
) -> None:
    join(office, branch, examiner, reading)
    one = issue(branch, examiner, "S1", reading)
    honest = authority.register(branch, examiner, reading)
    authority.take_register(office, examiner, honest, reading)
    key = current_key(branch, reading)
    other = {one.serial: "0" * 32}
    body = {"format": 1, "branch": "城东支行", "at": "2026-11-24T01:30:00.000Z", "keys": {key.id: other}}
    with pytest.raises(RegisterDiffers):
        authority.take_register(
            office, examiner, revocation.seal("branch-exam-register", body, key.private, key.certificate), reading
        )
    for data in (b"", honest[:-5], lists.make_list(branch, examiner, reading)):
        with pytest.raises(RegisterUnreadable):
            authority.take_register(office, examiner, data, reading)
    authority.stolen(office, examiner, key.id, "U 盘遗失", reading)
    with pytest.raises(RegisterUntrusted):
        authority.take_register(office, examiner, honest, reading)
    with pytest.raises(ListUntrusted):
        lists.take_list(office, examiner, lists.make_list(branch, examiner, reading), reading)
    with pytest.raises(AlreadyStolen):
        authority.certify(office, examiner, authority.key_request(branch, examiner, reading), reading)


def test_a_lone_branch_after_a_theft(branch: Store, examiner: Actor, reading: Reading) -> None:
    one = issue(branch, examiner, "S1", reading)
    forged = steal(branch, reading)(holder="贼")
    authority.stolen(branch, examiner, one.key_id, "电脑被盗", reading)
    said, bundle = lists.make_list(branch, examiner, reading), issuer_pem(branch)
    assert checked(render(branch, one.serial), bundle, said) is State.VALID
    assert checked(forged.pdf, bundle, said) is State.FORGED
    assert checked(forged.pdf, bundle) is State.UNKNOWN_ISSUER
    assert verify_here(branch, forged.pdf, ON).state is State.FORGED
    assert verify_here(branch, render(branch, one.serial), ON).state is State.VALID
    assert {key.state for key in keys(branch)} == {"stolen", "current"}


def test_what_is_refused_changes_nothing(office: Store, branch: Store, examiner: Actor, reading: Reading) -> None:
    asked = authority.key_request(branch, examiner, reading)
    with pytest.raises(NoRoot):
        authority.certify(office, examiner, asked, reading)
    with pytest.raises(NothingToTrust):
        authority.trust(branch, examiner, issuer_pem(branch), reading)
    key = current_key(branch, reading).id
    with pytest.raises(UnknownKey):
        authority.stolen(branch, examiner, "0" * 16, "x", reading)
    with pytest.raises(StolenReasonMissing):
        authority.stolen(branch, examiner, key, " ", reading)
    authority.stolen(branch, examiner, key.upper(), "x", reading)
    with pytest.raises(AlreadyStolen):
        authority.stolen(branch, examiner, key, "x", reading)
    candidate = Actor("T001", "张三", Role.CANDIDATE)
    for do in (
        lambda: authority.make_root(branch, candidate, reading),
        lambda: authority.trust(branch, candidate, asked, reading),
        lambda: authority.stolen(branch, candidate, key, "x", reading),
        lambda: lists.make_list(branch, candidate, reading),
        lambda: rotate(branch, candidate, reading),
    ):
        with pytest.raises(NotAllowed):
            do()
