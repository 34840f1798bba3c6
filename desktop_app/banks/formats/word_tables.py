"""Tables of a Word file: a key, a question workbook laid out as a table, a form, or text in cells.

Promises: each cell's text is read once; a table with headings becomes a sheet for the workbook reader. Must not know
questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.banks.formats import headings, list_keys
from desktop_app.banks.formats.list_lines import PICTURE, Line
from desktop_app.tables.sheet import Sheet

_FEWEST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell, how many columns it spans, and whether it goes on with the cell above."""

    lines: Sequence[Line]
    span: int = 1
    continued: bool = False

    @property
    def text(self) -> str:
        """Its text as one."""
        return "\n".join(line.text.strip() for line in self.lines if line.text.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a sheet; each image stands in its cell as ``![](name)``. ``lost`` and ``missing`` are named in
    ``Line``."""

    sheet: Sheet
    images: dict[str, bytes] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def lines_of_table(rows: Sequence[Sequence[Cell]], name: str, where: str, tables: list[Table]) -> Iterator[Line]:
    """The lines of a table. One that the workbook reader reads is added to ``tables``, and stands as one line."""
    rows = [row for row in rows if row]
    texts = [[cell.text for cell in row] for row in rows]
    pairs = list_keys.table(texts)
    if pairs:
        yield Line("参考答案", where)
        for number, answer in pairs:
            yield Line(f"{number}. {answer}", where)
        return
    grid = _grid(rows)
    sheet_rows = _with_headings([[cell.text if cell else "" for cell in row] for row in grid])
    if sheet_rows is not None:
        tables.append(_as_table(rows, grid, sheet_rows, name))
        yield Line("", name, table=len(tables) - 1)
        return
    for row in rows:
        yield from _row(row)


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """The cells in their columns; None where a cell reaches over."""
    return [[one for cell in row for one in (cell, *([None] * (cell.span - 1)))] for row in rows]


def _with_headings(texts: Sequence[Sequence[str]]) -> list[Sequence[str]] | None:
    """The rows as a sheet where they have headings above, or at their left; None where they have none."""
    labels = [headings.field_of(cells[0]) if cells else None for cells in texts]
    known = {label for label in labels if label}
    if len(known) >= _FEWEST_LABELS and "stem" in known and sum(1 for label in labels if label) * 5 >= len(labels) * 4:
        return _turned(texts)
    row = headings.heading_row(texts[:4])
    return list(texts) if row is not None and len(texts) > row + 1 else None


def _turned(texts: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """A form with its labels at the left as rows beneath headings; a label that comes again begins another row."""
    names: list[str] = []
    rows: list[dict[str, str]] = [{}]
    for cells in texts:
        label = cells[0].strip()
        if not label or len(cells) < 2:
            continue
        if label not in names:
            names.append(label)
        if label in rows[-1]:
            rows.append({})
        rows[-1][label] = " ".join(dict.fromkeys(cell for cell in cells[1:] if cell.strip()))
    return [names, *([row.get(name, "") for name in names] for row in rows)]


def _as_table(
    rows: Sequence[Sequence[Cell]], grid: Sequence[Sequence[Cell | None]], texts: Sequence[Sequence[str]], name: str
) -> Table:
    images: dict[str, bytes] = {}
    merged: list[tuple[int, int, int, int]] = []
    lines = [line for row in rows for cell in row for line in cell.lines]
    held = iter([image for line in lines for image in line.images])
    shown = [tuple(_with_tokens(cell, held, images) for cell in row) for row in texts]
    for top, row in enumerate(grid):
        for left, one in enumerate(row):
            if one is None or one.continued:
                continue
            bottom = top
            while bottom + 1 < len(grid) and left < len(grid[bottom + 1]):
                below = grid[bottom + 1][left]
                if below is None or not below.continued:
                    break
                bottom += 1
            if bottom > top:
                merged.append((top, left, bottom, left))
    return Table(
        Sheet(name, tuple(shown), merged=tuple(merged)),
        images,
        tuple(one for line in lines for one in line.lost),
        tuple(one for line in lines for one in line.missing),
    )


def _with_tokens(cell: str, held: Iterator[tuple[str, bytes]], images: dict[str, bytes]) -> str:
    """The text of a cell with the names of its images, which are added to ``images``."""
    while PICTURE in cell and (image := next(held, None)) is not None:
        wanted, data = image
        own = f"{len(images) + 1}-{wanted}"
        images[own] = data
        cell = cell.replace(PICTURE, f"![]({own})", 1)
    return cell.replace(PICTURE, "")


def _row(row: Sequence[Cell]) -> Iterator[Line]:
    """A row that is text: cells of one line each stand on one line, as A to D in a table do; others one below the
    other."""
    cells = [
        [line for line in cell.lines if line.text.strip() or line.images or line.table is not None] for cell in row
    ]
    cells = [cell for cell in cells if cell]
    if any(len(cell) > 1 for cell in cells) or any(line.table is not None for cell in cells for line in cell):
        for cell in cells:
            yield from cell
        return
    if not cells:
        yield Line("", row[0].lines[0].where if row[0].lines else "")
        return
    lines = [cell[0] for cell in cells]
    yield replace(
        lines[0],
        text="\t".join(line.text.strip() for line in lines),
        marks=b"\0".join(line.styled.marks if line.marks else bytes(len(line.text.strip())) for line in lines),
        images=tuple(image for line in lines for image in line.images),
        lost=tuple(one for line in lines for one in line.lost),
        missing=tuple(one for line in lines for one in line.missing),
    )
