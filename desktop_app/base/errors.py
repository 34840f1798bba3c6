"""The root of every expected error, and its four kinds.

A leaf class stands beside the code that raises it and carries a ``code`` and facts, never prose: ``words`` turns both
into a sentence. Anything that is not a ``BranchExamError`` is a bug and keeps its traceback.
"""

from __future__ import annotations

from typing import ClassVar

Fact = str | int | float | bool | None


class BranchExamError(Exception):
    """An expected failure. ``code`` is unique in the product; ``facts`` fill the sentence that words holds for it."""

    code: ClassVar[str] = ""

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Fact] = facts


class InputError(BranchExamError):
    """What was handed over (a file, a value, a passphrase) cannot be used as it is."""


class MissingError(BranchExamError):
    """What was asked for does not exist."""


class RefusedError(BranchExamError):
    """The actor may not do this, or the state of things does not allow it now."""


class ConditionError(BranchExamError):
    """The machine does not allow it: a full disk, a read-only folder, a busy or damaged file."""
