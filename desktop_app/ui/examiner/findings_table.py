"""What a reading of somebody's file found, as a table: how grave, where, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.tables.findings import Finding, Report
from desktop_app.ui.examiner.import_work import message, place
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.table import Table
from desktop_app.words import phrase


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding. ``rank`` 0 was rejected, 1 skipped, 2 is a warning."""

    rank: int
    where: str
    message: str


_RANKS = ("finding_rejected", "finding_skipped", "finding_warning")


def rows_of(report: Report) -> tuple[FindingRow, ...]:
    """All findings of a report, the gravest first."""
    groups: tuple[tuple[Finding, ...], ...] = (report.rejected, report.skipped, report.warnings)
    return tuple(FindingRow(rank, place(one.where), message(one)) for rank, group in enumerate(groups) for one in group)


class FindingsTable(Table[FindingRow]):
    """Shows the findings of a report."""

    def __init__(self, name: str, titles: tuple[str, str, str]) -> None:
        """``titles``: the headings for how grave, where, and what."""
        super().__init__(
            name,
            (
                Column(titles[0], lambda row: phrase(_RANKS[row.rank]), lambda row: row.rank),
                Column(titles[1], lambda row: row.where),
                Column(titles[2], lambda row: row.message),
            ),
        )

    def show_report(self, report: Report) -> None:
        """Show what this report tells."""
        self.set_rows(rows_of(report), (measure.scaled(90), measure.scaled(110)))
