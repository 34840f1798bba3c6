"""One encrypted SQLite file: connection, key slots, migrations, backup, journal."""

from desktop_app.crypto.keys import CHEAP, STRONG, Kdf
from desktop_app.store.checking import StoreFinding
from desktop_app.store.conditions import StoreBusy, StoreClosed, StoreDamaged, StoreGone, StoreReadOnly
from desktop_app.store.driver import Database
from desktop_app.store.folder import default_folder
from desktop_app.store.journal import Acting, JournalEntry
from desktop_app.store.restoring import restore
from desktop_app.store.store import Store
from desktop_app.store.unlocking import Unlock, unlock_requirements

__all__ = [
    "CHEAP",
    "STRONG",
    "Acting",
    "Database",
    "JournalEntry",
    "Kdf",
    "Store",
    "StoreBusy",
    "StoreClosed",
    "StoreDamaged",
    "StoreFinding",
    "StoreGone",
    "StoreReadOnly",
    "Unlock",
    "default_folder",
    "restore",
    "unlock_requirements",
]
