"""A csv as one sheet: its encoding, its separator, and the line at which each row begins.

Promises: a cell's text is kept as it stands, line breaks included.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from desktop_app.tables.limits import MAX_CELLS, MAX_ROWS
from desktop_app.tables.safe_text import undo
from desktop_app.tables.sheet import DamagedTable, NotATable, QuoteOpen, Sheet, TooLarge

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ["gb18030", "big5", "utf_16_le", "utf_16_be", "cp1252"]
_SAMPLE = 200_000
_LOOKED_AT = 20_000  # bytes
_SEPARATORS = ",\t;，|"
_CELL_LIMIT = 1 << 24  # characters
_PIECE = 1 << 20  # characters
_END = "\0end"  # a NUL is in no text that is read


def decode(data: bytes) -> str:
    """The text of a file in whatever encoding it came: a byte order mark, UTF-8, or what charset-normalizer finds
    among the encodings met in Chinese files. Raises ``NotATable`` where it is no text at all."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # most files need no guess

    best = from_bytes(data[:_SAMPLE], cp_isolation=_ENCODINGS).best()
    guess = best.encoding if best is not None else "gb18030"
    if guess != "gb18030" and b"\0" not in data:
        # Short GBK text often looks like Big5 or UTF-16 too; where it decodes as GBK without a fault, GBK it is.
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return _decoded(data, guess)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotATable(found="binary") from None


def read_csv(data: bytes, name: str = "") -> Sheet:
    """The csv as a sheet named after the file. Raises ``NotATable`` for binary or marked-up content, ``DamagedTable``
    for an endless cell, ``QuoteOpen``, ``TooLarge``."""
    text = decode(data)
    if "\0" in text or sum(char < " " and char not in "\t\r\n\f" for char in text[:4000]) > 4:
        raise NotATable(found="binary")
    head = text[:400].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<?xml", "<html", "<!doctype", "<table", "<meta")):
        raise NotATable(found="xml" if head.startswith("<?xml") else "html")
    separator = _separator(text)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(_lines_and_end(text), delimiter=separator)
    begins = 1
    cells = 0
    try:
        for row in reader:
            if row and row[-1].endswith(_END):
                if row != [_END]:
                    raise QuoteOpen(line=begins)
                break
            cells += len(row)
            if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
                raise TooLarge(where=f"line {begins}", rows=len(rows) + 1, columns=len(row))
            rows.append(tuple([undo(cell) if cell[:1] == "'" else cell for cell in row]))
            lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error:
        raise DamagedTable(part=f"line {begins}") from None
    return Sheet(name=PurePath(name).stem or "csv", rows=tuple(rows), lines=tuple(lines))


def first_rows(data: bytes, limit: int = 40) -> tuple[tuple[str, ...], ...]:
    """The first rows of what may be a csv, to tell by; () for what is no text or begins like a table of another kind
    (XML, Markdown)."""
    head = data[:_LOOKED_AT]
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            # A character cut in two at the end is no fault.
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        if "\0" in text or text.lstrip()[:1] in {"<", "|"}:
            return ()
        lines = io.StringIO(text, newline="")
        try:
            return tuple(
                tuple(row) for row, _ in zip(csv.reader(lines, delimiter=_separator(text)), range(limit), strict=False)
            )
        except csv.Error:
            return ()
    return ()


def _lines_and_end(text: str) -> Iterator[str]:
    """The lines, the last of them ended, and one that no file has: it stands alone where all quotes are closed."""
    begins = 0
    while begins < len(text):
        # Piece by piece: a StringIO takes four bytes a character.
        ends = text.find("\n", begins + _PIECE) + 1 or len(text)
        yield from io.StringIO(text[begins:ends] + ("" if text[ends - 1] in "\r\n" else "\n"), newline="")
        begins = ends
    yield _END


def _separator(text: str) -> str:
    """The separator that splits the first lines into the most columns; a comma where none does."""
    sample = [line for line in text[:20_000].splitlines()[:20] if line.strip()]
    best, widest = ",", 0
    for separator in _SEPARATORS:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator)]
        # The heading decides: separators inside long texts further down prove nothing.
        width = widths[0] if widths else 0
        if width == 1 and len(widths) > 1:
            width = min(widths[1], 3) if separator in ",\t" else 1
        if width > widest and width > 1:
            best, widest = separator, width
    return best
