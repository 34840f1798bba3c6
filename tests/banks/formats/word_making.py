"""Word files made for tests: paragraphs, runs that stand out, lists of any numbering, and raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

Make = Callable[[WordDocument], None]
W = nsdecls("w")


def saved(make: Make) -> bytes:
    """The bytes of a document."""
    document = Document()
    make(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def body(*xml: str) -> bytes:
    """A document of these paragraphs and tables, as XML in the prefixes w, r, m, v, wp, a, mc, wps."""

    def make(document: WordDocument) -> None:
        last = document.element.body[-1]
        for one in xml:
            root = parse_xml(f"<w:body {_PREFIXES}>{one}</w:body>")
            for child in list(root):
                last.addprevious(child)

    return saved(make)


_PREFIXES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str, properties: str = "") -> str:
    """A run; ``properties`` is XML such as ``<w:b/>``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain texts."""
    made = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def paras(*texts: str) -> str:
    """Plain paragraphs."""
    return "".join(para(text) for text in texts)


def listed(num: int, level: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def level(n: int, style: str, text: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def with_lists(data: bytes, abstract: Mapping[int, str], nums: str) -> bytes:
    """The document with a numbering of its own: abstract lists by their id, and the XML of the instances."""
    lists = "".join(f'<w:abstractNum w:abstractNumId="{n}">{xml}</w:abstractNum>' for n, xml in abstract.items())
    return with_part(data, "word/numbering.xml", f"<w:numbering {W}>{lists}{nums}</w:numbering>")


def num(n: int, abstract: int, more: str = "") -> str:
    """An instance of an abstract list."""
    return f'<w:num w:numId="{n}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """The document with one part replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return target.getvalue()


def edited(data: bytes, name: str, old: str, new: str) -> bytes:
    """The document with a text of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read(name).decode()
    assert old in text
    return with_part(data, name, text.replace(old, new, 1))


def cell(*texts: str, properties: str = "") -> str:
    """A table's cell with a paragraph a text."""
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(t if t.startswith('<w:p>') else para(t) for t in texts)}</w:tc>"
    )


def table(*rows: list[str]) -> str:
    """A table of rows of cells, which are texts or the XML of cells."""
    made = "".join(
        "<w:tr>" + "".join(one if one.startswith("<w:tc>") else cell(one) for one in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"
