"""The items of a QTI file, which is a package or one item alone.

Promises: every item is read once, wherever and how often the package stores it; a broken one never stops the others; a
file that the manifest names and the package has not is said. Must not know how an item is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from desktop_app.banks.formats import qti_own
from desktop_app.banks.formats.draft import Drafted, Event
from desktop_app.banks.formats.entry import Account, rejected, settle, skipped, warning
from desktop_app.banks.formats.package import Package, PackageRefused, PackageUnreadable
from desktop_app.banks.formats.qti_manifest import NOTHING_TOLD, Told, manifest_of
from desktop_app.banks.formats.rich_text import Resolve, no_images
from desktop_app.banks.formats.xml_file import XmlEntities, XmlUnreadable, head_of, local, parse, pieces
from desktop_app.tables.sheet import NotATable

_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OWN_NAMESPACE = re.compile(rb'\sxmlns="http://www\.imsglobal\.org/xsd/[\w./-]{1,80}"')
_TEST_ROOTS = {"assessmentTest", "qti-assessment-test", "qti-assessment-section", "assessmentSection",
               "qti-outcome-declaration", "qti-outcome-processing"}  # fmt: skip
Read = Callable[[etree._Element, str, Account, Resolve], Iterable[Event]]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of QTI: the names of the roots it is read from, and how."""

    roots: frozenset[str]
    read: Read
    piece: str = ""
    """The element that a file holds many of; each is read by itself where the file is not well-formed."""
    first: str = ""
    """A part of the names that are read first, for they tell more of the same items."""


def root_name(data: bytes) -> str:
    """The name of the root element without its prefix; empty where it is no XML."""
    head = head_of(data, 8192)
    if not head.startswith("<"):
        return ""
    match = _ROOT.search(_COMMENT.sub("", head))
    return match.group(1) if match else ""


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin like a zip."""
    return data[:4] == b"PK\x03\x04"


def holds(data: bytes, roots: frozenset[str]) -> bool:
    """Whether a file is an item with one of these roots, or a package that holds one."""
    if not is_zip(data):
        # A test or another part of the same version is told by its name.
        name = root_name(data)
        same = name.startswith("qti-") == any(one.startswith("qti-") for one in roots)
        return name in roots or (same and (name in _TEST_ROOTS or name.startswith("qti-")))
    try:
        package = Package(data)
        if "[Content_Types].xml" in package.names:
            return False  # a workbook or a Word file
        for name in package.names[:1000]:
            if name.lower().endswith((".xml", ".qti", ".dat")) and root_name(package.head(name, 20_000)) in roots:
                return True
    except (PackageUnreadable, PackageRefused):
        # The reader says what is wrong with it; a cut zip still shows its names.
        return b"imsmanifest.xml" in data
    return False


def events(data: bytes, version: Version) -> Iterator[Event]:
    """The events of all items. Raises ``PackageRefused``, ``PackageUnreadable``, ``XmlEntities``, ``XmlUnreadable``."""
    account = Account()
    if is_zip(data):
        yield from _package(Package(data), version, account)
    else:
        try:
            yield from _root(parse(_bare(data)), "item", version, account, no_images)
        except XmlUnreadable:
            if not version.piece:
                raise
            yield from _pieces(data, "", version, account, no_images)
    yield from account.end()


def _bare(data: bytes) -> bytes:
    """The file without the namespace of its root, which every name would have to be freed of one by one."""
    return _OWN_NAMESPACE.sub(b"", data, count=1)


def _root(root: etree._Element, where: str, version: Version, account: Account, resolve: Resolve) -> Iterator[Event]:
    name = local(root)
    if name in _TEST_ROOTS and root.get("toolName") == qti_own.TOOL:
        return  # the test that we write around our items
    account.entries += 1
    if name in version.roots:
        yield from version.read(root, where, account, resolve)
    elif name in _TEST_ROOTS:
        yield skipped(where, "entry_no_question", name=name)
    else:
        yield rejected(where, "entry_kind_unknown", name=name[:60])


def _pieces(data: bytes, where: str, version: Version, account: Account, resolve: Resolve) -> Iterator[Event]:
    """A file that is not well-formed: its items one by one."""
    for n, element in enumerate(pieces(data, version.piece), 1):
        place = f"{where} item[{n}]".strip()
        account.entries += 1
        if isinstance(element, tuple):
            yield rejected(place, "xml_entry_broken", line=element[0])
        else:
            yield from version.read(element, place, account, resolve)


def _package(package: Package, version: Version, account: Account) -> Iterator[Event]:
    seen: dict[bytes, str] = {}
    manifest = manifest_of(package)
    names = manifest.names
    if version.first:
        names.sort(key=lambda name: version.first not in name)
    for name in manifest.missing:
        yield warning("imsmanifest.xml", "package_file_missing", file=name[:80])
    for name in names:
        told = manifest.told.get(name, NOTHING_TOLD)
        for event in _member(package, name, version, account, seen, told):
            if told is not NOTHING_TOLD and isinstance(event, Drafted):
                yield replace(event, question=told.upon(event.question))
            else:
                yield event


def _member(
    package: Package, name: str, version: Version, account: Account, seen: dict[bytes, str], told: Told
) -> Iterator[Event]:
    found = ""
    try:
        data = package.read(name)
        found = root_name(data)
        if found not in version.roots and found not in _TEST_ROOTS:
            if not found:
                account.entries += 1
                yield rejected(name, "xml_entry_broken", line=1)
            return
        digest = hashlib.sha256(data).digest()
        if digest in seen:
            account.entries += 1
            yield skipped(name, "package_repeat", first=seen[digest])
            return
        seen[digest] = name
        if told.kept is not None and (kept := qti_own.question_kept(told.kept, data, package, name)) is not None:
            account.entries += 1
            uid, notes = account.own_id(kept.uid, name)
            yield from settle(replace(kept, uid=uid), name, notes=notes)
            return
        root = parse(_bare(data))
    except XmlUnreadable as error:
        if version.piece and found in version.roots:
            yield from _pieces(data, name, version, account, _images(package, name))
            return
        account.entries += 1
        yield rejected(name, "xml_entry_broken", line=error.facts["line"])
        return
    except (XmlEntities, NotATable):
        account.entries += 1
        yield rejected(name, "xml_entities")
        return
    except PackageUnreadable:
        account.entries += 1
        yield rejected(name, "package_member_broken")
        return
    yield from _root(root, name, version, account, _images(package, name))


def _images(package: Package, item: str) -> Resolve:
    def resolve(address: str) -> bytes | None:
        if ":" in address:
            return None
        member = package.beside(item, address)
        try:
            return None if member is None else package.read(member)
        except PackageUnreadable:
            return None

    return resolve
