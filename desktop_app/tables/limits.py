"""How large a table may be that is read, whatever its format."""

from __future__ import annotations

MAX_CELLS = 8_000_000
"""The widest span (rows × columns): 100,000 rows of 80 columns."""
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
"""As many as a sheet of a workbook has."""
MAX_UNPACKED_MB = 400
