"""What every command shares: its options, the open store, who acts, and the two streams it speaks on.

Promises: standard output carries the result alone (one JSON value with ``--json``), everything else goes to standard
error, progress only to a terminal. Nothing asks where standard input is no terminal.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import getpass
import json
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app import words
from desktop_app.base.clock import Reading, system_clock
from desktop_app.base.errors import InputError, MissingError
from desktop_app.base.progress import Progress, silent
from desktop_app.staff import Actor, act_as, examiner_of_slot
from desktop_app.store import Store, default_folder
from desktop_app.store.folder import may_be_written
from desktop_app.store.wall_clock import require_believable
from desktop_app.tables.findings import Finding, Report

DONE, FAILED, USAGE, REJECTED = 0, 1, 2, 3
MAX_FILE_MB = 200
_PIECE = 1 << 20
BRANCH_ZONE = ZoneInfo("Asia/Shanghai")
"""Where no store says otherwise."""


class PassphraseMissing(InputError):
    """No passphrase was given and nobody is there to ask."""

    code = "passphrase_missing"


class ArgumentFileMissing(MissingError):
    """A file named on the command line cannot be read; facts: path, why."""

    code = "argument_file_missing"


class ArgumentFileTooLarge(InputError):
    """A file named on the command line is larger than any that is read; facts: path, megabytes (the limit)."""

    code = "argument_file_too_large"


class ArgumentFileNotWritten(InputError):
    """A file named on the command line cannot be written; facts: path, why."""

    code = "argument_file_not_written"


class NotText(InputError):
    """An argument or the passphrase holds bytes that are no text in this system's encoding."""

    code = "argument_not_text"


class ValueUnreadable(InputError):
    """An instant or a day on the command line cannot be read; facts: value."""

    code = "instant_unreadable"


@dataclass
class Context:
    """One call of a command."""

    arguments: argparse.Namespace
    clock: Callable[[], Reading] = system_clock
    status: int = DONE
    _open: Store | None = field(default=None, repr=False)
    _given: bool = False

    @property
    def folder(self) -> Path:
        """The folder of the store."""
        given = self.arguments.data_dir
        return Path(given) if given else default_folder()

    def now(self) -> Reading:
        """A reading of the clocks."""
        return self.clock()

    def passphrase(self, *, new: bool = False) -> str:
        """The passphrase from the file, the environment, or a question at the terminal; ``new`` asks twice."""
        given = given_passphrase(self.arguments)
        if given is not None:
            return given
        if sys.stdin is None or not sys.stdin.isatty():
            raise PassphraseMissing
        first = getpass.getpass(words.phrase("ask_passphrase") + " ")
        while new and getpass.getpass(words.phrase("ask_passphrase_again") + " ") != first:
            self.tell(words.phrase("passphrases_differ"))
            first = getpass.getpass(words.phrase("ask_passphrase") + " ")
        return first

    @property
    def store(self) -> Store:
        """The store, opened by an examiner's passphrase. The keyring is for the window, which asks for a PIN."""
        if self._open is None:
            self._open = Store.open(self.folder, passphrase=self.passphrase())
        return self._open

    def actor(self) -> Actor:
        """Who acts: ``--as``, else the examiner whose passphrase opened the store."""
        require_believable(self.store, self.now().at)
        return self.named()

    def named(self) -> Actor:
        """As ``actor``, also while the machine's clock is not believed."""
        return act_as(self.store, self.arguments.as_) if self.arguments.as_ else examiner_of_slot(self.store)

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._open is not None:
            self._open.close()

    # ------------------------------------------------------------ speaking

    def tell(self, line: str) -> None:
        """A line for the person, on standard error."""
        print(line, file=sys.stderr, flush=True)  # noqa: T201

    def give(self, value: object, lines: Sequence[str] = ()) -> None:
        """The result: ``value`` as one JSON value with ``--json``, else ``lines``."""
        self._given = True
        if self.arguments.json:
            print(as_json(value), flush=True)  # noqa: T201
        else:
            for line in lines:
                print(line, flush=True)  # noqa: T201

    def give_nothing(self) -> None:
        """``{}`` with ``--json`` where no result was given: there is exactly one value, whatever happens."""
        if self.arguments.json and not self._given:
            self.give({})

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Progress on the terminal, where there is one."""
        if not sys.stderr.isatty():
            yield silent
            return

        def _show(done: int, total: int) -> None:
            share = f"{done * 100 // total} %" if total else str(done)
            print(f"\r{share:>8}", end="", file=sys.stderr, flush=True)  # noqa: T201

        yield _show
        print("\r        \r", end="", file=sys.stderr, flush=True)  # noqa: T201

    # ------------------------------------------------------------ reading arguments

    def read(self, path: str) -> bytes:
        """The bytes of a file named on the command line. Raises ``ArgumentFileMissing``, ``ArgumentFileTooLarge``."""
        try:
            # A pipe or a device tells no size: no more than the limit is ever asked for.
            with Path(path).open("rb") as file:
                if os.fstat(file.fileno()).st_size > MAX_FILE_MB << 20:
                    raise ArgumentFileTooLarge(path=path, megabytes=MAX_FILE_MB)
                pieces: list[bytes] = []
                while piece := file.read(_PIECE):
                    pieces.append(piece)
                    if len(pieces) * _PIECE > MAX_FILE_MB << 20:
                        raise ArgumentFileTooLarge(path=path, megabytes=MAX_FILE_MB)
        except (OSError, ValueError) as error:
            raise ArgumentFileMissing(path=path, why=getattr(error, "strerror", "") or "") from None
        return b"".join(pieces)

    def write(self, path: str, data: bytes, *, secret: bool = False) -> None:
        """Write a file named on the command line, whole or not at all; a ``secret`` one for its owner's eyes alone.

        Raises ``ArgumentFileNotWritten``.
        """
        with self.writing(path, data, secret=secret):
            pass

    @contextmanager
    def writing(self, path: str, data: bytes, *, secret: bool = False) -> Iterator[None]:
        """As ``write``; the file gets its name when the block has ended, so that what cannot be written is known
        before, and nothing is left behind where the block fails."""
        target = Path(path)
        beside = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
        try:
            if not target.name or target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not may_be_written(self.folder, target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            with open(beside, "xb", opener=_owners_alone if secret else None) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            _gone(beside)
            raise ArgumentFileNotWritten(path=path, why=error.strerror or "") from None
        try:
            yield
            try:
                beside.replace(target)
            except OSError as error:
                raise ArgumentFileNotWritten(path=path, why=error.strerror or "") from None
        finally:
            _gone(beside)

    def folder_for(self, path: str) -> None:
        """Make a folder named on the command line, where there is none. Raises ``ArgumentFileNotWritten``."""
        try:
            Path(path).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArgumentFileNotWritten(path=path, why=error.strerror or "") from None

    def zone(self) -> ZoneInfo:
        """The branch's time zone."""
        return ZoneInfo(self.store.setting("timezone", "Asia/Shanghai"))

    def day(self, text: str | None) -> date:
        """``--on``: a day as YYYY-MM-DD, else today in the branch's zone."""
        if not text:
            return self.now().at.astimezone(self.zone()).date()
        return read_day(text)

    def instant(self, text: str | None, *, end_of_day: bool = False) -> datetime | None:
        """``--from``, ``--until``: ISO 8601; without a zone the branch's; a day alone is its first or last moment."""
        if not text:
            return None
        try:
            if len(text) == len("2026-11-24"):
                at = datetime.combine(date.fromisoformat(text), time(23, 59, 59) if end_of_day else time(0))
            else:
                at = datetime.fromisoformat(text)
            return (at if at.tzinfo else at.replace(tzinfo=self.zone())).astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValueUnreadable(value=text) from None


def _gone(path: Path) -> None:
    """No such file any more. On a read-only disk not even one that is not there can be removed."""
    with contextlib.suppress(OSError):
        path.unlink()


def _owners_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def as_json(value: object) -> str:
    """One JSON value on one line; marks are numbers (two decimals at most, so none is rounded)."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def read_json(text: str | bytes) -> Any:
    """JSON from outside. Raises ``ValueError`` for whatever cannot be used: no JSON, no UTF-8, a number of more digits
    than Python reads, brackets without end, "\\ud800" alone, which is JSON but no character."""
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


def read_day(text: str) -> date:
    """A day as YYYY-MM-DD. Raises ``ValueUnreadable``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueUnreadable(value=text) from None


def given_passphrase(arguments: argparse.Namespace) -> str | None:
    """The passphrase from ``--passphrase-file`` or the environment; None where neither is given."""
    if arguments.passphrase_file:
        try:
            return Path(arguments.passphrase_file).read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            why = str(getattr(error, "strerror", "") or "")
            raise ArgumentFileMissing(path=arguments.passphrase_file, why=why) from None
    passphrase = os.environ.get("BRANCH_EXAM_PASSPHRASE")
    if passphrase is not None:
        require_text([passphrase])
    return passphrase


def require_text(arguments: Sequence[str]) -> None:
    """Raise ``NotText`` where one holds bytes that Python could not decode: nothing can keep, write or print it."""
    if any(not part.isascii() and any("\ud800" <= char <= "\udfff" for char in part) for part in arguments):
        raise NotText


def finding_out(finding: Finding) -> dict[str, Any]:
    """A finding as the JSON shows it."""
    return {"where": finding.where, "code": finding.code, "message": words.say(finding)}


def report_out(report: Report) -> dict[str, Any]:
    """An import's report as the JSON shows it."""
    return {
        "file": report.file,
        "format": report.format,
        "bank": report.bank,
        "revision": report.revision,
        "read": report.read,
        "imported": report.imported,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": [finding_out(one) for one in report.skipped],
        "rejected": [finding_out(one) for one in report.rejected],
        "warnings": [finding_out(one) for one in report.warnings],
    }


def report_lines(report: Report) -> list[str]:
    """An import's report for a person."""
    counts: Mapping[str, Any] = {
        "file": report.file,
        "read": report.read,
        "imported": report.imported,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
        "rejected": len(report.rejected),
    }
    lines = [words.phrase("report_line", counts)]
    for mark, findings in (("✗", report.rejected), ("–", report.skipped), ("!", report.warnings)):
        lines += [f"  {mark} {one.where}  {words.say(one)}" for one in findings]
    return lines
