"""The workbook that examiners fill in, as a file: whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from desktop_app.banks.exporting import ExportFormatUnknown, FileNotWritten, save
from desktop_app.banks.formats.workbook_template import template
from desktop_app.store.folder import may_be_written


def write_template(path: Path, folder: Path | None = None) -> None:
    """Write the template, an .xlsx; ``folder`` is that of the store where one is open, and is kept free of it.

    Raises ``ExportFormatUnknown``, ``FileNotWritten``.
    """
    if path.suffix.lower() != ".xlsx":
        raise ExportFormatUnknown(suffix=path.suffix, known=".xlsx")
    if folder is not None and not may_be_written(folder, path):
        raise FileNotWritten(path=str(path), reason=os.strerror(errno.EEXIST))
    save(path, template())
