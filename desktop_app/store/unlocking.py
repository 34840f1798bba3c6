"""What can open a store, and the key that it gives. Must not know the database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.crypto import keys
from desktop_app.store import os_keyring, placing
from desktop_app.store import slots as key_slots
from desktop_app.store.folder import refuse_network, require_store
from desktop_app.store.slots import Slot, SlotKind


@dataclass(frozen=True, slots=True)
class Unlock:
    """What can open the store in a folder: how many passphrases, a recovery code, this machine's keyring."""

    passphrases: int
    recovery: bool
    keyring: bool


def unlock(
    folder: Path, passphrase: str | None, recovery_code: str | None, from_keyring: bool = False
) -> tuple[bytes, Slot]:
    """The key of the store in ``folder`` and the slot that gave it, by the one secret that is handed over."""
    slots = key_slots.read(folder)
    if passphrase is not None:
        return key_slots.with_passphrase(slots, passphrase)
    if recovery_code is not None:
        return key_slots.with_recovery_code(slots, recovery_code)
    if not from_keyring:
        raise ValueError("a passphrase, a recovery code or the keyring")
    secret = os_keyring.get(slots.store_id)
    for slot in slots.of(SlotKind.KEYRING):
        key = key_slots.open_slot(slots, slot, secret) if len(secret) == keys.KEY_BYTES else None
        if key is not None:
            return key, slot
    raise os_keyring.KeyringEmpty


def unlock_requirements(folder: Path) -> Unlock:
    """What can open the store in ``folder``. Raises as ``Store.open`` does before it unlocks."""
    refuse_network(folder)
    placing.finish(folder)
    require_store(folder)
    slots = key_slots.read(folder)
    return Unlock(
        passphrases=len(slots.of(SlotKind.PASSPHRASE)),
        recovery=bool(slots.of(SlotKind.RECOVERY)),
        keyring=bool(slots.of(SlotKind.KEYRING)) and os_keyring.available(),
    )
