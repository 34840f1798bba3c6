"""The store: one encrypted SQLite file with its key slots, and the only way to write to it.

Promises: what ``write`` has let through is on the disk; what it has not left no trace; an existing store is never
made anew; no unwrapped key touches the disk. Knows the tables' names only as far as settings, journal and migrations
go.
"""

from __future__ import annotations

import secrets
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_app.base.clock import Clock, Reading, as_text, system_clock
from desktop_app.base.errors import Fact
from desktop_app.crypto import keys, recovery
from desktop_app.crypto.keys import STRONG, Kdf
from desktop_app.store import checking, connection, copying, journal, os_keyring, placing
from desktop_app.store import slots as key_slots
from desktop_app.store.conditions import StoreBusy, StoreClosed, condition, known
from desktop_app.store.connection import (
    BACKGROUND_CACHE_KB,
    BACKGROUND_CHECKPOINT_PAGES,
    FOREGROUND_CACHE_KB,
    FOREGROUND_CHECKPOINT_PAGES,
    connect,
)
from desktop_app.store.database import checked_branch, migrate, new_database, put_setting, require_not_newer
from desktop_app.store.driver import Database, dbapi2
from desktop_app.store.folder import BACKUPS, DATABASE, SLOTS, refuse_network, require_store, require_writable
from desktop_app.store.journal import Acting, JournalEntry, instant
from desktop_app.store.migrations import migrations
from desktop_app.store.slots import SlotKind, Slots
from desktop_app.store.turns import Turns
from desktop_app.store.unlocking import unlock

NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})
GIVE_WAY_S: Final = 0.0004


@dataclass(eq=False)
class _Line:
    """One thread's connection, and the write that it is in."""

    db: Database
    depth: int = 0
    topics: set[str] = field(default_factory=set)
    background: bool = False


class Store:
    """An open store. Usable from several threads, each with a connection of its own."""

    def __init__(self, folder: Path, key: bytes, slot_id: str | None, kdf: Kdf) -> None:
        """Take over an unlocked store; use ``create``, ``open`` or ``making``."""
        self.folder = folder
        self.slot_id = slot_id
        self.on_changed: Callable[[frozenset[str]], None] | None = None
        self._key = key
        self._kdf = kdf
        self._local = threading.local()
        self._lines: weakref.WeakSet[_Line] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False
        self._turns = Turns()

    @property
    def path(self) -> Path:
        """The database's file."""
        return self.folder / DATABASE

    # ------------------------------------------------------------ making and opening

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        branch: str,
        clock: Clock = system_clock,
        kdf: Kdf = STRONG,
        recovery_code: str | None = None,
    ) -> tuple[Store, str, str]:
        """Make a store and open it: (store, recovery code, id of the passphrase's slot).

        Raises ``StoreExists``, ``PassphraseTooShort`` and what the folder does not allow; then nothing is left behind.
        """
        with cls.making(folder, passphrase, branch=branch, clock=clock, kdf=kdf, recovery_code=recovery_code) as made:
            pass
        return made

    @classmethod
    @contextmanager
    def making(
        cls,
        folder: Path,
        passphrase: str,
        *,
        branch: str,
        clock: Clock = system_clock,
        kdf: Kdf = STRONG,
        recovery_code: str | None = None,
    ) -> Iterator[tuple[Store, str, str]]:
        """As ``create``, but what the block writes belongs to the making: the store exists when the block has ended,
        with all of it, or not at all, also after a kill or on a full disk."""
        refuse_network(folder)
        branch = checked_branch(branch)
        key_slots.check_passphrase(passphrase)
        code = recovery_code or recovery.new_code()
        secret = key_slots.read_recovery_code(code)
        placing.finish(folder)
        with known(folder):
            if (folder / DATABASE).exists() or (folder / SLOTS).exists():
                raise placing.StoreExists(path=str(folder))
        new, made = placing.begin(folder)
        try:
            key, store_id = keys.new_key(), key_slots.new_id()
            slot = key_slots.make(store_id, SlotKind.PASSPHRASE, key, keys.secret_of(passphrase), kdf)
            spare = key_slots.make(store_id, SlotKind.RECOVERY, key, secret, kdf)
            key_slots.write(new, Slots(store_id, (slot, spare)))
            new_database(new / DATABASE, key, branch, store_id, clock())
            store = cls(new, key, slot.id, kdf)
            try:
                yield store, code, slot.id
            except BaseException:
                store.close()
                raise
            with store.moving(folder):
                placing.commit(folder)
        except BaseException:
            placing.undo(folder, made)
            raise

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        passphrase: str | None = None,
        recovery_code: str | None = None,
        from_keyring: bool = False,
        backed_up: bool = False,
    ) -> Store:
        """Open the store in ``folder`` with one of the three, after a backup and the migration of an older one.

        ``backed_up`` says that there is a backup already. Raises ``NoStore``, ``SlotsMissing``,
        ``DatabaseMissing``, ``NetworkFolder``, ``FolderReadOnly``; ``WrongPassphrase``, ``WrongRecoveryCode``,
        ``RecoveryCodeMistyped``, ``KeyringUnavailable``, ``KeyringEmpty``; ``StoreTooNew``, ``StoreDamaged``,
        ``SlotsDamaged`` …: then nothing has changed.
        """
        refuse_network(folder)
        placing.finish(folder)
        with known(folder):
            require_store(folder)
            require_writable(folder)
        key, slot = unlock(folder, passphrase, recovery_code, from_keyring)
        kdf = slot.wrapped.kdf if slot.kind is not SlotKind.KEYRING else None
        store = cls(folder, key, slot.id if slot.kind is not SlotKind.KEYRING else None, kdf or STRONG)
        try:
            store._take_up(backed_up)
        except BaseException:
            store.close()
            raise
        return store

    def _take_up(self, backed_up: bool) -> None:
        """Refuse what cannot be used, migrate what is older."""
        db = self.read
        require_not_newer(db, self.path)
        if migrations.pending(db):
            if not backed_up:
                number = len(migrations.applied(db))
                target = self.folder / BACKUPS / f"schema-{number}-{secrets.token_hex(4)}.zip"
                copying.sweep(target.parent)
                copying.write_backup(self.folder, self._key, target)
            migrate(db, self.path)

    @contextmanager
    def moving(self, folder: Path) -> Iterator[None]:
        """Let go of the files while the block moves them to ``folder``, and go on there."""
        self.close()
        yield
        self.folder = folder
        self._closed = False

    def close(self) -> None:
        """Close the connections of all threads; the store cannot be used any more."""
        with self._lock:
            lines, self._lines = list(self._lines), weakref.WeakSet()
            self._local = threading.local()
            self._closed = True
        for line in lines:
            line.db.conn.close()

    # ------------------------------------------------------------ reading and writing

    @property
    def read(self) -> Database:
        """This thread's connection, for reading. Exhaust what you query: a row left unread holds on to an old state."""
        return self._line().db

    def _line(self) -> _Line:
        line: _Line | None = getattr(self._local, "line", None)
        if line is not None and not line.depth and connection.is_gone(line.db):
            # Its disk may be back: what was open does not come back by itself. Never made anew, only opened.
            with suppress(dbapi2.Error):
                line.db.conn.close()
            line = None
        if line is None:
            if self._closed:
                raise StoreClosed
            line = _Line(connect(self.path, self._key))
            with self._lock:
                self._lines.add(line)
            self._local.line = line
        return line

    @contextmanager
    def write(
        self,
        topic: str,
        *,
        actor: Acting | None = None,
        action: str = "",
        at: Reading | datetime,
        facts: Mapping[str, Fact] = NO_FACTS,
        background: bool = False,
    ) -> Iterator[Database]:
        """One transaction on this thread's connection: durable when the block has ended, gone when it raises.

        ``action`` adds a line to the journal, with ``facts`` as they are at the end of the block. A write inside a
        write is a part of it. ``background`` is for long jobs in many short transactions: it gives way to whoever
        waits. Raises ``DiskFull``, ``StoreBusy`` (after 5 s), ``StoreReadOnly``, ``StoreDamaged``, ``StoreGone``.
        """
        line = self._line()
        if line.depth:
            line.topics.add(topic)
            with line.db.atomic():
                line.depth += 1
                try:
                    yield line.db
                    if action:
                        journal.note(line.db, at, actor, topic, action, facts)
                finally:
                    line.depth -= 1
            return
        if not self._turns.take(background, connection.PATIENCE_S):
            raise StoreBusy(path=str(self.path))
        try:
            with self._alone(line, topic, background):
                yield line.db
                if action:
                    journal.note(line.db, at, actor, topic, action, facts)
        finally:
            self._turns.give()
        if self.on_changed is not None:
            self.on_changed(frozenset(line.topics))
        if background:
            self._give_way(line)

    def write_one(self, topic: str, sql: str, values: tuple[object, ...]) -> bool:
        """One statement as a transaction of its own, not inside another, for what somebody waits for: durable when it
        returns. Whether it changed anything. Raises as ``write``.

        Beside a busy thread every statement waits for its turn, and BEGIN and COMMIT are two more.
        """
        line = self._line()
        assert not line.depth
        if not self._turns.take(False, connection.PATIENCE_S):
            raise StoreBusy(path=str(self.path))
        try:
            self._set_background(line, False)
            changed: bool = line.db.conn.execute(sql, values).rowcount > 0
        finally:
            self._turns.give()
        if changed and self.on_changed is not None:
            self.on_changed(frozenset({topic}))
        return changed

    def _give_way(self, line: _Line) -> None:
        """Between two transactions of a long job: put on the disk what it wrote, copy the write-ahead log where it
        has grown, and let others in."""
        connection.sync_log(self.path)
        _, pages, copied = line.db.conn.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        if pages - copied >= BACKGROUND_CHECKPOINT_PAGES:
            line.db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        time.sleep(GIVE_WAY_S)

    def _set_background(self, line: _Line, background: bool) -> None:
        conn = line.db.conn
        if line.background is not background:
            # A background writer copies the log itself, after its turn: see ``_give_way``. What it stages need not
            # survive a power cut, only stay whole; the foreground write that publishes it syncs all that came before.
            conn.execute(f"PRAGMA wal_autocheckpoint = {0 if background else FOREGROUND_CHECKPOINT_PAGES}")
            conn.execute(f"PRAGMA synchronous = {'NORMAL' if background else 'FULL'}")
            conn.execute(f"PRAGMA cache_size = {-(BACKGROUND_CACHE_KB if background else FOREGROUND_CACHE_KB)}")
            line.background = background

    @contextmanager
    def _alone(self, line: _Line, topic: str, background: bool) -> Iterator[None]:
        conn = line.db.conn
        self._set_background(line, background)
        # IMMEDIATE: a deferred transaction that reads first cannot become a writer once another has written.
        conn.execute("BEGIN IMMEDIATE")
        line.depth, line.topics = 1, {topic}
        try:
            yield
            conn.execute("COMMIT")
        except BaseException as error:
            # A full disk may have rolled back by itself.
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            translated = condition(error, self.path)
            if translated is None:
                raise
            raise translated from error
        finally:
            line.depth = 0

    def setting(self, key: str, default: str = "") -> str:
        """The setting of that name, or ``default``."""
        row = self.read.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def set_setting(self, key: str, value: str, *, actor: Acting | None, at: Reading | datetime) -> None:
        """Keep a setting, and say so in the journal."""
        with self.write("settings", actor=actor, action="setting", at=at, facts={"key": key}) as db:
            put_setting(db, key, value)

    def journal(self, limit: int = 200) -> tuple[JournalEntry, ...]:
        """The latest lines of the journal, newest first."""
        return journal.entries(self.read, limit)

    # ------------------------------------------------------------ keys

    def slot_of(self, passphrase: str) -> str:
        """The id of the slot that the passphrase opens. Raises ``WrongPassphrase``."""
        return key_slots.with_passphrase(key_slots.read(self.folder), passphrase)[1].id

    def new_slot(self, passphrase: str, *, at: Reading | datetime, actor: Acting | None = None) -> str:
        """Add a passphrase; returns the id of its slot. Raises ``PassphraseTooShort``."""
        secret = keys.secret_of(key_slots.check_passphrase(passphrase))
        with self.write("keys", actor=actor, action="slot_added", at=at), self._slots() as change:
            slot = key_slots.make(change.slots.store_id, SlotKind.PASSPHRASE, self._key, secret, self._kdf)
            change.slots = change.slots.having(slot)
        return slot.id

    def change_passphrase(
        self, slot_id: str, passphrase: str, *, at: Reading | datetime | None = None, actor: Acting | None = None
    ) -> None:
        """Put another passphrase on a slot, which keeps its id. Raises ``UnknownSlot``, ``PassphraseTooShort``."""
        secret = keys.secret_of(key_slots.check_passphrase(passphrase))
        with self._slots_alone("passphrase_changed", at, actor) as change:
            change.slots.get(slot_id)
            slot = key_slots.make(change.slots.store_id, SlotKind.PASSPHRASE, self._key, secret, self._kdf, slot_id)
            change.slots = change.slots.having(slot)

    def remove_slot(self, slot_id: str, *, at: Reading | datetime | None = None, actor: Acting | None = None) -> None:
        """Remove a passphrase. Raises ``UnknownSlot``, ``LastSlot``."""
        with self._slots_alone("slot_removed", at, actor) as change:
            change.slots.get(slot_id)
            if len(change.slots.of(SlotKind.PASSPHRASE)) == 1:
                raise key_slots.LastSlot
            change.slots = change.slots.without([slot_id])

    def new_recovery_code(self, *, at: Reading | datetime | None = None, actor: Acting | None = None) -> str:
        """Make another recovery code, which alone is valid from now on."""
        code = recovery.new_code()
        secret = key_slots.read_recovery_code(code)
        with self._slots_alone("recovery_code_changed", at, actor) as change:
            old = change.slots.of(SlotKind.RECOVERY)
            slot = key_slots.make(change.slots.store_id, SlotKind.RECOVERY, self._key, secret, self._kdf)
            change.slots = change.slots.without(kept.id for kept in old).having(slot)
        return code

    def keyring_available(self) -> bool:
        """Whether this machine has a keyring that keeps secrets."""
        return os_keyring.available()

    def put_in_keyring(self, *, at: Reading | datetime | None = None, actor: Acting | None = None) -> bool:
        """Let this machine's keyring open the store; False where it has none or refuses."""
        secret = keys.new_key()
        if not os_keyring.put(key_slots.read(self.folder).store_id, secret):
            return False
        with self._slots_alone("keyring_on", at, actor) as change:
            old = change.slots.of(SlotKind.KEYRING)
            slot = key_slots.make(change.slots.store_id, SlotKind.KEYRING, self._key, secret, None)
            change.slots = change.slots.without(kept.id for kept in old).having(slot)
        return True

    def forget_keyring(self, *, at: Reading | datetime | None = None, actor: Acting | None = None) -> None:
        """Let the keyring open the store no more."""
        with self._slots_alone("keyring_off", at, actor) as change:
            change.slots = change.slots.without(kept.id for kept in change.slots.of(SlotKind.KEYRING))
            os_keyring.forget(change.slots.store_id)

    @contextmanager
    def _slots_alone(self, action: str, at: Reading | datetime | None, actor: Acting | None) -> Iterator[_SlotsChange]:
        with self.write("keys", actor=actor, action=action, at=at or system_clock()), self._slots() as change:
            yield change

    @contextmanager
    def _slots(self) -> Iterator[_SlotsChange]:
        """The slots to change, written back at the end of the block. The open transaction keeps other processes out."""
        change = _SlotsChange(key_slots.read(self.folder))
        before = change.slots
        yield change
        if change.slots != before:
            key_slots.write(self.folder, change.slots)

    # ------------------------------------------------------------ keeping it safe

    def backup(self, target: Path, *, at: Reading | datetime, actor: Acting | None = None) -> None:
        """Write database and key slots into the one file ``target``, whole or not at all."""
        copying.write_backup(self.folder, self._key, target)
        with self.write("store", actor=actor, action="backup", at=at, facts={"file": target.name}) as db:
            put_setting(db, "last_backup_at", as_text(instant(at)))

    def settle(self) -> bool:
        """Copy the write-ahead log into the database and empty it, so that what was deleted is in neither. Whether it
        could be: a reader that is still at work keeps it until the next time."""
        busy, _, _ = self.read.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def check(self) -> tuple[checking.StoreFinding, ...]:
        """What is wrong with the store; empty where nothing is."""
        return checking.check(self.read, self.folder)


@dataclass
class _SlotsChange:
    slots: Slots
