"""Banks as text that a reviewer reads: a folder with ``bank.toml`` and one file a topic, each a list of
``[[questions]]``.

Promises: questions come in the order of file names and of the files; a broken one is a rejection at
``deposits.toml[3]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources.abc import Traversable

from desktop_app.banks.formats.canonical import entries
from desktop_app.banks.formats.draft import NO_OPTIONS, Draft, Event, ReadOptions, gather
from desktop_app.base.errors import InputError

NAME = "toml"
SUFFIXES = (".toml",)


class TomlUnreadable(InputError):
    """A file is no TOML, or holds no questions; facts: file, reason."""

    code = "toml_unreadable"


@dataclass(frozen=True, slots=True)
class TextBank:
    """What ``bank.toml`` says, and the questions of all files beside it."""

    code: str
    title: str
    description: str
    draft: Draft


def sniff(data: bytes, name: str) -> bool:
    """Whether it is named .toml and holds questions."""
    return name.lower().endswith(".toml") and b"[[questions]]" in data


def read(data: bytes, options: ReadOptions = NO_OPTIONS, name: str = "") -> Draft:
    """The draft of one topic's file. Raises ``TomlUnreadable``."""
    return gather(stream(data, options, name), NAME, options)


def stream(data: bytes, _options: ReadOptions = NO_OPTIONS, name: str = "") -> Iterator[Event]:
    """As ``read``, one event after the other."""
    items = _table(data, name).get("questions")
    if not isinstance(items, list):
        raise TomlUnreadable(file=name, reason="questions")
    yield from entries(items, name or "questions")


def read_folder(folder: Traversable) -> TextBank:
    """A whole bank. Raises ``TomlUnreadable``."""
    about = _table(folder.joinpath("bank.toml").read_bytes(), "bank.toml")
    files = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".toml") and item.name != "bank.toml"),
        key=lambda item: item.name,
    )
    events = (event for item in files for event in stream(item.read_bytes(), NO_OPTIONS, item.name))
    return TextBank(
        code=str(about.get("code") or folder.name),
        title=str(about.get("title") or folder.name),
        description=str(about.get("description") or ""),
        draft=gather(events, NAME),
    )


def _table(data: bytes, name: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TomlUnreadable(
            file=name, reason=str(error)[:80] if isinstance(error, tomllib.TOMLDecodeError) else "utf-8"
        ) from None
    except RecursionError:
        raise TomlUnreadable(file=name, reason="too deep") from None
