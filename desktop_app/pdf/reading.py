"""What a PDF page says, read back: the texts that ``Sheet.marked`` bracketed, the description, the page's operators.

Promises: bytes that are no PDF of one page, or not one that this room drew, are None, never an exception. Loads no
reportlab.
"""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

T = TypeVar("T")

FACT_TAG = "BranchExamFact"
"""The tag of marked content that holds one named text (ISO 32000-1, 14.6)."""

# What is wrong with a damaged file is told by what is made of it; pypdf would tell it to the log line by line.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MAX_BYTES = 20_000_000

_BFCHAR = re.compile(rb"<([0-9A-F]{2})> <((?:[0-9A-F]{4}){1,2})>")


@dataclass(frozen=True, slots=True)
class Reading:
    """``texts`` are the marked ones by name, their lines run together; ``operators`` is the page's content as drawn."""

    texts: dict[str, str]
    operators: bytes


def read_keywords(data: bytes) -> str:
    """The keywords of a PDF's description; empty where there are none or the bytes are no PDF."""
    return _guarded(_keywords, data) or ""


def read_page(data: bytes) -> Reading | None:
    """Read a document of one page. None where it is none, or a text is marked twice."""
    return _guarded(_read, data)


def read_attachments(data: bytes) -> dict[str, bytes] | None:
    """The files within a document by name; None where it cannot be read, or a name is there twice."""
    return _guarded(_attachments, data)


def _guarded(read: Callable[[bytes], T | None], data: bytes) -> T | None:
    if not data.startswith(b"%PDF-") or len(data) > MAX_BYTES:
        return None
    from pypdf.errors import PyPdfError

    try:
        return read(data)
    # pypdf has errors of its own, and over damaged bytes lets through what Python raised underneath: a missing key, a
    # number that is none, a type that was not expected, a chain of references without end, a stream that does not
    # inflate. Each means the same here: it cannot be read.
    except (
        PyPdfError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        RecursionError,
        NotImplementedError,
        EOFError,
        OSError,
        struct.error,
        zlib.error,
    ):
        return None


def _reader(data: bytes) -> Any:
    from pypdf import PdfReader

    return PdfReader(BytesIO(data), strict=True)


def _keywords(data: bytes) -> str:
    about = _reader(data).metadata
    return str(about.get("/Keywords", "")) if about is not None else ""


def _attachments(data: bytes) -> dict[str, bytes] | None:
    found = {name: list(contents) for name, contents in _reader(data).attachments.items()}
    if any(len(contents) != 1 for contents in found.values()):
        return None
    return {name: bytes(contents[0]) for name, contents in found.items()}


def _read(data: bytes) -> Reading | None:
    from pypdf.generic import ContentStream

    reader = _reader(data)
    if len(reader.pages) != 1:
        return None
    page = reader.pages[0]
    contents = page.get_contents()
    if contents is None:
        return None
    drawn = contents.get_data()
    texts = _marked_texts(ContentStream(contents, reader).operations, page["/Resources"]["/Font"])
    return Reading(texts, drawn) if texts is not None else None


def _marked_texts(operations: Any, fonts: Any) -> dict[str, str] | None:
    """The texts by name, through each font's ToUnicode map."""
    maps: dict[str, dict[int, str]] = {}
    texts: dict[str, str] = {}
    names: list[str] = []
    current: dict[int, str] = {}
    for operands, operator in operations:
        if operator == b"BDC":
            name = str(operands[1]["/Name"]) if operands[0] == f"/{FACT_TAG}" else ""
            if name in texts:
                return None
            if name:
                texts[name] = ""
            names.append(name)
        elif operator == b"BMC":
            names.append("")
        elif operator == b"EMC":
            names.pop()
        elif operator == b"Tf":
            font = str(operands[0])
            if font not in maps:
                maps[font] = _to_unicode(fonts[font]["/ToUnicode"].get_data())
            current = maps[font]
        elif operator == b"Tj" and any(names):
            name = next(name for name in names if name)
            texts[name] += "".join(current[code] for code in operands[0].original_bytes)
    return texts


def _to_unicode(cmap: bytes) -> dict[int, str]:
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _BFCHAR.findall(cmap)}
