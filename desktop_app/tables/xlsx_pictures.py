"""Pictures in an .xlsx workbook: anchored to a cell, placed in one by Excel, or by WPS (=DISPIMG).

Promises: a picture is found at the cell that it covers most of; one that is named but not there is a note, and so is
a drawing that is no picture. Nothing is unpacked but the pictures that are used. Must not know what the cells mean.
Source: ECMA-376 part 1, 20.5 (spreadsheet drawings); MS-XLSX 2.6.182 (rich values); xl/cellimages.xml of WPS.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from desktop_app.tables.findings import Finding
from desktop_app.tables.sheet import DamagedTable, Picture, cell_name

MOST_PICTURES = 5000
_EMU_POINT = 12_700
_ROW_EMU, _COLUMN_EMU = 15 * _EMU_POINT, 64 * 9525  # rows and columns of no height or width of their own
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL_AT = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_IN_CELL = re.compile(r"""DISPIMG\(\s*"([^"]+)\"""")
_VALUE_MARK = re.compile(rb"""<c\s[^>]*?\bvm=["'](\d+)["'][^>]*>""")


def parsed(xml: bytes) -> ET.Element:
    """The root of a part. Raises ``DamagedTable`` for a document type: no part has one, and without it there are no
    entities to expand."""
    if b"<!DOCTYPE" in xml:
        raise DamagedTable(part="DOCTYPE")
    return ET.fromstring(xml)  # noqa: S314


@dataclass(slots=True)
class Pictures:
    """The pictures of one worksheet. ``cells`` are those whose text only stands for a picture."""

    found: list[Picture] = field(default_factory=list)
    cells: set[tuple[int, int]] = field(default_factory=set)
    notes: list[Finding] = field(default_factory=list)
    taken: dict[str, bytes] = field(default_factory=dict)


def pictures(archive: zipfile.ZipFile, sheet: str, part: str, xml: bytes, *, formulas: bool = True) -> Pictures:
    """What is drawn on a worksheet, given its name, its part, that part's bytes and whether it has ``formulas``."""
    found = Pictures()
    after = xml.rfind(b"sheetData")  # what a sheet refers to stands behind its cells: no need to look through these
    if b"drawing" in xml[after:]:
        for target, kind in _links(archive, part).values():
            if kind.endswith("/drawing"):
                _anchored(archive, sheet, target, xml, found)
    if formulas and b"DISPIMG(" in xml:
        _in_cells(archive, sheet, xml, found)
    if "xl/richData/richValueRel.xml" in archive.namelist() and b"vm=" in xml:
        _placed(archive, sheet, xml, found)
    return found


def _links(archive: zipfile.ZipFile, part: str) -> Mapping[str, tuple[str, str]]:
    """Relation → (member of the zip, kind), of what lies within the workbook."""
    folder, name = posixpath.split(part)
    member = f"{folder}/_rels/{name}.rels"
    names = archive.namelist()
    if member not in names:
        member = f"/{member}"  # as some programs write it
        if member not in names:
            return {}
    found = {}
    for link in parsed(archive.read(member)).iterfind("{*}Relationship"):
        target = link.get("Target") or ""
        if link.get("TargetMode") != "External":
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[link.get("Id") or ""] = (whole, link.get("Type") or "")
    return found


def _take(archive: zipfile.ZipFile, found: Pictures, sheet: str, cell: tuple[int, int], member: str) -> None:
    where = cell_name(sheet, *cell)
    if not member or member not in archive.namelist() or len(found.found) >= MOST_PICTURES:
        found.notes.append(Finding(where, "cell_picture_missing", {"image": posixpath.basename(member)}))
        return
    if member not in found.taken:  # a picture that many cells show is held once
        found.taken[member] = archive.read(member)
    found.found.append(Picture(*cell, posixpath.basename(member), found.taken[member]))


# ---------------------------------------------------------------- drawings over the cells


def _anchored(archive: zipfile.ZipFile, sheet: str, part: str, xml: bytes, found: Pictures) -> None:
    if part not in archive.namelist():
        return
    links = _links(archive, part)
    heights, widths = _sizes(xml)
    for anchor in parsed(archive.read(part)):
        if anchor.find("{*}from") is None:
            cell = (0, 0)
        else:
            cell = (_place(anchor, "row", "cy", heights), _place(anchor, "col", "cx", widths))
        blips = [blip for blip in anchor.iter() if blip.tag.endswith("}blip") and blip.get(_EMBED)]
        for blip in blips:
            _take(archive, found, sheet, cell, links.get(blip.get(_EMBED) or "", ("", ""))[0])
        if not blips and (name := _drawn(anchor)):
            found.notes.append(Finding(cell_name(sheet, *cell), "cell_drawing_left_out", {"name": name}))


def _drawn(anchor: ET.Element) -> str:
    """What a drawing that is no picture is called; its text where it has some."""
    text = "".join(run.text or "" for run in anchor.iter() if run.tag.endswith("}t")).strip()
    names = [item.get("name") or "" for item in anchor.iter() if item.tag.endswith("}cNvPr")]
    return (text or next(iter(names), ""))[:40]


def _sizes(xml: bytes) -> tuple[Callable[[int], int], Callable[[int], int]]:
    heights = {
        int(row): int(float(height) * _EMU_POINT)
        for row, height in re.findall(rb'<row [^>]*?\br="(\d+)"[^>]*?\bht="(\d+(?:\.\d+)?)"', xml)
    }
    widths: list[tuple[int, int, int]] = []
    for column in re.findall(rb"<col [^>]*>", xml):
        says = dict(re.findall(rb'\b(min|max|width)="([\d.]+)"', column))
        if len(says) == 3:
            characters = float(says[b"width"])
            widths.append((int(says[b"min"]), int(says[b"max"]), int((characters * 7 + 5) * 9525)))

    def width(column: int) -> int:
        return next((size for first, last, size in widths if first <= column + 1 <= last), _COLUMN_EMU)

    return lambda row: heights.get(row + 1, _ROW_EMU), width


def _place(anchor: ET.Element, what: str, extent: str, size: Callable[[int], int]) -> int:
    """The row or column that a drawing covers most of: people drop them a little above or beside their cell."""
    first, offset = _end(anchor, "from", what)
    last, beyond = _end(anchor, "to", what)
    if last is None:
        outer = anchor.find("{*}ext")
        left = int(outer.get(extent) or 0) if outer is not None else 0
        last, beyond = first or 0, offset + left
        while beyond > size(last) and last - (first or 0) < 1000:
            beyond -= size(last)
            last += 1
    start = first or 0
    best, covered = start, -1
    for n in range(start, min(last, start + 1000) + 1):
        begins, ends = (offset if n == start else 0), (beyond if n == last else size(n))
        if ends - begins > covered:
            best, covered = n, ends - begins
        if n == start and ends - begins >= 0.6 * size(n):
            break  # most of the first cell is covered: it hangs down from there
    return best


def _end(anchor: ET.Element, end: str, what: str) -> tuple[int | None, int]:
    number, offset = anchor.findtext(f"{{*}}{end}/{{*}}{what}"), anchor.findtext(f"{{*}}{end}/{{*}}{what}Off")
    return (int(number) if number and number.strip().isdigit() else None), int(float(offset or 0))


# ---------------------------------------------------------------- pictures in cells


def _cells_with(xml: bytes, word: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """(row, column) and content of the cells in which a word stands."""
    at = xml.find(word)
    while at >= 0:
        begins, ends = xml.rfind(b"<c ", 0, at), xml.find(b"</c>", at)
        place = _CELL_AT.search(xml, begins, at)
        if place is not None and ends > 0:
            yield _row_column(place), xml[begins:ends]
        at = xml.find(word, max(ends, at + 1))


def _row_column(place: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in place.group(1):
        column = column * 26 + letter - 64
    return int(place.group(2)) - 1, column - 1


def _in_cells(archive: zipfile.ZipFile, sheet: str, xml: bytes, found: Pictures) -> None:
    """WPS: =DISPIMG("ID_…",1), and the picture of that name in xl/cellimages.xml."""
    named: dict[str, str] = {}
    if "xl/cellimages.xml" in archive.namelist():
        links = _links(archive, "xl/cellimages.xml")
        for picture in parsed(archive.read("xl/cellimages.xml")).iter():
            if picture.tag.endswith("}pic"):
                name = next((item.get("name") for item in picture.iter() if item.tag.endswith("}cNvPr")), None)
                blip = next((item.get(_EMBED) for item in picture.iter() if item.tag.endswith("}blip")), None)
                named[name or ""] = links.get(blip or "", ("", ""))[0]
    for cell, content in _cells_with(xml, b"DISPIMG("):
        match = _IN_CELL.search(html.unescape(content.decode("utf-8", "replace")))
        found.cells.add(cell)
        _take(archive, found, sheet, cell, named.get(match.group(1), "") if match else "")


def _placed(archive: zipfile.ZipFile, sheet: str, xml: bytes, found: Pictures) -> None:
    """Excel's "place in cell": a mark of the cell leads through the metadata to a rich value, and from it to a link."""
    links = _links(archive, "xl/richData/richValueRel.xml")
    relations = [
        links.get(item.get(_REL_ID) or "", ("", ""))[0] for item in parsed(archive.read("xl/richData/richValueRel.xml"))
    ]
    metadata = parsed(archive.read("xl/metadata.xml"))
    rich = [
        int(item.get("i") or 0)
        for future in metadata.iterfind("{*}futureMetadata")
        if future.get("name") == "XLRICHVALUE"
        for item in future.iter()
        if item.tag.endswith("}rvb")
    ]
    marks = [int(item.get("v") or 0) for item in metadata.iterfind("{*}valueMetadata/{*}bk/{*}rc")]
    values = [
        [value.text or "" for value in item.iterfind("{*}v")]
        for item in parsed(archive.read("xl/richData/rdrichvalue.xml"))
    ]
    for match in _VALUE_MARK.finditer(xml):
        place = _CELL_AT.search(match.group())
        if place is None:
            continue
        cell = _row_column(place)
        try:
            member = relations[int(values[rich[marks[int(match.group(1)) - 1]]][0])]
        except (IndexError, ValueError):
            continue  # another kind of rich value
        found.cells.add(cell)
        _take(archive, found, sheet, cell, member)
