"""What a reading of somebody's file reports: findings (where, code, facts; never prose) and the account of all rows.

Promises: a report's numbers add up. Must not know what was read: questions and rosters both report through these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.base.errors import Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell about a place in a file: ``where`` is ``Sheet1!B12``, ``line 40`` or a member's name."""

    where: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The account of one file: read = imported + updated + unchanged + skipped + rejected.

    ``bank`` is empty and ``revision`` None where no bank is concerned; ``revision`` is the one that holds after the
    import.
    """

    file: str
    format: str
    bank: str = ""
    revision: int | None = None
    read: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Finding, ...] = ()
    rejected: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def accounted(self) -> bool:
        """Whether every entry that was read is in exactly one of the other numbers."""
        known = self.imported + self.updated + self.unchanged + len(self.skipped) + len(self.rejected)
        return self.read == known
