"""One module a file format, and the registry that finds the right one by content.

A format's module has NAME, SUFFIXES, ``sniff(data, name)``, ``read(data, options, name) -> Draft`` and
``stream`` (the same, event by event). A new format is one module and one line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from desktop_app.banks.formats import (
    aiken,
    canonical,
    gift,
    moodle_xml,
    plain_text,
    qti2,
    qti3,
    qti12,
    toml_text,
    word,
    workbook,
)
from desktop_app.banks.formats.draft import Draft, Event, ReadOptions
from desktop_app.base.errors import InputError
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.sheet import EmptyFile


class Format(Protocol):
    """What every format's module offers."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def sniff(self, data: bytes, name: str) -> bool:
        """Whether the bytes are of this format; cheap, and safe on any bytes."""
        ...

    def read(self, data: bytes, options: ReadOptions = ..., name: str = ...) -> Draft:
        """The draft."""
        ...

    def stream(self, data: bytes, options: ReadOptions = ..., name: str = ..., /) -> Iterator[Event]:
        """The draft, event by event."""
        ...


class FormatUnknown(InputError):
    """No format is recognised, or none has the name that was asked for; facts: name, known."""

    code = "format_unknown"


FORMATS: Mapping[str, Format] = {
    module.NAME: module
    for module in (canonical, toml_text, word, moodle_xml, qti3, qti2, qti12, gift, workbook, aiken, plain_text)
}
"""In the order in which they are tried."""


def recognise(data: bytes, name: str) -> Format:
    """The format of these bytes. Raises ``FormatUnknown``, or what the workbook reader says of a broken or foreign file
    (``tables.sheet.TABLE_UNREADABLE``)."""
    if not data.strip():
        raise EmptyFile
    for module in FORMATS.values():
        if module.sniff(data, name):
            return module
    if name.lower().endswith(workbook.SUFFIXES):
        read_sheets(data, name)  # says what it is instead: a picture, a password-protected workbook …
    raise FormatUnknown(name=name, known=", ".join(FORMATS))


def named(name: str) -> Format:
    """The format with this name. Raises ``FormatUnknown``."""
    if name not in FORMATS:
        raise FormatUnknown(name=name, known=", ".join(FORMATS))
    return FORMATS[name]
