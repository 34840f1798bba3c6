"""Word question lists (.docx).

Promises: automatic numbers, blanks drawn by underlining, answers in red, images, formulas, tables and text boxes are
read as a person sees them. Deleted text is not; a table of contents is not. What the questions are ``question_list``
decides.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from lxml import etree

from desktop_app.banks.formats import omml, question_list
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Draft, Event, ReadOptions, gather
from desktop_app.banks.formats.entry import warning
from desktop_app.banks.formats.list_lines import PICTURE, Line
from desktop_app.banks.formats.numbering import Numbering, qn
from desktop_app.banks.formats.package import Package
from desktop_app.banks.formats.rich_text import is_picture
from desktop_app.banks.formats.xml_file import refuse_entities
from desktop_app.base.errors import InputError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NAME = "word"
SUFFIXES = (".docx",)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "word/document.xml"
_DRAWN = "____"
_NUMBER_ROW = re.compile(r"^(?:题号|序号)$")
_ANSWER_ROW = re.compile(r"^(?:参考|标准)?答案$")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"


class WordLegacy(InputError):
    """It is a .doc, .wps or .rtf file; facts: found."""

    code = "word_legacy"


class WordUnreadable(InputError):
    """It is a .docx file, but a part is missing or broken."""

    code = "word_unreadable"


def sniff(data: bytes, _name: str) -> bool:
    """Whether the bytes are a Word file, readable here or not."""
    if data[:4] == b"PK\x03\x04":
        return _MAIN.encode() in data and b"[Content_Types].xml" in data
    return _legacy(data) != ""


def _legacy(data: bytes) -> str:
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "doc" if data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data else ""


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a Word file. Raises ``WordLegacy``, ``WordUnreadable``, ``PackageRefused``, ``PackageUnreadable``,
    ``XmlEntities``."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, _name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    if found := _legacy(data):
        raise WordLegacy(found=found)
    package = Package(data)  # refuses what could do harm, before python-docx unpacks it
    for name in package.names:
        if name.lower().endswith((".xml", ".rels")):
            refuse_entities(package.head(name, 1 << 16))
    document = _opened(data)
    yield About()
    reader = _Reader(document)
    lines = list(reader.lines(document.element.body))
    for name in reader.missing:
        yield warning("", "image_left_out", image=name)
    yield from question_list.read(lines)


def _opened(data: bytes) -> WordDocument:
    # Here, not above: python-docx costs 0.09 s that no other format need wait for.
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(data))
        len(document.element.body)
    except (OpcError, BadZipFile, zlib.error, EOFError, LookupError, ValueError, AttributeError, TypeError, OSError):
        raise WordUnreadable from None
    except (etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        raise WordUnreadable from None
    return document


class _Reader:
    """Lines of a document, in the order in which they are read."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        parts = {
            relation.reltype.rpartition("/")[2]: relation
            for relation in document.part.rels.values()
            if not relation.is_external
        }
        numbering = parts.get("numbering")
        styles = parts.get("styles")
        self.numbering = Numbering(
            None if numbering is None else _root(numbering.target_part),
            None if styles is None else _root(styles.target_part),
        )
        self.missing: dict[str, None] = {}
        self.count = 0

    def lines(self, holder: etree._Element) -> Iterator[Line]:
        """The lines of a body, a cell or a text box."""
        for child in holder:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self.lines(content)
            elif child.tag in {qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}:
                yield from self.lines(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        self.count += 1
        where = f"paragraph {self.count}"
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and (style.get(qn("w:val")) or "").upper().startswith("TOC"):
            return
        number = self.numbering.of(paragraph)
        piece = _Piece()
        self._runs(paragraph, piece)
        text = number + "".join(piece.text)
        pieces = text.split("\n")
        images = iter(piece.images)
        for n, one in enumerate(pieces):
            own = tuple(image for _, image in zip(range(one.count(PICTURE)), images, strict=False))
            red = "".join(piece.red) if n == 0 else ""
            yield Line(one, where if n == 0 else f"{where}.{n + 1}", red, own)
        for box in piece.boxes:
            yield from self.lines(box)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        rows = [[list(self.lines(cell)) for cell in row.iter(qn("w:tc"))] for row in table.iterfind(qn("w:tr"))]
        n = 0
        while n < len(rows):
            key = _key_rows(rows, n)
            if key:
                yield from key
                n += 2
                continue
            cells = rows[n]
            if any(len(cell) > 1 for cell in cells):
                for cell in cells:
                    yield from cell
            elif any(cells):
                lines = [line for cell in cells for line in cell]
                yield Line(
                    "\t".join(line.text.strip() for line in lines),
                    lines[0].where,
                    " ".join(line.red for line in lines if line.red),
                    tuple(image for line in lines for image in line.images),
                )
            n += 1

    def _runs(self, holder: etree._Element, piece: _Piece) -> None:
        for child in holder:
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child, piece)
            elif tag == _MATH:
                piece.text.append(f"\\({omml.to_latex(child)}\\)")
            elif tag in {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), _FALLBACK}:
                continue
            elif isinstance(tag, str):
                # Hyperlinks, insertions, content controls, smart tags.
                self._runs(child, piece)

    def _run(self, run: etree._Element, piece: _Piece) -> None:
        properties = run.find(qn("w:rPr"))
        underlined = _underlined(properties)
        said: list[str] = []
        for child in run.iter():
            tag = child.tag
            if tag == qn("w:t"):
                said.append(child.text or "")
            elif tag == qn("w:tab"):
                said.append("\t")
            elif tag in {qn("w:br"), qn("w:cr")}:
                said.append("\n")
            elif tag == qn("w:noBreakHyphen"):
                said.append("-")
            elif tag == qn("w:txbxContent"):
                if not _in_fallback(child, run):
                    piece.boxes.append(child)
            elif tag in {_BLIP, _VML_IMAGE} and not _in_fallback(child, run):
                self._image(child, piece, said)
        # What stands in a text box is read as lines of its own.
        text = "".join(said) if not piece.boxes or run.find(f".//{qn('w:txbxContent')}") is None else ""
        if underlined and text and not text.strip(" \t\xa0　"):
            text = _DRAWN
        vertical = "" if properties is None else _attribute(properties, "w:vertAlign")
        if vertical in {"superscript", "subscript"} and text.strip():
            sign = "sup" if vertical == "superscript" else "sub"
            text = _raised(text, sign)
        piece.text.append(text)
        if text.strip() and _is_red("" if properties is None else _attribute(properties, "w:color")):
            piece.red.append(text)

    def _image(self, element: etree._Element, piece: _Piece, said: list[str]) -> None:
        relation = element.get(qn("r:embed")) or element.get(qn("r:id")) or ""
        part = self.document.part.rels.get(relation)
        if part is None or part.is_external:
            self.missing[f"image {relation}".strip()] = None
            return
        name = str(part.target_part.partname).rpartition("/")[2]
        data = part.target_part.blob
        if not is_picture(data):
            self.missing[name] = None
            return
        piece.images.append((name, data))
        said.append(PICTURE)


class _Piece:
    """What the runs of one paragraph hold."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.red: list[str] = []
        self.images: list[tuple[str, bytes]] = []
        self.boxes: list[etree._Element] = []


def _root(part: object) -> etree._Element | None:
    element = getattr(part, "element", None)
    if element is not None:
        return element  # type: ignore[no-any-return]
    blob = getattr(part, "blob", b"")
    try:
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _attribute(properties: etree._Element, name: str) -> str:
    child = properties.find(qn(name))
    return "" if child is None else child.get(qn("w:val")) or ""


def _underlined(properties: etree._Element | None) -> bool:
    return properties is not None and _attribute(properties, "w:u") not in {"", "none"}


def _is_red(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    red, green, blue = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
    return red >= 0xB0 and green <= 0x50 and blue <= 0x50


def _raised(text: str, sign: str) -> str:
    from desktop_app.banks.formats.rich_text import RichText, escaped

    return RichText().plain(f"<{sign}>{escaped(text)}</{sign}>")


def _in_fallback(element: etree._Element, run: etree._Element) -> bool:
    """Word stores a drawing twice, for older versions too; a text box within one is read once."""
    parent = element.getparent()
    while parent is not None and parent is not run:
        if parent.tag == _FALLBACK or (parent.tag == qn("w:txbxContent") and element.tag != qn("w:txbxContent")):
            return True
        parent = parent.getparent()
    return False


def _key_rows(rows: list[list[list[Line]]], n: int) -> list[Line]:
    """A row of numbers above a row of answers, as a key; [] where it is none."""
    if n + 1 >= len(rows) or not rows[n] or not rows[n + 1]:
        return []
    texts = [["".join(line.text for line in cell).strip() for cell in row] for row in rows[n : n + 2]]
    if not _NUMBER_ROW.match(texts[0][0]) or not _ANSWER_ROW.match(texts[1][0]):
        return []
    pairs = [
        (number, answer)
        for number, answer in zip(texts[0][1:], texts[1][1:], strict=False)
        if number.isdigit() and answer
    ]
    where = rows[n][0][0].where if rows[n][0] else ""
    return [Line("参考答案", where), *(Line(f"{number}. {answer}", f"{where} ({number})") for number, answer in pairs)]
