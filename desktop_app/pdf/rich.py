"""Foreign text as rows: plain, Markdown or HTML, with the pictures that were handed over and no others.

Promises: every character of the text is printed, or 〓 in its place; nothing is fetched and no file is opened; what
cannot be drawn leaves a frame with its name. Must not know what the text is.

Of Markdown the marks that question files use are read (emphasis, code, pictures, links as their text, headings, lists,
tables); whatever else stands there is printed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

import nh3
from lxml import etree, html

from desktop_app.pdf.flow import Art, Chars, Piece, Row, Space, cleaned, rows
from desktop_app.pdf.fonts import BOLD, REGULAR
from desktop_app.pdf.formula_art import formula_art
from desktop_app.pdf.picture import picture
from desktop_app.pdf.table import table

_TAGS = {
    "p", "br", "div", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "table", "thead", "tbody", "tr",
    "th", "td", "img", "h1", "h2", "h3", "h4", "blockquote", "pre", "code", "hr",
}  # fmt: skip
_NARROWEST = 20.0
"""Of a table's column, in points."""
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "pre", "tr"}
_GAPS = re.compile(r"_{2,}|＿+")
_MARKDOWN = re.compile(
    r"!\[[^\[\]\n]{0,500}\]\((?P<src>[^()\s]{0,255})\)|\[(?P<text>[^\[\]\n]{1,500})\]\([^()\s]{0,500}\)"
    r"|\*\*(?P<bold>[^*\n]+)\*\*|(?<![*\w])\*(?P<slant>[^*\s][^*\n]*)\*(?!\w)|`(?P<code>[^`\n]+)`|\\(?P<plain>[*_`\[\]#|])"
)
_MARKDOWN_LINE = re.compile(r"(?P<head>#{1,6}\s+)|(?P<item>\s*[-*+]\s+)|(?P<number>\s*\d+[.)]\s+)")


class Mark(NamedTuple):
    """Something within a text that is no text: a formula (its LaTeX; ``display`` as in a line of its own), a picture by
    its name, or a sign that stands for another (``text``)."""

    start: int
    end: int
    text: str = ""
    tex: str = ""
    display: bool = False
    picture: str = ""


Find = Callable[[str, Mapping[str, bytes]], Iterable[Mark]]
"""Finds the marks of a text, in order; the pictures are those that may stand there."""


def no_marks(text: str, images: Mapping[str, bytes]) -> Iterable[Mark]:  # noqa: ARG001
    """Nothing within the text is anything but text."""
    return ()


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: size and leading in points; ``find`` tells what within it is no text."""

    size: float = 10.5
    leading: float = 17.0
    bold: bool = False
    find: Find = no_marks

    @property
    def font(self) -> str:
        """The name of the font."""
        return BOLD if self.bold else REGULAR


@dataclass(frozen=True, slots=True)
class _Span:
    text: str = ""
    bold: bool = False
    under: bool = False
    level: int = 0  # 1: above, -1: below
    picture: str | None = None


@dataclass(slots=True)
class _Paragraph:
    spans: list[_Span]
    indent: int = 0
    cells: list[list[list[_Span]]] | None = None


def flowed(
    text: str,
    text_format: str,
    images: Mapping[str, bytes],
    setting: Setting,
    column: float,
    *,
    label: Sequence[Piece] = (),
    indent: float = 0.0,
    first: float = 0.0,
    before: Sequence[Piece] = (),
    after: Sequence[Piece] = (),
) -> list[Row]:
    """``text`` as rows of a column. ``label`` hangs to the left of its first line, at ``first``; ``before`` begins it,
    ``after`` follows its last one. Pictures that the text does not name stand below it."""
    paragraphs = _read(text, text_format, setting, images)
    named = {unquote(span.picture) for one in paragraphs for span in _spans(one) if span.picture}
    named |= {mark.picture for one in paragraphs for span in _spans(one) for mark in setting.find(span.text, images)}
    blocks: list[_Block] = []
    for one in paragraphs:
        if one.cells is not None and max(map(len, one.cells), default=0) * _NARROWEST > column - indent:
            # Too many columns for a table: its cells one after another.
            blocks.append(_Block(_pieces(_in_one_cell([one]), setting, column - indent, images)))
        elif one.cells is not None:
            cells = [[_pieces(cell, setting, column, images) for cell in line] for line in one.cells]
            blocks.append(_Block([], table=table(cells, column - indent, setting.leading, indent)))
        else:
            parts = _parted(_pieces(one.spans, setting, column - indent, images))
            blocks += [_Block(part, one.indent) for part in parts]
    if not blocks or not blocks[0].runs(setting):
        blocks.insert(0, _Block([]))
    blocks[0].pieces[:0] = before
    if after and not blocks[-1].runs(setting):
        blocks.append(_Block([]))
    blocks[-1].pieces.extend(after)
    blocks += [_Block([_drawn(name, images, setting, column - indent)]) for name in images if name not in named]
    made: list[Row] = []
    for n, block in enumerate(blocks):
        made += block.table or rows(
            block.pieces,
            column,
            setting.leading,
            indent=indent + block.indent * setting.size,
            label=label if n == 0 else (),
            first=first,
        )
    return made


@dataclass(slots=True)
class _Block:
    """A paragraph as pieces, or a table as rows."""

    pieces: list[Piece]
    indent: int = 0
    table: list[Row] | None = None

    def runs(self, setting: Setting) -> bool:
        """Whether it is running text: before a table, a picture or a high formula no number stands, and no bracket
        after it."""
        first = self.pieces[0] if self.pieces else None
        high = isinstance(first, Art) and first.above + first.below > setting.leading * 2.2
        return self.table is None and not high


def inline(
    text: str, setting: Setting, column: float, images: Mapping[str, bytes] = MappingProxyType({})
) -> list[Piece]:
    """Plain text as pieces, its formulas and pictures drawn and its gaps as spaces to write on."""
    return _pieces([_Span(text.replace("\n", " "))], setting, column, images)


def _spans(one: _Paragraph) -> Iterator[_Span]:
    yield from one.spans
    for line in one.cells or ():
        for cell in line:
            yield from cell


def _parted(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces with what is high (a picture) in a paragraph of its own."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Art) and piece.above > 60:
            parts += [[piece], []]
        else:
            parts[-1].append(piece)
    return [part for part in parts if any(not isinstance(p, Chars) or p.text.strip() for p in part)] or [[]]


def _drawn(name: str, images: Mapping[str, bytes], setting: Setting, column: float) -> Art:
    return picture(images.get(name) or images.get(unquote(name)), name, column, setting.size)


def _pieces(spans: Sequence[_Span], setting: Setting, column: float, images: Mapping[str, bytes]) -> list[Piece]:
    made: list[Piece] = []
    for span in spans:
        if span.picture is not None:
            made.append(_drawn(span.picture, images, setting, column))
            continue
        style = Chars("", setting.size, BOLD if span.bold or setting.bold else REGULAR, under=span.under)
        if span.level:
            style = replace(style, size=setting.size * 0.7, rise=setting.size * (0.35 if span.level > 0 else -0.15))
        at = 0
        for mark in setting.find(span.text, images):
            drawn = _marked_piece(mark, style, setting, column, images)
            if drawn is not None:
                made += [*_texts(span.text[at : mark.start], style), drawn]
                at = mark.end
        made += _texts(span.text[at:], style)
    return made


def _marked_piece(
    mark: Mark, style: Chars, setting: Setting, column: float, images: Mapping[str, bytes]
) -> Piece | None:
    if mark.picture:
        return _drawn(mark.picture, images, setting, column)
    if mark.tex:
        return formula_art(mark.tex, style.size, column, display=mark.display)
    return replace(style, text=cleaned(mark.text))


def _texts(text: str, style: Chars) -> Iterator[Piece]:
    at = 0
    for found in _GAPS.finditer(text):
        if found.start() > at:
            yield replace(style, text=cleaned(text[at : found.start()]))
        wide = min(max(len(found.group()) * style.size * 0.6, style.size * 5), style.size * 14)
        yield Space(wide, style.size)
        at = found.end()
    if at < len(text):
        yield replace(style, text=cleaned(text[at:]))


# ---------------------------------------------------------------- reading


def _read(text: str, text_format: str, setting: Setting, images: Mapping[str, bytes]) -> list[_Paragraph]:
    if text_format == "html":
        return _Html().read(text)
    if text_format == "markdown":
        return list(_Markdown(setting.find, images).read(text))
    return [_Paragraph([_Span(line)]) for line in text.strip().splitlines()]


class _Markdown:
    """Reads Markdown into paragraphs; what ``find`` finds in it is left as it is."""

    def __init__(self, find: Find, images: Mapping[str, bytes]) -> None:
        self._find, self._images = find, images

    def read(self, text: str) -> Iterator[_Paragraph]:
        """The paragraphs of ``text``."""
        grid: list[str] = []
        for line in [*text.strip().splitlines(), ""]:
            if line.lstrip().startswith("|"):
                grid.append(line.strip())
                continue
            if grid:
                yield from self._table(grid)
                grid = []
            if line.strip():
                yield self._line(line)

    def _line(self, line: str) -> _Paragraph:
        start = _MARKDOWN_LINE.match(line)
        if start is None:
            return _Paragraph(self._spans(line.strip()))
        rest = self._spans(line[start.end() :].strip())
        if start["head"]:
            return _Paragraph([replace(span, bold=True) for span in rest])
        return _Paragraph([_Span("• " if start["item"] else start.group().lstrip()), *rest], indent=1)

    def _table(self, grid: Sequence[str]) -> Iterator[_Paragraph]:
        cut = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in grid]
        if len(cut) < 2 or not all(re.fullmatch(r":?-+:?", cell) for cell in cut[1]):
            yield from (_Paragraph(self._spans(line)) for line in grid)
            return
        head = [[replace(span, bold=True) for span in self._spans(cell)] for cell in cut[0]]
        yield _Paragraph([], cells=[head, *([self._spans(cell) for cell in line] for line in cut[2:])])

    def _spans(self, text: str) -> list[_Span]:
        formulas = [(mark.start, mark.end) for mark in self._find(text, self._images) if mark.tex]
        spans, at = list[_Span](), 0
        for found in _MARKDOWN.finditer(text):
            if any(start <= found.start() < end for start, end in formulas):
                continue
            spans.append(_Span(text[at : found.start()]))
            if found["src"] is not None:
                spans.append(_Span(picture=found["src"]))
            elif found["bold"]:
                spans.append(_Span(found["bold"], bold=True))
            else:
                spans.append(_Span(found["text"] or found["slant"] or found["code"] or found["plain"] or ""))
            at = found.end()
        return [span for span in [*spans, _Span(text[at:])] if span.text or span.picture is not None]


class _Html:
    """Reads cleaned HTML into paragraphs."""

    def __init__(self) -> None:
        self._made: list[_Paragraph] = []
        self._current = _Paragraph([])

    def read(self, text: str) -> list[_Paragraph]:
        """The paragraphs of ``text``."""
        clean = nh3.clean(text, tags=_TAGS, attributes={"img": {"src", "alt"}}, url_schemes=set(), link_rel=None)
        try:
            root = html.fragment_fromstring(clean, create_parent="div")
        except etree.ParserError:
            return []
        self._walk(root, _Span(), 0)
        self._end()
        return self._made

    def _end(self, indent: int = 0) -> None:
        if any(span.text.strip() or span.picture is not None for span in self._current.spans):
            self._made.append(self._current)
        self._current = _Paragraph([], indent)

    def _say(self, text: str | None, style: _Span) -> None:
        if not text:
            return
        flat = re.sub(r"[ \t\r\n]+", " ", text)
        if not self._current.spans:
            flat = flat.lstrip(" ")
        if flat:
            self._current.spans.append(replace(style, text=flat))

    def _walk(self, node: html.HtmlElement, style: _Span, indent: int) -> None:
        tag = str(node.tag)
        if tag == "table":
            self._end(indent)
            self._table(node, style)
            return
        if tag in _BLOCKS:
            indent += tag in {"li", "blockquote"}
            self._end(indent)
        if tag in {"b", "strong", "th"} or re.fullmatch(r"h\d", tag):
            style = replace(style, bold=True)
        elif tag == "u":
            style = replace(style, under=True)
        elif tag in {"sub", "sup"}:
            style = replace(style, level=1 if tag == "sup" else -1)
        elif tag == "img":
            self._current.spans.append(_Span(picture=node.get("src") or node.get("alt") or ""))
        elif tag in {"br", "hr"}:
            self._end(indent)
        if tag == "li":
            parent = node.getparent()
            ordered = parent is not None and parent.tag == "ol"
            self._say(f"{_place(node)}. " if ordered else "• ", style)
        self._say(node.text, style)
        for child in node:
            self._walk(child, style, indent)
            self._say(child.tail, style)
        if tag in _BLOCKS:
            self._end()

    def _table(self, node: html.HtmlElement, style: _Span) -> None:
        lines = []
        # Its own lines alone; a table within a cell is read as text of the cell, cell after cell.
        for line in node.xpath("./tr | ./thead/tr | ./tbody/tr"):
            cells = []
            for cell in line:
                if cell.tag in {"td", "th"}:
                    own = replace(style, bold=style.bold or cell.tag == "th")
                    inner = _Html()
                    inner._walk(cell, own, 0)
                    inner._end()
                    cells.append(_in_one_cell(inner._made))
            if cells:
                lines.append(cells)
        if lines:
            self._made.append(_Paragraph([], cells=lines))


def _in_one_cell(paragraphs: Sequence[_Paragraph]) -> list[_Span]:
    """Paragraphs as one with line breaks; of a table within, its cells one after another."""
    joined: list[_Span] = []
    for one in paragraphs:
        for line in [one.spans] if one.cells is None else [span for row in one.cells for span in row]:
            joined += [*([_Span("\n")] if joined else []), *line]
    return joined


def _place(node: html.HtmlElement) -> int:
    return 1 + sum(1 for _ in node.itersiblings("li", preceding=True))
