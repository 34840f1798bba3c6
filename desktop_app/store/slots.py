"""Key slots: the store's one key, wrapped once for each passphrase, for the recovery code and for this machine's
keyring.

Promises: the file holds wrapped keys alone, is replaced whole or not at all, and a slot opens under its own secret
only. A slot's id is opaque: which person it belongs to stands inside the store.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from desktop_app.base.errors import ConditionError, InputError, MissingError, RefusedError
from desktop_app.crypto import keys, recovery
from desktop_app.crypto.keys import Kdf, Wrapped
from desktop_app.store.conditions import known
from desktop_app.store.folder import SLOTS

FORMAT: Final = 1
SHORTEST_PASSPHRASE: Final = 8


class WrongPassphrase(InputError):
    """The passphrase opens no slot."""

    code = "wrong_passphrase"


class PassphraseTooShort(InputError):
    """A passphrase that is too short to be kept; facts: least."""

    code = "passphrase_too_short"


class RecoveryCodeMistyped(InputError):
    """The typed recovery code holds a slip: its check letters do not fit."""

    code = "recovery_code_mistyped"


class WrongRecoveryCode(InputError):
    """A well-formed recovery code that is not this store's."""

    code = "wrong_recovery_code"


class SlotsDamaged(ConditionError):
    """The file with the keys cannot be read; facts: path."""

    code = "slots_damaged"


class SlotsTooNew(ConditionError):
    """The file with the keys was written by a newer version; facts: path."""

    code = "slots_too_new"


class UnknownSlot(MissingError):
    """There is no such slot; facts: slot."""

    code = "unknown_slot"


class LastSlot(RefusedError):
    """The last passphrase cannot be removed."""

    code = "last_slot"


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    RECOVERY = "recovery"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the key."""

    id: str
    kind: SlotKind
    wrapped: Wrapped


@dataclass(frozen=True, slots=True)
class Slots:
    """All slots of a store; ``store_id`` is random and ties them together."""

    store_id: str
    slots: tuple[Slot, ...]

    def of(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of one kind, oldest first."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def get(self, slot_id: str, kind: SlotKind = SlotKind.PASSPHRASE) -> Slot:
        """The slot with that id and kind, else ``UnknownSlot``."""
        for slot in self.of(kind):
            if slot.id == slot_id:
                return slot
        raise UnknownSlot(slot=slot_id)

    def having(self, slot: Slot) -> Slots:
        """These with ``slot`` in the place of the one with its id, or at the end."""
        if any(kept.id == slot.id for kept in self.slots):
            return Slots(self.store_id, tuple(slot if kept.id == slot.id else kept for kept in self.slots))
        return Slots(self.store_id, (*self.slots, slot))

    def without(self, slot_ids: Iterable[str]) -> Slots:
        """These without the slots of those ids."""
        gone = frozenset(slot_ids)
        return Slots(self.store_id, tuple(kept for kept in self.slots if kept.id not in gone))


# ---------------------------------------------------------------- making and opening


def new_id() -> str:
    """An opaque id."""
    return secrets.token_hex(8)


def check_passphrase(passphrase: str) -> str:
    """Return the passphrase where it is long enough, else raise ``PassphraseTooShort``."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(least=SHORTEST_PASSPHRASE)
    return passphrase


def make(store_id: str, kind: SlotKind, key: bytes, secret: bytes, kdf: Kdf | None, slot_id: str = "") -> Slot:
    """Wrap ``key`` under ``secret`` as a slot of that kind, with a new id unless one is given."""
    slot_id = slot_id or new_id()
    return Slot(slot_id, kind, keys.wrap(key, secret, _label(store_id, slot_id, kind), kdf))


def open_slot(slots: Slots, slot: Slot, secret: bytes) -> bytes | None:
    """The key in that slot, or None where the secret is another."""
    return keys.unwrap(slot.wrapped, secret, _label(slots.store_id, slot.id, slot.kind))


def with_passphrase(slots: Slots, passphrase: str) -> tuple[bytes, Slot]:
    """The key and the slot that the passphrase opens, else ``WrongPassphrase``."""
    return _first(slots, SlotKind.PASSPHRASE, keys.secret_of(passphrase), WrongPassphrase())


def with_recovery_code(slots: Slots, typed: str) -> tuple[bytes, Slot]:
    """The key and the slot that the typed code opens, else ``RecoveryCodeMistyped`` or ``WrongRecoveryCode``."""
    return _first(slots, SlotKind.RECOVERY, read_recovery_code(typed), WrongRecoveryCode())


def read_recovery_code(typed: str) -> bytes:
    """The secret behind a typed recovery code. Raises ``RecoveryCodeMistyped``."""
    secret = recovery.read_code(typed)
    if secret is None:
        raise RecoveryCodeMistyped
    return secret


def _first(slots: Slots, kind: SlotKind, secret: bytes, otherwise: InputError) -> tuple[bytes, Slot]:
    for slot in slots.of(kind):
        key = open_slot(slots, slot, secret)
        if key is not None:
            return key, slot
    raise otherwise


def _label(store_id: str, slot_id: str, kind: SlotKind) -> bytes:
    return f"branch-exam slot {FORMAT} {store_id} {slot_id} {kind.value}".encode()


# ---------------------------------------------------------------- the file


def read(folder: Path) -> Slots:
    """Read the slots in ``folder``. Raises ``SlotsDamaged``, ``SlotsTooNew``."""
    path = folder / SLOTS
    with known(path):
        data = path.read_bytes()
    return from_bytes(data, path)


def write(folder: Path, slots: Slots) -> None:
    """Replace the slots in ``folder``, whole or not at all: a new file, synced, renamed over the old one."""
    path = folder / SLOTS
    part = folder / f".{SLOTS}.{secrets.token_hex(4)}.part"
    with known(path):
        try:
            with part.open("xb") as file:
                file.write(to_bytes(slots))
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` durable, where the system has a call for it (Windows has none)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def to_bytes(slots: Slots) -> bytes:
    """The slots as the file holds them."""
    data = {
        "format": FORMAT,
        "store": slots.store_id,
        "slots": [
            {
                "id": slot.id,
                "kind": slot.kind.value,
                "kdf": None
                if slot.wrapped.kdf is None
                else {
                    "name": "argon2id",
                    "passes": slot.wrapped.kdf.passes,
                    "memory_kib": slot.wrapped.kdf.memory_kib,
                    "lanes": slot.wrapped.kdf.lanes,
                },
                "salt": _text(slot.wrapped.salt),
                "nonce": _text(slot.wrapped.nonce),
                "sealed": _text(slot.wrapped.sealed),
            }
            for slot in slots.slots
        ],
    }
    return json.dumps(data, indent=2).encode("ascii") + b"\n"


def from_bytes(data: bytes, path: Path) -> Slots:
    """Read what ``to_bytes`` wrote; ``path`` is for the errors."""
    try:
        raw = json.loads(data)
        if raw["format"] > FORMAT:
            raise SlotsTooNew(path=str(path))
        return Slots(str(raw["store"]), tuple(_slot(item) for item in raw["slots"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SlotsDamaged(path=str(path)) from error


def _slot(item: dict[str, Any]) -> Slot:
    raw = item["kdf"]
    kdf = None if raw is None else Kdf(*(_count(raw[name]) for name in ("passes", "memory_kib", "lanes")))
    wrapped = Wrapped(kdf, _bytes(item["salt"]), _bytes(item["nonce"]), _bytes(item["sealed"]))
    if len(wrapped.nonce) != keys.NONCE_BYTES or len(wrapped.salt) != keys.SALT_BYTES:
        raise ValueError("salt or nonce of another length")
    return Slot(str(item["id"]), SlotKind(item["kind"]), wrapped)


def _count(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
