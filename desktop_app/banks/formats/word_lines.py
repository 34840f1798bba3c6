"""A Word document as lines, in the order in which they are read.

Promises: what a person sees is read (automatic numbers, insertions, text boxes, symbols of sign fonts); what a person
does not see is not (deletions, hidden text, field codes, a table of contents). What cannot be read is named at its
place. Must not know questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from desktop_app.banks.formats import omml, word_fields
from desktop_app.banks.formats.list_lines import PICTURE, Line
from desktop_app.banks.formats.numbering import Numbering, qn
from desktop_app.banks.formats.rich_text import MAX_IMAGE, RichText, escaped, is_picture
from desktop_app.banks.formats.styled import SPACE, UNDERLINED
from desktop_app.banks.formats.word_parts import Parts
from desktop_app.banks.formats.word_styles import Look, Styles
from desktop_app.banks.formats.word_tables import Cell, Table, lines_of_table

_DRAWN = "____"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_DELETED = frozenset(
    {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sectPr"), f"{_COMPATIBILITY}Fallback"}
)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f"))


class Document:
    """The lines of a document; ``tables`` are those that go through the workbook reader, by the number that a line
    names. ``hidden`` counts runs of hidden text, ``foreign`` embedded documents that are not read."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        styles = parts.part("styles")
        self.styles = Styles(styles, parts.colours)
        self.numbering = Numbering(parts.part("numbering"), styles)
        self.tables: list[Table] = []
        self.hidden = 0
        self.foreign = 0
        self._count = 0
        self._tables = 0
        self._images: dict[str, tuple[str, bytes | None]] = {}
        self._field_depth: list[word_fields.Field] = []

    def lines(self, holder: etree._Element) -> Iterator[Line]:
        """The lines of a body, a cell or a text box."""
        for child in holder:
            tag = child.tag
            if tag == qn("w:p"):
                yield from self._paragraph(child)
            elif tag == qn("w:tbl"):
                yield from self._table(child)
            elif tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None and not _is_contents(child):
                    yield from self.lines(content)
            elif (
                tag in {qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag"), f"{_COMPATIBILITY}Choice"}
                or tag == f"{_COMPATIBILITY}AlternateContent"
            ):
                yield from self.lines(child)
            elif tag == qn("w:altChunk"):
                self.foreign += 1

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        self._count += 1
        where = f"paragraph {self._count}"
        properties = paragraph.find(qn("w:pPr"))
        style = "" if properties is None else _value(properties, "w:pStyle")
        if self.styles.name(style).startswith("toc") or style.upper().startswith("TOC"):
            return
        piece = Piece(style)
        self._runs(paragraph, piece)
        gone = properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None
        if gone and not piece.text and not piece.boxes:
            return
        number = self.numbering.of(paragraph)
        text, marks = piece.drawn()
        if not text.strip(SPACE):
            number = ""
        text, marks = number + text, bytes(len(number)) + marks
        yield from _cut(text, marks, piece, where)
        for box in piece.boxes:
            yield from self.lines(box)

    # ------------------------------------------------------------ runs

    def _runs(self, holder: Iterable[etree._Element], piece: Piece) -> None:
        for child in holder:
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child, piece)
            elif tag == _MATH:
                piece.add(f"\\({omml.to_latex(child)}\\)", 0)
            elif tag in _DELETED or not isinstance(tag, str):
                continue
            elif tag == qn("w:ruby"):
                base = child.find(qn("w:rubyBase"))
                if base is not None:
                    self._runs(base, piece)
            else:
                # Hyperlinks, insertions, content controls, smart tags, fields.
                self._runs(child, piece)

    def _run(self, run: etree._Element, piece: Piece) -> None:
        look = self.styles.of(run.find(qn("w:rPr")), piece.style)
        if look.hidden:
            self.hidden += any(True for _ in run.iterfind(qn("w:t")))
            return
        self._content(run, piece, look)

    def _content(self, holder: etree._Element, piece: Piece, look: Look) -> None:
        for child in holder:
            tag = child.tag
            if tag == qn("w:t"):
                self._said(child.text or "", piece, look)
            elif tag in _BREAKS:
                if not self._in_code():
                    piece.add(_BREAKS[tag], look.marks if tag == qn("w:tab") else 0)
            elif tag in {_MATH, qn("w:ruby")}:
                self._runs([child], piece)
            elif not self._other_content(child, piece, look) and tag not in _DELETED and isinstance(tag, str):
                self._content(child, piece, look)

    def _other_content(self, child: etree._Element, piece: Piece, look: Look) -> bool:
        """What is not text: symbols, fields, images, text boxes. False where it is for its own content."""
        tag = child.tag
        if tag == qn("w:sym"):
            piece.add(word_fields.symbol(child.get(qn("w:font")) or "", child.get(qn("w:char")) or ""), look.marks)
        elif tag == qn("w:fldChar"):
            self._field(child, piece)
        elif tag == qn("w:instrText"):
            if self._field_depth:
                self._field_depth[-1].code += child.text or ""
        elif tag in {_BLIP, _VML_IMAGE}:
            self._image(child, piece)
        elif tag == qn("w:txbxContent"):
            piece.boxes.append(child)
        else:
            if tag == _GRAPHIC and (child.get("uri") or "").rpartition("/")[2] in {"chart", "diagram"}:
                piece.lost.append((child.get("uri") or "").rpartition("/")[2])
            return False
        return True

    def _in_code(self) -> bool:
        return bool(self._field_depth) and not self._field_depth[-1].shown

    def _said(self, text: str, piece: Piece, look: Look) -> None:
        if self._in_code():
            return
        text = text.translate(_UNSEEN).replace("\n", " ").replace("\r", " ")
        if look.raised and text.strip():
            sign = "sup" if look.raised == "superscript" else "sub"
            text = RichText().plain(f"<{sign}>{escaped(text)}</{sign}>")
        piece.add(text, look.marks)

    def _field(self, mark: etree._Element, piece: Piece) -> None:
        kind = mark.get(qn("w:fldCharType"))
        if kind == "begin":
            self._field_depth.append(word_fields.Field())
        elif kind == "separate" and self._field_depth:
            self._field_depth[-1].shown = True
        elif kind == "end" and self._field_depth:
            field = self._field_depth.pop()
            shown, lost = word_fields.equation(field.code)
            if shown and not self._in_code():
                piece.add(shown, 0)
            if lost:
                piece.lost.append(lost)

    def _image(self, element: etree._Element, piece: Piece) -> None:
        relation = element.get(qn("r:embed")) or element.get(qn("r:link")) or element.get(qn("r:id")) or ""
        if relation not in self._images:
            self._images[relation] = self.parts.image(relation)
        name, data = self._images[relation]
        if data is None or not is_picture(data) or len(data) > MAX_IMAGE:
            piece.missing.append(name)
            return
        piece.images.append((name, data))
        piece.add(PICTURE, 0)

    # ------------------------------------------------------------ tables

    def _table(self, table: etree._Element) -> Iterator[Line]:
        self._tables += 1
        name = f"table {self._tables}"
        rows: list[list[Cell]] = []
        for row in _below(table, qn("w:tr")):
            properties = row.find(qn("w:trPr"))
            if properties is not None and properties.find(qn("w:del")) is not None:
                continue
            rows.append([self._cell(cell) for cell in _below(row, qn("w:tc"))])
        yield from lines_of_table(rows, name, f"paragraph {self._count}", self.tables)

    def _cell(self, cell: etree._Element) -> Cell:
        properties = cell.find(qn("w:tcPr"))
        merge = None if properties is None else properties.find(qn("w:vMerge"))
        span = "" if properties is None else _value(properties, "w:gridSpan")
        return Cell(
            list(self.lines(cell)),
            int(span) if span.isdecimal() and len(span) < 3 else 1,
            merge is not None and merge.get(qn("w:val")) != "restart",
        )


_BREAKS = {
    qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-",
}  # fmt: skip


class Piece:
    """What the runs of one paragraph hold, each character with its marks."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.text = ""
        self.marks = b""
        self.images: list[tuple[str, bytes]] = []
        self.missing: list[str] = []
        self.lost: list[str] = []
        self.boxes: list[etree._Element] = []

    def add(self, text: str, marks: int) -> None:
        """More text, all of it with these marks."""
        self.text += text
        self.marks += bytes((marks,)) * len(text)

    def drawn(self) -> tuple[str, bytes]:
        """The text with underlined white space as a blank to fill in."""
        if not any(one & UNDERLINED for one in self.marks):
            return self.text, self.marks
        text, marks = "", b""
        for match in re.finditer(
            r"[\x04-\x07\x0c-\x0f\x14-\x17\x1c-\x1f]+|[^\x04-\x07\x0c-\x0f\x14-\x17\x1c-\x1f]+",
            self.marks.decode("latin-1"),
        ):
            piece, own = self.text[match.start() : match.end()], self.marks[match.start() : match.end()]
            if own[0] & UNDERLINED and not piece.strip(SPACE):
                piece, own = _DRAWN, bytes(len(_DRAWN))
            text, marks = text + piece, marks + own
        return text, marks


def _cut(text: str, marks: bytes, piece: Piece, where: str) -> Iterator[Line]:
    """A paragraph as lines, parted at its line breaks."""
    images = iter(piece.images)
    at = 0
    for n, one in enumerate(text.split("\n")):
        own = tuple(image for _, image in zip(range(one.count(PICTURE)), images, strict=False))
        yield Line(
            one,
            where if n == 0 else f"{where}.{n + 1}",
            marks[at : at + len(one)],
            own,
            tuple(piece.lost) if n == 0 else (),
            tuple(piece.missing) if n == 0 else (),
        )
        at += len(one) + 1


def _below(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, those within content controls and insertions too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}:
            yield from _below(child, tag)


def _is_contents(control: etree._Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and (gallery.get(qn("w:val")) or "").lower() == "table of contents"


def _value(properties: etree._Element, name: str) -> str:
    child = properties.find(qn(name))
    return "" if child is None else child.get(qn("w:val")) or ""
