"""A bank out as a file, whole or not at all, with a report of what the file cannot hold."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from desktop_app.banks.bank import BankInfo, all_questions, bank
from desktop_app.banks.formats import (
    aiken,
    canonical,
    gift_write,
    moodle_xml_write,
    qti2_write,
    workbook_write,
)
from desktop_app.banks.formats.draft import Written
from desktop_app.banks.question import Question
from desktop_app.base.clock import Reading
from desktop_app.base.errors import ConditionError, Fact, InputError
from desktop_app.base.progress import Progress, silent
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store
from desktop_app.store.folder import may_be_written
from desktop_app.tables.findings import Finding

_STEP = 50
"""Questions between two calls of the progress."""


class ExportFormatUnknown(InputError):
    """No format is written under this ending; facts: suffix, known."""

    code = "export_format_unknown"


class FileNotWritten(ConditionError):
    """The system does not let the file be written; facts: path, reason."""

    code = "export_file_not_written"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: one ``left_out`` finding a question that is not in the file, one ``reduced`` a feature lost."""

    file: str
    questions: int
    left_out: tuple[Finding, ...] = ()
    reduced: tuple[Finding, ...] = ()


def _canonical(questions: Sequence[Question], info: BankInfo) -> Written:
    return canonical.write(questions, {"code": info.code, "title": info.title, "revision": info.revision})


WRITERS: Mapping[str, Callable[[Sequence[Question], BankInfo], Written]] = {
    ".json": _canonical,
    ".xlsx": lambda questions, _info: workbook_write.write_xlsx(questions),
    ".csv": lambda questions, _info: workbook_write.write_csv(questions),
    ".gift": lambda questions, _info: gift_write.write(questions),
    ".xml": lambda questions, _info: moodle_xml_write.write(questions),
    ".zip": lambda questions, info: qti2_write.write(questions, info.title),
    ".aiken": lambda questions, _info: aiken.write(questions),
}
"""Ending → writer."""


def export(
    store: Store, actor: Actor, code: str, path: Path, *, reading: Reading, progress: Progress = silent
) -> Exported:
    """Write what a bank holds now, in the format that the ending names; the journal has a line of it, as keys leave the
    store with it.

    Raises ``NotAllowed``, ``UnknownBank``, ``ExportFormatUnknown``, ``FileNotWritten``, ``Cancelled``.
    """
    require(actor, Role.EXAMINER)
    info = bank(store, code)
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise ExportFormatUnknown(suffix=path.suffix, known=" ".join(WRITERS))
    if not may_be_written(store.folder, path):
        raise FileNotWritten(path=str(path), reason=os.strerror(errno.EEXIST))
    progress(0, 0)
    written = writer(_Watched(all_questions(store, code), progress), info)
    facts: dict[str, Fact] = {"bank": code, "questions": written.questions, "file": path.name}
    with saving(path, written.data), store.write("banks", actor=actor, action="bank_exported", at=reading, facts=facts):
        pass
    return Exported(str(path), written.questions, written.left_out, written.reduced)


class _Watched(Sequence[Question]):
    """The questions of a bank; each that a writer comes to is progress, and a place to cancel."""

    def __init__(self, questions: Sequence[Question], progress: Progress) -> None:
        self._questions = questions
        self._progress = progress
        self._done = 0

    def __len__(self) -> int:
        return len(self._questions)

    @overload
    def __getitem__(self, at: int) -> Question: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Question]: ...
    def __getitem__(self, at: int | slice) -> Question | Sequence[Question]:
        return self._questions[at]

    def __iter__(self) -> Iterator[Question]:
        for n, question in enumerate(self._questions, 1):
            # A writer may go through them more than once.
            self._done = max(self._done, n)
            if n % _STEP == 0 or n == len(self):
                self._progress(self._done, len(self))
            yield question


def save(path: Path, data: bytes) -> None:
    """Put the bytes there, whole or not at all. Raises ``FileNotWritten``."""
    with saving(path, data):
        pass


@contextmanager
def saving(path: Path, data: bytes) -> Iterator[None]:
    """As ``save``; the file gets its name when the block has ended well, and nothing stays behind otherwise."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        try:
            beside.write_bytes(data)
        except OSError as error:
            raise FileNotWritten(path=str(path), reason=error.strerror or "") from None
        yield
        try:
            os.replace(beside, path)  # noqa: PTH105  # the same on every system
        except OSError as error:
            raise FileNotWritten(path=str(path), reason=error.strerror or "") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
