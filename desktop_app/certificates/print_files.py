"""Print runs into files: all sheets as one PDF, or a folder with a PDF each.

Promises: a file is there whole, and on record, or neither; what stands in a folder already is never written over
unasked; Cancel leaves nothing behind. Must not know a printer.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.banks.exporting import FileNotWritten, saving
from desktop_app.base.clock import Reading
from desktop_app.base.errors import RefusedError
from desktop_app.base.progress import Progress, silent
from desktop_app.certificates.print_order import Choice, Order, chosen
from desktop_app.certificates.print_runs import Medium, Run, begin, note_printed, run, run_sheets, sheet_records
from desktop_app.certificates.print_sheets import PrintSheet, arrange, draw_sheets
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store
from desktop_app.store.folder import may_be_written
from desktop_app.templates.kept import template_of

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST_NAME = 120
"""Bytes: what every file system takes, with room for what is added to it."""


class FilesThere(RefusedError):
    """Files of these names stand in the folder already; facts: path, name (the first), count."""

    code = "print_files_there"


@dataclass(frozen=True, slots=True)
class Task:
    """Sheets to be printed: of a run that is to begin, or with its number of one that goes on."""

    sheets: tuple[PrintSheet, ...]
    order: Order
    run: int = 0

    @property
    def certificates(self) -> int:
        """How many certificates stand on the sheets."""
        return sum(1 for sheet in self.sheets for one in sheet.certificates if one is not None)


def new_task(store: Store, choice: Choice, order: Order) -> Task:
    """A run that is to begin. Raises as ``chosen`` and ``arrange``."""
    return Task(arrange(chosen(store, choice), order, lambda name: template_of(store, name)), order)


def going_on(store: Store, number: int, first: int = 0, last: int = 0) -> Task:
    """A run that goes on from the sheet ``first`` (0: with what was not printed or was spoiled alone, or with all where
    all were printed) to ``last`` (0: to its end). Raises ``UnknownRun``, ``UnknownSheet``, ``NothingLeftToPrint``."""
    one = run(store, number)
    sheets = run_sheets(store, one, first or one.next or 1, last)
    if not first and one.next:
        done = {record.sheet for record in sheet_records(store, number) if record.done}
        sheets = tuple(sheet for sheet in sheets if sheet.number not in done)
    if not sheets:
        raise NothingLeftToPrint(run=number)
    return Task(sheets, one.order, number)


class NothingLeftToPrint(RefusedError):
    """None of the certificates on these sheets holds any longer; facts: run."""

    code = "print_nothing_left"


def to_file(store: Store, actor: Actor, task: Task, path: Path, reading: Reading, progress: Progress = silent) -> Run:
    """Write the sheets as one PDF, over what may stand there: who asks for it has confirmed that. Only an examiner may.

    Raises ``NotAllowed``, ``FileNotWritten``, ``Cancelled``, and as ``draw_sheets``.
    """
    require(actor, Role.EXAMINER)
    _require_writable(store, path)
    data = draw_sheets(task.sheets, task.order, progress)
    with saving(path, data), _on_record(store, actor, task, Medium.FILE, path.name, reading) as number:
        pass
    return run(store, number)


def to_folder(
    store: Store,
    actor: Actor,
    task: Task,
    folder: Path,
    reading: Reading,
    progress: Progress = silent,
    *,
    replace: bool = False,
) -> Run:
    """Write each sheet as a PDF of its own into a folder, which is made where there is none; ``replace`` writes over
    files of the same names. Only an examiner may.

    Raises ``NotAllowed``, ``FilesThere``, ``FileNotWritten``, ``Cancelled``, and as ``draw_sheets``.
    """
    require(actor, Role.EXAMINER)
    names = [file_name(sheet, task.order) for sheet in task.sheets]
    there = [name for name in names if os.path.lexists(folder / name)]
    if there and not replace:
        raise FilesThere(path=str(folder), name=there[0], count=len(there))
    for name in there:
        _require_writable(store, folder / name)
    with _aside(folder) as aside:
        for n, (sheet, name) in enumerate(zip(task.sheets, names, strict=True)):
            data = draw_sheets([sheet], task.order)
            try:
                (aside / name).write_bytes(data)
            except OSError as error:
                raise FileNotWritten(path=str(folder / name), reason=error.strerror or "") from None
            progress(n + 1, len(names))
        with _on_record(store, actor, task, Medium.FOLDER, folder.name, reading) as number:
            _move(aside, folder, names, there)
    return run(store, number)


def on_printer(store: Store, actor: Actor, task: Task, sheets: int, printer: str, reading: Reading) -> Run:
    """Put on record that the first ``sheets`` of the task came onto paper; where none did, the run alone, to go on
    with. Only an examiner may. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    with store.write("certificates", at=reading):
        number = task.run or begin(store, actor, task.sheets, task.order, reading).number
        done = [sheet.number for sheet in task.sheets[:sheets]]
        if done:
            note_printed(store, actor, number, done, Medium.PRINTER, printer, reading)
    return run(store, number)


def _move(aside: Path, folder: Path, names: Sequence[str], there: Sequence[str]) -> None:
    """Give the files their places; where one cannot have its own, those that were not there before are gone again."""
    for n, name in enumerate(names):
        try:
            os.replace(aside / name, folder / name)  # noqa: PTH105  # the same on every system
        except OSError as error:
            for moved in set(names[:n]) - set(there):
                (folder / moved).unlink(missing_ok=True)
            raise FileNotWritten(path=str(folder / name), reason=error.strerror or "") from None


def file_name(sheet: PrintSheet, order: Order) -> str:
    """The name of a sheet's file: that of its one certificate by serial and holder, else its number."""
    alone = sheet.certificates[0] if order.per_sheet == 1 else None
    if alone is None:
        return f"sheet-{sheet.number:05d}.pdf"
    holder = _NOT_IN_NAMES.sub("_", alone.facts.holder)
    whole = f"{alone.serial} {holder}".encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    return f"{whole}.pdf"


def _require_writable(store: Store, path: Path) -> None:
    if not may_be_written(store.folder, path):
        raise FileNotWritten(path=str(path), reason=os.strerror(errno.EEXIST))


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder within the folder for what is not whole yet; gone at the end, with what is left in it, and the folder
    too where nothing came into it that was not there before."""
    aside = folder / f".{secrets.token_hex(6)}.part"
    made = not folder.exists()
    try:
        aside.mkdir(parents=True)
    except OSError as error:
        raise FileNotWritten(path=str(folder), reason=error.strerror or "") from None
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if made:
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def _on_record(store: Store, actor: Actor, task: Task, medium: Medium, target: str, reading: Reading) -> Iterator[int]:
    """The run is begun, unless it goes on, and its sheets noted, in one transaction that the block is a part of; yields
    the run's number."""
    with store.write("certificates", at=reading):
        number = task.run or begin(store, actor, task.sheets, task.order, reading).number
        sheets = [sheet.number for sheet in task.sheets]
        note_printed(store, actor, number, sheets, medium, target, reading)
        yield number
