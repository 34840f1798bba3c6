"""A branch made once, copied for whoever needs one of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.branch import Branch, Sitter, make_branch
from tests.store.mounts import mount_tmpfs

__all__ = ["mount_tmpfs"]


@pytest.fixture(scope="session")
def template_branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a branch that nobody has open. Copy it, never use it."""
    return make_branch(tmp_path_factory.mktemp("branch") / "store").folder


@pytest.fixture
def branch(template_branch: Path, tmp_path: Path) -> Iterator[Branch]:
    """A branch that the test may do anything to."""
    made = Branch(Path(shutil.copytree(template_branch, tmp_path / "store")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(template_branch: Path, tmp_path_factory: pytest.TempPathFactory) -> Branch:
    """A branch that what is refused leaves as it was: one for a whole module."""
    return Branch(Path(shutil.copytree(template_branch, tmp_path_factory.mktemp("shared") / "store")))


@pytest.fixture(scope="module")
def running(shared: Branch) -> Iterator[Sitter]:
    """Somebody sits there all the while."""
    yield shared.sit()
    shared.close()
