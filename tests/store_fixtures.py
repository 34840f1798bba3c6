"""A store of their own for every test: made once a session, copied for each, with the cheapest key derivation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.base.clock import Reading
from desktop_app.staff import Actor, examiner_of_slot, first_examiner
from desktop_app.store import CHEAP, Store

PASSPHRASE = "correct horse"
BRANCH = "城东支行"
EXAMINER_NO = "E001"
EXAMINER_NAME = "钱主任"
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
READING = Reading(NOW, 5_000_000, "boot-1")


@pytest.fixture
def reading() -> Reading:
    """24 November 2026, half past nine in the morning at the branch."""
    return READING


@pytest.fixture(scope="session")
def template_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed store with one examiner. Copy it, never open it."""
    folder = tmp_path_factory.mktemp("template") / "store"
    with Store.making(folder, PASSPHRASE, branch=BRANCH, clock=lambda: READING, kdf=CHEAP) as (made, _, slot_id):
        first_examiner(made, EXAMINER_NO, EXAMINER_NAME, slot_id, READING)
    made.close()
    return folder


@pytest.fixture
def store_folder(template_store: Path, tmp_path: Path) -> Path:
    """The folder of a closed store that the test may do anything to."""
    return Path(shutil.copytree(template_store, tmp_path / "store"))


@pytest.fixture
def store(store_folder: Path) -> Iterator[Store]:
    """A fresh store, open, with one examiner and nothing else."""
    opened = Store.open(store_folder, passphrase=PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def examiner(store: Store) -> Actor:
    """The examiner of the fresh store."""
    return examiner_of_slot(store)
