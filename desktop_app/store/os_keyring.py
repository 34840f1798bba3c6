"""The operating system's keyring, where this machine has one that keeps secrets.

Promises: a secret goes into a keyring that the system guards, or nowhere: a backend that writes a plain file, or that
only fails, counts as none. What is kept is a random secret that opens one slot, not the store's key.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from desktop_app.base.errors import ConditionError, MissingError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "branch-exam"
TRUSTED: Final = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)


class KeyringUnavailable(ConditionError):
    """This machine has no keyring that keeps secrets, or it does not answer."""

    code = "keyring_unavailable"


class KeyringEmpty(MissingError):
    """The keyring holds nothing for this store."""

    code = "keyring_empty"


def available() -> bool:
    """Whether this machine has a keyring that can be used."""
    return _backend() is not None


def put(store_id: str, secret: bytes) -> bool:
    """Keep ``secret`` for that store; False where there is no keyring or it refuses."""
    backend = _backend()
    if backend is None:
        return False
    try:
        with _answering():
            backend.set_password(SERVICE, store_id, base64.b64encode(secret).decode("ascii"))
    except KeyringUnavailable:
        return False
    return True


def get(store_id: str) -> bytes:
    """The secret kept for that store. Raises ``KeyringUnavailable``, ``KeyringEmpty``."""
    backend = _backend()
    if backend is None:
        raise KeyringUnavailable
    with _answering():
        kept = backend.get_password(SERVICE, store_id)
    if not kept:
        raise KeyringEmpty
    try:
        return base64.b64decode(kept, validate=True)
    except binascii.Error:
        raise KeyringEmpty from None


def forget(store_id: str) -> None:
    """Remove what is kept for that store, if anything is."""
    from keyring.errors import PasswordDeleteError

    backend = _backend()
    if backend is None:
        return
    try:
        with _answering():
            backend.delete_password(SERVICE, store_id)
    except (PasswordDeleteError, KeyringUnavailable):
        return


def _backend() -> KeyringBackend | None:
    # keyring takes 50 ms to import and looks for its backends: where it is used only.
    import keyring
    from keyring.backends.chainer import ChainerBackend

    with _answering():
        chosen = keyring.get_keyring()
    candidates = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    return next((backend for backend in candidates if type(backend).__module__ in TRUSTED), None)


@contextmanager
def _answering() -> Iterator[None]:
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        yield
    except PasswordDeleteError:
        raise
    except KeyringError as error:
        raise KeyringUnavailable from error
