"""Where a store is set up and opened for the window and the command line. Knows no Qt, asks nothing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop_app.base.clock import Clock, system_clock
from desktop_app.base.errors import ConditionError
from desktop_app.base.progress import Progress, part, silent
from desktop_app.crypto.keys import STRONG, Kdf
from desktop_app.staff import Actor, examiner_of_slot, first_examiner
from desktop_app.store import Store


def init(
    folder: Path,
    branch: str,
    examiner_no: str,
    name: str,
    passphrase: str,
    *,
    empty: bool = False,
    clock: Clock = system_clock,
    recovery_code: str | None = None,
    progress: Progress = silent,
    kdf: Kdf = STRONG,
) -> tuple[Store, str]:
    """Make a store with its first examiner, the shipped banks and plans (``empty``: none): (store, recovery code).

    All of it or nothing: a kill, a full disk or Cancel half-way leaves no store behind. ``recovery_code`` is one that
    was shown and typed back already. Raises as ``Store.create`` and ``first_examiner``.
    """
    with Store.making(folder, passphrase, branch=branch, clock=clock, kdf=kdf, recovery_code=recovery_code) as (
        store,
        code,
        slot_id,
    ):
        actor = first_examiner(store, examiner_no, name, slot_id, clock())
        if not empty:
            _ship(store, actor, clock, progress)
    return store, code


def _ship(store: Store, actor: Actor, clock: Clock, progress: Progress) -> None:
    from desktop_app.banks.shipping import ship
    from desktop_app.exams.plans import ship_plans

    ship(store, actor, clock(), part(progress, 0, 95))
    ship_plans(store, actor, clock())
    progress(100, 100)


def open_store(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery_code: str | None = None,
    from_keyring: bool = False,
    clock: Clock = system_clock,
) -> tuple[Store, Actor | None]:
    """Open the store; with a passphrase also the examiner whose it is, else nobody. Raises as ``Store.open``.

    What killed imports have left is cleared away on the way, as far as the machine allows.
    """
    from desktop_app.banks.revisions import sweep

    store = Store.open(folder, passphrase=passphrase, recovery_code=recovery_code, from_keyring=from_keyring)
    try:
        actor = None if passphrase is None else examiner_of_slot(store)
        with suppress(ConditionError):
            sweep(store, clock())
    except BaseException:
        store.close()
        raise
    return store, actor
