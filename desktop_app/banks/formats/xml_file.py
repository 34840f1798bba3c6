"""XML that others wrote, parsed without harm: no entity of the file's own, no network, bounded depth and text.

Promises: a file that defines entities is refused before it is parsed; what is not well-formed is told by its line; an
HTML entity that XML does not know is understood. Must not know what the elements mean.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator

from lxml import etree

from desktop_app.banks.formats.text_file import text_of
from desktop_app.base.errors import InputError
from desktop_app.tables.sheet import NotATable

_STREAM_FROM = 24 << 20  # bytes; a tree takes several times as much
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XmlEntities(InputError):
    """The file defines entities of its own, which no question file needs and which can fill the memory or read other
    files."""

    code = "xml_entities"


class XmlUnreadable(InputError):
    """The file is not well-formed XML; facts: line."""

    code = "xml_unreadable"


def _parser(data: bytes = b"") -> etree.XMLParser:
    return etree.XMLParser(
        encoding=_true_encoding(data),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )


def _true_encoding(data: bytes) -> str | None:
    """UTF-8 where the file names another encoding and yet is UTF-8: what is not ASCII is never that by chance."""
    declared = _DECLARED.match(data[:300].lstrip())
    if declared is None or declared.group(1).lower() in {b"utf-8", b"utf8"} or data.isascii():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def head_of(data: bytes, length: int = 4096) -> str:
    """The beginning of a file as text to look at, whatever its encoding."""
    return data[: length * 2].replace(b"\0", b"")[:length].decode("latin-1").lstrip("\xff\xfe\xef\xbb\xbf \t\r\n")


def refuse_entities(data: bytes) -> None:
    """Raises ``XmlEntities`` where the document type defines entities."""
    # In UTF-16 and UTF-32 every second byte is zero.
    plain = data.replace(b"\0", b"") if b"\0" in data[:64] else data
    at = plain.find(b"<!DOCTYPE")
    if at < 0:
        at = plain.lower().find(b"<!doctype", 0, 1 << 16)
    if at >= 0 and b"<!ENTITY" in plain[at : at + (1 << 20)] and _in_prolog(plain, at):
        raise XmlEntities


def _in_prolog(data: bytes, at: int) -> bool:
    """Whether nothing but declarations, comments and white space stands before that place."""
    here = 0
    while 0 <= (here := data.find(b"<", here)) < at:
        end = b"-->" if data.startswith(b"<!--", here) else b"?>" if data.startswith(b"<?", here) else b""
        closed = data.find(end, here, at) if end else -1
        if closed < 0:
            return False
        here = closed + len(end)
    return True


def parse(data: bytes) -> etree._Element:
    """The root of a whole file. Raises ``XmlEntities``, ``XmlUnreadable``."""
    refuse_entities(data)
    try:
        return _rooted(etree.fromstring(data, _parser(data)))
    except (etree.XMLSyntaxError, ValueError) as error:
        first = _line(error)
    try:
        text, _ = text_of(data)
        return parse_text(text)
    except (XmlUnreadable, NotATable):
        raise XmlUnreadable(line=first) from None


def parse_text(text: str) -> etree._Element:
    """The root of XML as text, with HTML's entities understood. Raises ``XmlUnreadable``."""
    text = _DECLARATION.sub("", text, count=1)
    try:
        return _rooted(etree.fromstring(_known_entities(text).encode(), _parser()))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlUnreadable(line=_line(error)) from None


def _rooted(root: etree._Element | None) -> etree._Element:
    if root is None:
        raise XmlUnreadable(line=1)
    return root


def _line(error: Exception) -> int:
    return int(getattr(error, "lineno", None) or 1)


def _known_entities(text: str) -> str:
    """Named HTML entities as characters, outside CDATA."""
    if not _NAMED.search(text):
        return text
    out: list[str] = []
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        out += (_NAMED.sub(_character, text[at:start]), text[start : end + 3])
        at = end + 3
    return "".join((*out, _NAMED.sub(_character, text[at:])))


def _character(match: re.Match[str]) -> str:
    found = html.unescape(match.group())
    return found if found != match.group() else "&amp;" + match.group(1) + ";"


def each(data: bytes, tag: str) -> Iterator[etree._Element | tuple[int, str]]:
    """Every element of that name below the root; where one is broken, (its line, what libxml2 calls the fault) in its
    place, and the others all the same. Raises ``XmlEntities``."""
    refuse_entities(data)
    given = 0
    try:
        if len(data) < _STREAM_FROM:
            yield from _rooted(etree.fromstring(data, _parser(data))).iterfind(tag)
            return
        for _, element in etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=tag,
            encoding=_true_encoding(data),
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element
            given += 1
            element.clear()
            while (before := element.getprevious()) is not None:
                element.getparent().remove(before)
        return
    except (etree.XMLSyntaxError, ValueError, XmlUnreadable):
        pass
    yield from pieces(data, tag, given)


def pieces(data: bytes, tag: str, skip: int = 0) -> Iterator[etree._Element | tuple[int, str]]:
    """A file that is not well-formed: each element parsed by itself, or (its line, the fault) where it is the broken
    one."""
    text, _ = text_of(data)
    starts = [match.start() for match in re.finditer(rf"<{tag}(?=[\s>])", text)]
    line, counted = 1, 0
    for n, start in enumerate(starts):
        line += text.count("\n", counted, start)
        counted = start
        if n < skip:
            continue
        limit = starts[n + 1] if n + 1 < len(starts) else len(text)
        end = text.rfind(f"</{tag}>", start, limit)
        piece = text[start : end + len(tag) + 3] if end >= 0 else text[start:limit]
        try:
            element = parse_text(piece)
        except XmlUnreadable as error:
            yield line + int(error.facts["line"] or 1) - 1, "not well-formed"
            continue
        element.set("line", str(line))
        yield element


def legal(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
