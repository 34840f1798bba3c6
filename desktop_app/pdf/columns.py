"""Rows set into the columns of pages, and the pages drawn once their number is known.

Promises: rows that stay together do so where a column is high enough; no column begins with empty space. Must not know
what the rows say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from desktop_app.base.progress import Progress, silent
from desktop_app.pdf.flow import Row, is_gap
from desktop_app.pdf.page import Sheet

Furniture = Callable[[Sheet, int, int], None]
"""Draws what every page has, by the page's number and how many there are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a page: left edge, top edge, width and height."""

    x: float
    top: float
    wide: float
    tall: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place."""

    page: int
    x: float
    top: float
    row: Row


@dataclass(slots=True)
class Pages:
    """Rows placed on pages. ``starts`` tells the page on which each block began."""

    columns: Sequence[Column]
    placed: list[Placed] = field(default_factory=list)
    at: int = 0
    used: float = 0.0

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self.at // len(self.columns) + 1

    def add(self, block: Iterable[Row]) -> None:
        """Place rows after those that are placed."""
        chunk: list[Row] = []
        for row in block:
            chunk.append(row)
            if not row.stays:
                self._place(chunk)
                chunk = []
        if chunk:
            self._place(chunk)

    def new_page(self) -> None:
        """Go on at the top of a fresh page, unless this one is empty."""
        wide = len(self.columns)
        if self.used or self.at % wide:
            self.at, self.used = (self.at // wide + 1) * wide, 0.0

    @property
    def left(self) -> float:
        """What is left of the column."""
        return self.columns[self.at % len(self.columns)].tall - self.used

    def _place(self, chunk: Sequence[Row]) -> None:
        while chunk and is_gap(chunk[0]) and not self.used:
            chunk = chunk[1:]
        whole = sum(row.tall for row in chunk)
        if whole > self.left and self.used:
            if len(chunk) == 1 and is_gap(chunk[0]):
                self.used = self.columns[0].tall
                return
            # What no column can hold whole begins where it stands.
            if whole <= self.columns[0].tall:
                self._next()
        for row in chunk:
            if row.tall > self.left and self.used:
                self._next()
            if is_gap(row) and not self.used:
                continue
            column = self.columns[self.at % len(self.columns)]
            self.placed.append(Placed(self.at // len(self.columns), column.x, column.top - self.used, row))
            self.used += row.tall

    def _next(self) -> None:
        self.at, self.used = self.at + 1, 0.0

    def draw(self, sheet: Sheet, furniture: Furniture, progress: Progress = silent) -> None:
        """Draw every page, with its furniture, on sheets that follow one another."""
        pages: list[list[Placed]] = [[] for _ in range(self.count)]
        for one in self.placed:
            pages[one.page].append(one)
        for number, page in enumerate(pages, 1):
            if number > 1:
                sheet.next_page()
            furniture(sheet, number, len(pages))
            for one in page:
                one.row.draw(sheet, one.x, one.top)
            progress(number, len(pages))
