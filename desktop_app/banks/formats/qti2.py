"""QTI 2.0 to 2.2: a package with imsmanifest.xml, or one item.

Promises: as ``qti_files`` and ``qti_items``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from desktop_app.banks.formats import qti_files, qti_items
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Draft, Event, ReadOptions, Written, gather
from desktop_app.banks.formats.entry import Account
from desktop_app.banks.formats.qti_body import plain_names
from desktop_app.banks.formats.rich_text import Resolve
from desktop_app.banks.question import Question

NAME = "qti2"
SUFFIXES = (".zip", ".xml")


def _read(root: etree._Element, where: str, account: Account, resolve: Resolve) -> Iterable[Event]:
    return qti_items.events_of(plain_names(root), where, account, resolve)


_VERSION = qti_files.Version(frozenset({"assessmentItem"}), _read)


def sniff(data: bytes, _name: str) -> bool:
    """Whether the file is such an item or holds one."""
    return qti_files.holds(data, _VERSION.roots)


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of a package or item. Raises ``PackageRefused``, ``PackageUnreadable``, ``XmlEntities``,
    ``XmlUnreadable``."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, _name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    yield About()
    yield from qti_files.events(data, _VERSION)


def write(questions: Iterable[Question], bank: Mapping[str, Any] | None = None) -> Written:
    """The questions as a QTI 2.1 package."""
    from desktop_app.banks.formats import qti2_write

    return qti2_write.write(questions, str((bank or {}).get("title") or ""))
