"""The user's own workbook back, with what was found beside each row and the cells marked.

Promises: the user's cells stay as they are; our texts cannot run as formulas; what the way through openpyxl loses is
named. Reading and rewriting happen in a child process. Sentences come from the caller: this room has none.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.banks.exporting import FileNotWritten
from desktop_app.banks.formats import workbook
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.review_marks import Fate, Labels, Mark, Marked
from desktop_app.base.errors import InputError
from desktop_app.base.progress import Progress, silent
from desktop_app.store import Store
from desktop_app.store.folder import may_be_written, same_file
from desktop_app.tables.child import ReaderDied, ReaderTimedOut, in_child
from desktop_app.tables.findings import Finding, Report

Say = Callable[[Finding], str]
"""``words.say``, its language chosen."""


class ReviewNotXlsx(InputError):
    """A review is written as .xlsx alone; facts: path."""

    code = "review_not_xlsx"


class ReviewOverInput(InputError):
    """The review would take the place of the file that it is of; facts: path."""

    code = "review_over_input"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviewed workbook's bytes (.xlsx), and what of the user's own is not in it."""

    data: bytes
    dropped: tuple[Finding, ...] = ()


def require_target(store: Store, target: Path, source: Path) -> None:
    """Raise ``ReviewNotXlsx``, ``ReviewOverInput`` or ``FileNotWritten`` where the review may not be written there."""
    if target.suffix.lower() != ".xlsx":
        raise ReviewNotXlsx(path=str(target))
    if same_file(target, source) or target.resolve() == source.resolve():
        raise ReviewOverInput(path=str(target))
    if not may_be_written(store.folder, target) or not target.parent.is_dir():
        why = errno.EEXIST if target.parent.is_dir() else errno.ENOENT
        raise FileNotWritten(path=str(target), reason=os.strerror(why))


def review(
    data: bytes,
    name: str,
    found: Report | Draft,
    say: Say,
    *,
    progress: Progress = silent,
) -> Reviewed:
    """The file ``data`` called ``name`` with the findings of its import or preview.

    An .xlsx comes back as it was, a column of findings beside its rows and the cells filled and commented; .xls, .csv,
    .tsv and .ods as a new .xlsx with the same cells as text; any other format as a workbook with one row a finding.
    Raises ``ReaderDied``, ``ReaderTimedOut``, ``Cancelled``, and what reading says of a workbook.
    """
    # openpyxl takes 0.3 s to load, which a page that may never write a review shall not pay.
    from desktop_app.banks import workbook_marking

    marks = _marks(found, say)
    labels = Labels(**{field: say(Finding("", f"review_label_{field}")) for field in Labels._fields})
    if found.format != workbook.NAME:
        made = in_child(workbook_marking.listed, marks, labels, progress=progress)
        return _reviewed(name, Marked(made.data, {**made.lost, "listed": 1}))
    if data.startswith(b"PK"):
        # Whatever openpyxl does not get through (it raises what it likes), and whatever is too large for it.
        try:
            made_or_none = in_child(workbook_marking.marked, data, marks, labels, progress=progress)
        except (ReaderDied, ReaderTimedOut):
            made_or_none = None
        if made_or_none is not None:
            return _reviewed(name, made_or_none)
    made = in_child(workbook_marking.rebuilt, data, name, marks, labels, progress=progress)
    return _reviewed(name, made)


def _marks(found: Report | Draft, say: Say) -> list[Mark]:
    rejected = found.rejected if isinstance(found, Report) else found.findings
    fates: tuple[tuple[Fate, tuple[Finding, ...]], ...] = (
        ("rejected", rejected),
        ("skipped", found.skipped),
        ("warning", found.warnings),
    )
    return [Mark(finding.where, fate, say(finding)) for fate, findings in fates for finding in findings]


def _reviewed(name: str, made: Marked) -> Reviewed:
    dropped = [Finding(name, f"review_lost_{what}", {"count": count}) for what, count in made.lost.items()]
    return Reviewed(made.data, tuple(dropped))
