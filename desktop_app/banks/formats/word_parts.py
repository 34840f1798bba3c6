"""The parts of a Word file: its XML, what its relationships mean, its theme's colours, its images.

Promises: only parts that are read are unpacked, within bounds; nothing outside the file is ever fetched. Both the
transitional and the strict form of the format are understood. Source: ECMA-376 parts 1, 2 and 4.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from desktop_app.banks.formats import xml_file
from desktop_app.banks.formats.package import Package, PackageRefused
from desktop_app.base.errors import InputError

CONTENT_TYPES = "[Content_Types].xml"
_LARGEST_XML = 48 << 20  # bytes; the tree takes several times as much
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip


class WordUnreadable(InputError):
    """It is a .docx file, but a part is missing or broken."""

    code = "word_unreadable"


@dataclass(frozen=True, slots=True)
class Related:
    """What a relationship leads to: the name of a part, or an address outside the file."""

    kind: str
    target: str
    external: bool


class Parts:
    """The parts of one file. Raises ``PackageRefused``, ``PackageUnreadable``, ``XmlEntities``, ``WordUnreadable``."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self.package.names}
        if CONTENT_TYPES.lower() not in self._names:
            raise WordUnreadable
        found = next((one.target for one in self._related("").values() if one.kind == "officeDocument"), "")
        self.main = found if found.lower() in self._names else "word/document.xml"
        if self.main.lower() not in self._names:
            raise WordUnreadable
        self.related = self._related(self.main)

    def _bytes(self, name: str) -> bytes:
        data = self.package.read(self._names[name.lower()])
        if len(data) > _LARGEST_XML:
            raise PackageRefused(why="size", member=name[:80])
        for strict, usual in _STRICT:
            if strict in data:
                data = data.replace(strict, usual)
        return data

    def _related(self, part: str) -> Mapping[str, Related]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path.lower() not in self._names:
            return {}
        try:
            root = xml_file.parse(self._bytes(path))
        except xml_file.XmlUnreadable:
            return {}
        found = {}
        for one in root:
            target = one.get("Target") or ""
            external = (one.get("TargetMode") or "").lower() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id") or ""] = Related((one.get("Type") or "").rpartition("/")[2], target, external)
        return found

    def document(self) -> etree._Element:
        """The body of the document."""
        try:
            root = xml_file.parse(self._bytes(self.main))
        except xml_file.XmlUnreadable:
            raise WordUnreadable from None
        body = next((child for child in root if isinstance(child.tag, str) and child.tag.endswith("}body")), None)
        if body is None:
            raise WordUnreadable
        return body

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part of that kind (numbering, styles, theme); None where there is none that can be read."""
        name = next((one.target for one in self.related.values() if one.kind == kind and not one.external), "")
        if name.lower() not in self._names:
            return None
        try:
            return xml_file.parse(self._bytes(name))
        except xml_file.XmlUnreadable:
            return None

    def image(self, relation: str) -> tuple[str, bytes | None]:
        """The name of an image and its bytes; None where it lies outside the file or is not there."""
        found = self.related.get(relation)
        if found is None:
            return f"image {relation}".strip(), None
        if found.external or found.target.lower() not in self._names:
            return found.target[-80:], None
        return posixpath.basename(found.target), self.package.read(self._names[found.target.lower()])

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """The theme's colours by the names that runs use: accent1 → 4472C4."""
        theme = self.part("theme")
        found: dict[str, str] = {}
        if theme is None:
            return found
        for element in theme.iter():
            name = xml_file.local(element)
            if name in _THEME_NAMES and len(element):
                value = element[0].get("val") or element[0].get("lastClr") or ""
                value = element[0].get("lastClr") or value
                for alias in _THEME_NAMES[name]:
                    found.setdefault(alias, value)
        return found


_THEME_NAMES = {
    "dk1": ("text1", "dark1"),
    "lt1": ("background1", "light1"),
    "dk2": ("text2", "dark2"),
    "lt2": ("background2", "light2"),
    "hlink": ("hyperlink",),
    "folHlink": ("followedHyperlink",),
    **{f"accent{n}": (f"accent{n}",) for n in range(1, 7)},
}
