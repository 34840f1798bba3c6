"""What nobody looks up while an exam runs: questions by their words, and, for whoever sits it, practice and the answers
of earlier exams.

Must not know what is looked up.
"""

from __future__ import annotations

from desktop_app.base.errors import RefusedError
from desktop_app.store import Database, Store


class SearchClosed(RefusedError):
    """Questions are not searched while somebody answers some; facts: count (of sittings)."""

    code = "search_closed"


def require_search(store: Store) -> None:
    """Raises ``SearchClosed`` while an exam runs on this computer: nobody looks an answer up for anybody."""
    count = running(store)
    if count:
        raise SearchClosed(count=count)


def running(store: Store) -> int:
    """How many sittings run here; what is held waits and does not."""
    return int(store.read.execute("SELECT count(*) FROM sitting WHERE state = 'open'").fetchone()[0])


def under_way(db: Database, staff_no: str) -> str | None:
    """The exam that somebody sits now, whether the sitting runs or is held; None where they sit none."""
    row = db.execute(
        "SELECT exam_id FROM sitting WHERE staff_no = ? AND state IN ('open', 'held')", (staff_no,)
    ).fetchone()
    return str(row[0]) if row else None
