"""The journal: who did what, when. Rows are only ever added, in the transaction of what they tell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact
from desktop_app.store.driver import Database


class Acting(Protocol):
    """Whoever does something: a staff number and a role. ``staff`` knows more."""

    @property
    def staff_no(self) -> str:
        """The number, empty for the program itself."""

    @property
    def role(self) -> str:
        """``candidate`` or ``examiner``."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal; ``at`` is UTC."""

    id: int
    at: datetime
    staff_no: str
    role: str
    topic: str
    action: str
    facts: Mapping[str, Fact]


def instant(at: Reading | datetime) -> datetime:
    """The wall clock of a reading, or the instant itself."""
    return at.at if isinstance(at, Reading) else at


def note(
    db: Database, at: Reading | datetime, actor: Acting | None, topic: str, action: str, facts: Mapping[str, Fact]
) -> None:
    """Add a line, inside the caller's transaction."""
    db.execute(
        "INSERT INTO journal (at, staff_no, role, topic, action, facts) VALUES (?, ?, ?, ?, ?, ?)",
        (
            as_text(instant(at)),
            actor.staff_no if actor else "",
            str(actor.role) if actor else "",
            topic,
            action,
            json.dumps(dict(facts), ensure_ascii=False, sort_keys=True),
        ),
    )


def entries(db: Database, limit: int) -> tuple[JournalEntry, ...]:
    """The latest lines, newest first."""
    found = db.execute(
        "SELECT id, at, staff_no, role, topic, action, facts FROM journal ORDER BY id DESC LIMIT ?", (limit,)
    )
    return tuple(
        JournalEntry(row[0], from_text(row[1]), row[2], row[3], row[4], row[5], json.loads(row[6]))
        for row in found.fetchall()
    )
