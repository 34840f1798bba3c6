"""OpenDocument spreadsheets as LibreOffice and others write them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

SPACES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
        ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
    )
)
STYLES = (
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    """A cell that shows this text."""
    return f"<table:table-cell {attributes}><text:p>{escape(text)}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "题库", style: str = "ta1") -> str:
    columns = '<table:table-column table:number-columns-repeated="16384"/>'
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


def content(*tables: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {SPACES}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(tables)}<table:database-ranges/></office:spreadsheet></office:body></office:document-content>"
    )


def package(xml: str | bytes, parts: Mapping[str, str] | None = None, mimetype: str = MIMETYPE) -> bytes:
    """The zip; ``parts`` replace or join what is usual."""
    out = io.BytesIO()
    usual: dict[str, str | bytes] = {"content.xml": xml, "META-INF/manifest.xml": "<manifest/>"}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, part in {**usual, **(parts or {})}.items():
            archive.writestr(name, part)
    return out.getvalue()


def ods(*tables: str) -> bytes:
    return package(content(*tables))


def simple(rows: list[list[str]]) -> bytes:
    """Rows of text."""
    return ods(table(*(row(*(cell(text) for text in cells)) for cells in rows)))
