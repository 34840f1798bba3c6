"""Reading a file in a child process: as a draft to be looked at, or as rows ready for the store.

Must not know the store, nor import what does: the child would load it all for every file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop_app.banks import draft_editing, formats
from desktop_app.banks.formats.draft import NO_OPTIONS, About, Ask, Draft, Drafted, Noted, ReadOptions, Shape, gather
from desktop_app.banks.legible import legible
from desktop_app.banks.prepared import Prepared, prepare
from desktop_app.base.progress import Progress, silent
from desktop_app.tables.child import in_child

Ready = Prepared | Noted | Ask | Shape | About
Sent = tuple[Any, ...] | Noted | Ask | Shape | About
"""What travels: the values of a row alone, for a class of its own costs as much again at either end."""
_BATCH = 400


def preview(
    data: bytes,
    name: str,
    *,
    format: str | None = None,  # noqa: A002  # the command's word
    options: ReadOptions = NO_OPTIONS,
    progress: Progress = silent,
) -> Draft:
    """What is understood of a file; nothing is written. Runs in a child.

    Raises ``FormatUnknown``, what the format's reader says of the whole file, ``ReaderDied``, ``ReaderTimedOut``.
    """
    return in_child(_read, data, name, format, options, progress=progress)


def _read(data: bytes, name: str, format_name: str | None, options: ReadOptions) -> Draft:
    module = formats.named(format_name) if format_name else formats.recognise(data, name)
    draft = gather(legible(module.stream(data, options, name)), module.NAME, options)
    return draft_editing.with_lines(draft, data)


def read_ready(data: bytes, name: str, format_name: str | None, options: ReadOptions) -> Iterator[list[Sent] | str]:
    """The format's name, then everything in batches, each question as the values of its row. Runs in the child."""
    module = formats.named(format_name) if format_name else formats.recognise(data, name)
    yield module.NAME
    batch: list[Sent] = []
    for event in legible(module.stream(data, options, name)):
        batch.append(tuple(prepare(event.question, event.where)) if isinstance(event, Drafted) else event)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch
