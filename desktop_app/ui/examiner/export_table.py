"""A table as a file for spreadsheets: .xlsx or .csv by its name.

Promises: the file is there whole or not at all. Must not know what the table is.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from desktop_app.store.conditions import known
from desktop_app.tables.table_file import Cell, table_bytes

__all__ = ["Cell", "write_table"]


def write_table(path: Path, sheet: str, rows: Sequence[Sequence[Cell]]) -> Path:
    """Write ``rows`` (the first holds the headings) and give the path. Raises ``DiskFull``, ``FolderReadOnly`` …"""
    data = table_bytes(path.suffix, sheet, rows)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with known(path):
        try:
            part.write_bytes(data)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return path
