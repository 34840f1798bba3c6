"""The manifest of a QTI package: which files are items, in which order, and what it tells of each.

Promises: a manifest that is wrong, cut or not there costs no item: every file of the package is looked at all the
same. Source: IMS Content Packaging 1.1 and 1.2, IEEE 1484.12.3 (LOM).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from desktop_app.banks.formats import qti_own
from desktop_app.banks.formats.package import Package, PackageUnreadable
from desktop_app.banks.formats.xml_file import XmlEntities, XmlUnreadable, local, parse
from desktop_app.banks.question import Question
from desktop_app.tables.sheet import NotATable

_SUFFIXES = (".xml", ".qti", ".dat")
_MOST_WORDS, _LONGEST_WORD = 20, 60
_DIFFICULTY = {"very easy": 1, "easy": 2, "medium": 3, "difficult": 4, "very difficult": 5}
_IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|\w+://\S*|\d+")


@dataclass(frozen=True, slots=True)
class Told:
    """What a manifest tells of an item beyond its name. ``kept`` is what we wrote of it ourselves."""

    topic: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: int | None = None
    kept: qti_own.Kept | None = None

    def upon(self, question: Question) -> Question:
        """The question with what it does not tell of itself."""
        return replace(
            question,
            topic=question.topic or self.topic,
            tags=question.tags or self.tags,
            difficulty=self.difficulty if question.difficulty is None else question.difficulty,
        )


NOTHING_TOLD = Told()


@dataclass(slots=True)
class Manifest:
    """``names``: the members to look at, those that the manifest names first; ``missing``: those it names in vain."""

    names: list[str]
    missing: list[str] = field(default_factory=list)
    told: dict[str, Told] = field(default_factory=dict)


def manifest_of(package: Package) -> Manifest:
    """What the package says of itself; without a manifest that can be read, all its files in their order."""
    candidates = [
        name
        for name in package.names
        if name.lower().endswith(_SUFFIXES) and not name.lower().endswith("imsmanifest.xml")
    ]
    found = min(
        (name for name in package.names if name.lower().endswith("imsmanifest.xml")),
        key=lambda name: (name.count("/"), len(name)),
        default=None,
    )
    if found is None:
        return Manifest(candidates)
    try:
        root = parse(package.read(found))
    except (XmlUnreadable, XmlEntities, PackageUnreadable, NotATable):
        return Manifest(candidates)
    manifest = Manifest([])
    ordered: dict[str, None] = {}
    items = set(candidates)
    for resource in root.iter():
        if local(resource) == "resource":
            _resource(package, found, resource, items, ordered, manifest)
    manifest.names = [*ordered, *(name for name in candidates if name not in ordered)]
    return manifest


def _resource(
    package: Package,
    place: str,
    resource: etree._Element,
    items: set[str],
    ordered: dict[str, None],
    manifest: Manifest,
) -> None:
    href = (resource.get("href") or "").strip()
    if not href or ("://" in href and "qti" not in (resource.get("type") or "").lower()):
        return
    member = None if "://" in href else package.beside(place, href)
    if member is None:
        manifest.missing.append(href)
    elif member in items:
        ordered.setdefault(member)
        told = _told(resource, [package.beside(place, one) for one in _files(resource)])
        if told != NOTHING_TOLD:
            manifest.told[member] = told


def _files(resource: etree._Element) -> list[str]:
    return [one.get("href") or "" for one in resource if local(one) == "file"]


def _told(resource: etree._Element, files: list[str | None]) -> Told:
    metadata = next((one for one in resource if local(one) == "metadata"), None)
    if metadata is None:
        return NOTHING_TOLD
    kept = qti_own.kept_in(metadata, [name for name in files if name])
    words = [text for one in _named(metadata, "keyword") for text in _strings(one)]
    path = next(_named(metadata, "taxonPath"), None)
    topic = [] if path is None else [text for one in _named(path, "entry") for text in _strings(one)]
    level = next((text.lower() for one in _named(metadata, "difficulty") for text in _strings(one)), "")
    return Told(_words(topic), _words(words), _DIFFICULTY.get(level), kept)


def _named(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in holder.iter() if local(one) == name)


def _strings(holder: etree._Element) -> list[str]:
    """The texts of a LOM element, which stand in ``string``, ``langstring`` or ``value``."""
    inner = [one for one in holder.iter() if local(one) in {"string", "langstring", "value"} and not len(one)]
    return [" ".join((one.text or "").split()) for one in inner or [holder]]


def _words(texts: list[str]) -> tuple[str, ...]:
    kept = (text for text in texts if text and len(text) <= _LONGEST_WORD and not _IDENTIFIER.fullmatch(text))
    return tuple(dict.fromkeys(kept))[:_MOST_WORDS]
