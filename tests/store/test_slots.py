"""What opens a store, how it changes, and that no unwrapped key is anywhere."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailingKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError
from desktop_app.store import Store, os_keyring, unlock_requirements
from desktop_app.store import slots as key_slots
from desktop_app.store.conditions import FileMissing
from desktop_app.store.os_keyring import KeyringEmpty, KeyringUnavailable
from desktop_app.store.slots import LastSlot, PassphraseTooShort, UnknownSlot, WrongPassphrase, WrongRecoveryCode
from tests.store_fixtures import PASSPHRASE


class Kept(KeyringBackend):
    """A keyring in memory that this test trusts."""

    priority: ClassVar[float] = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    backend = Kept()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    monkeypatch.setattr(os_keyring, "TRUSTED", (__name__,))
    return backend


def opens(folder: Path, passphrase: str) -> bool:
    try:
        Store.open(folder, passphrase=passphrase).close()
    except WrongPassphrase:
        return False
    return True


def test_passphrases_come_and_go(store: Store, reading: Reading) -> None:
    first = store.slot_id
    assert first is not None
    second = store.new_slot("second passphrase", at=reading)
    assert second != first
    assert opens(store.folder, PASSPHRASE)
    assert opens(store.folder, "second passphrase")
    assert store.slot_of("second passphrase") == second

    store.change_passphrase(first, "changed passphrase", at=reading)
    assert not opens(store.folder, PASSPHRASE)
    assert opens(store.folder, "changed passphrase")
    assert store.slot_of("changed passphrase") == first

    store.remove_slot(second, at=reading)
    assert not opens(store.folder, "second passphrase")
    with pytest.raises(LastSlot):
        store.remove_slot(first, at=reading)
    with pytest.raises(UnknownSlot):
        store.remove_slot("none", at=reading)
    with pytest.raises(UnknownSlot):
        store.change_passphrase(second, "another passphrase")
    with pytest.raises(PassphraseTooShort):
        store.change_passphrase(first, "short")
    with pytest.raises(PassphraseTooShort):
        store.new_slot("short", at=reading)
    actions = [entry.action for entry in store.journal()]
    assert actions[:3] == ["slot_removed", "passphrase_changed", "slot_added"]


def test_full_width_letters_are_the_plain_ones(store: Store, reading: Reading) -> None:
    store.new_slot("ＨＯＲＳＥ　１２３４", at=reading)
    assert opens(store.folder, "HORSE 1234")


def test_a_new_recovery_code_alone_is_valid(store: Store) -> None:
    first = store.new_recovery_code()
    second = store.new_recovery_code()
    with pytest.raises(WrongRecoveryCode):
        Store.open(store.folder, recovery_code=first)
    Store.open(store.folder, recovery_code=second).close()
    assert store.check() == ()


def test_a_slot_opens_under_its_own_name_only(store_folder: Path) -> None:
    path = store_folder / "slots.json"
    data = json.loads(path.read_bytes())
    data["slots"][0]["id"] = "0000000000000000"
    path.write_text(json.dumps(data))
    assert not opens(store_folder, PASSPHRASE)


def test_no_secret_is_in_any_file(store: Store, reading: Reading, kept: Kept) -> None:
    store.put_in_keyring()
    code = store.new_recovery_code()
    with store.write("x", at=reading) as db:
        db.execute("INSERT INTO setting VALUES ('name', '只此一处的文字')")
    store.backup(store.folder / "backups" / "a.zip", at=reading)
    secrets = [
        store._key,
        store._key.hex().encode(),
        PASSPHRASE.encode(),
        code.encode(),
        code.replace("-", "").encode(),
        "只此一处的文字".encode(),
        "城东支行".encode(),
        next(iter(kept.kept.values())).encode(),
    ]
    files = [path for path in store.folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"branch-exam.db", "branch-exam.db-wal", "slots.json", "a.zip"}
    for path in files:
        content = path.read_bytes()
        assert not [secret for secret in secrets if secret in content], path.name


def test_slots_are_replaced_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (store.folder / "slots.json").read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(BranchExamError) as caught:
        store.new_recovery_code()
    assert caught.value.code == "disk_full"
    assert (store.folder / "slots.json").read_bytes() == before
    assert not list(store.folder.glob(".slots*"))


def test_slots_that_vanish_while_open(store: Store) -> None:
    (store.folder / "slots.json").unlink()
    with pytest.raises(FileMissing):
        store.new_recovery_code()
    assert [finding.code for finding in store.check()] == ["check_slots"]


# ---------------------------------------------------------------- the keyring


def test_the_keyring_opens_the_store_for_nobody_in_particular(store: Store, kept: Kept, reading: Reading) -> None:
    assert store.keyring_available()
    assert store.put_in_keyring(at=reading)
    assert unlock_requirements(store.folder).keyring
    again = Store.open(store.folder, from_keyring=True)
    assert again.slot_id is None
    assert again.setting("branch") == store.setting("branch")
    again.close()
    # Once more: one slot, another secret.
    first = dict(kept.kept)
    assert store.put_in_keyring(at=reading)
    assert kept.kept != first
    assert len(key_slots.read(store.folder).of(key_slots.SlotKind.KEYRING)) == 1
    Store.open(store.folder, from_keyring=True).close()

    store.forget_keyring(at=reading)
    assert kept.kept == {}
    with pytest.raises(KeyringEmpty):
        Store.open(store.folder, from_keyring=True)
    store.forget_keyring(at=reading)
    assert not unlock_requirements(store.folder).keyring


@pytest.mark.parametrize("content", ["not base64!", "AAAA", "A" * 43 + "="])
def test_a_keyring_that_holds_something_else(store: Store, kept: Kept, content: str) -> None:
    store.put_in_keyring()
    for place in kept.kept:
        kept.kept[place] = content
    with pytest.raises(KeyringEmpty):
        Store.open(store.folder, from_keyring=True)


def test_a_locked_keyring_is_none(store: Store, kept: Kept) -> None:
    store.put_in_keyring()
    kept.locked = True
    before = store.journal()
    assert not store.put_in_keyring()
    assert store.journal() == before
    with pytest.raises(KeyringUnavailable):
        Store.open(store.folder, from_keyring=True)


def test_a_backend_that_only_fails_is_no_keyring(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", FailingKeyring)
    assert not store.keyring_available()
    assert not store.put_in_keyring()
    with pytest.raises(KeyringUnavailable):
        Store.open(store.folder, from_keyring=True)
    store.forget_keyring()


def test_a_backend_that_nobody_guards_is_no_keyring(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Kept()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    assert not store.put_in_keyring()
    assert backend.kept == {}


def test_of_several_backends_the_guarded_one_is_taken(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class Chain(ChainerBackend):
        backends = (FailingKeyring(), Kept())  # type: ignore[no-untyped-call]

    chain = Chain()  # type: ignore[no-untyped-call]
    monkeypatch.setattr(keyring, "get_keyring", lambda: chain)
    monkeypatch.setattr(os_keyring, "TRUSTED", (__name__,))
    assert store.put_in_keyring()
    assert chain.backends[1].kept


def test_a_system_that_cannot_sync_a_folder(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    code = store.new_recovery_code()
    Store.open(store.folder, recovery_code=code).close()
