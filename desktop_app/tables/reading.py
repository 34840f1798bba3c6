"""A file as sheets of text, whatever kind of table it is.

Promises: the bytes decide what it is, not its name. Must not know what the text means.
"""

from __future__ import annotations

from desktop_app.tables import markup_table, open_document, spreadsheet, text_table
from desktop_app.tables.sheet import EmptyFile, NotATable, Sheet


def read_sheets(data: bytes, name: str = "") -> tuple[Sheet, ...]:
    """Every sheet of a workbook (.xlsx, .xls, .ods, HTML or XML under their names) or csv, as text; the bytes decide
    which it is, ``name`` only names a csv's sheet.

    Meant to run in a child process (``child.in_child``). Raises one of ``TABLE_UNREADABLE``.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile
    kind = spreadsheet.sniff(data)
    if kind == "xlsx":
        return spreadsheet.read_xlsx(data)
    if kind == "xls":
        return spreadsheet.read_xls(data)
    if kind == "ods":
        return open_document.read_ods(data)
    if kind:
        raise NotATable(found=kind)
    if markup_table.sniff(data):
        return markup_table.read_markup(data)
    return (text_table.read_csv(data, name),)
