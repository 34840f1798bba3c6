"""Plain text and Markdown question lists.

Promises: as ``question_list``. The last format to be tried: any text may be a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.banks.formats import question_list, workbook
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Draft, Event, ReadOptions, gather
from desktop_app.banks.formats.entry import warning
from desktop_app.banks.formats.list_lines import Line
from desktop_app.banks.formats.markdown_lines import is_markdown, lines_of
from desktop_app.banks.formats.text_file import text_of
from desktop_app.tables.sheet import NotATable, Sheet

NAME = "text"
SUFFIXES = (".txt", ".md", ".text", ".markdown")
_LIST = re.compile(
    # Never over the end of a line, as in ``markdown_lines``.
    r"^[^\S\n]*(?:\d{1,4}[^\S\n]*[.、．)）]|[（(]\d{1,3}[)）]|[A-D][^\S\n]*[.、．)）]|[【\[]?(?:参考|正确|标准)?答案)",
    re.MULTILINE,
)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f"))
_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are text that is named as text, or holds numbers, options or answers as lists do."""
    if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} or data.lstrip()[:1] in {b"<", b"{"}:
        return False
    try:
        text, _ = text_of(data[:200_000])
    except NotATable:
        return False
    if sum(char < " " and char not in "\t\n\f\v" for char in text[:4000]) > 4:
        return False
    return name.lower().endswith(SUFFIXES) or len(_LIST.findall(text)) >= 3


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a text. Raises ``NotATable`` where it is no text."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    text, encoding = text_of(data)
    yield About()
    if encoding:
        yield warning("line 1", "text_encoding_guessed", encoding=encoding)
    text = text.translate(_UNSEEN).translate(_ENDS)
    if not is_markdown(text, name):
        yield from question_list.read([Line(one, f"line {n}") for n, one in enumerate(text.split("\n"), 1)])
        return
    lines, tables = lines_of(text)
    yield from question_list.read(lines, lambda n: _of_table(tables[n], options))


def _of_table(sheet: Sheet, options: ReadOptions) -> Iterator[Event]:
    for event in workbook.of_sheets((sheet,), options):
        if not isinstance(event, About):
            yield event
