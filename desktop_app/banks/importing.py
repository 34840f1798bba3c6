"""File → draft → bank revision.

Promises: a file is read in a child process; rows are staged where nobody sees them and published at once; a cancelled
or killed import leaves nothing; every entry of the file is in the report; an import that changes nothing makes no
revision.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_app.banks import formats
from desktop_app.banks.claim import claim
from desktop_app.banks.formats.draft import (
    NO_OPTIONS,
    About,
    Draft,
    Noted,
    ReadOptions,
    Shape,
)
from desktop_app.banks.near_import import Lookout
from desktop_app.banks.prepared import Prepared, indexed, prepare
from desktop_app.banks.quiet import quiet
from desktop_app.banks.reading import Ready, Sent, preview, read_ready
from desktop_app.banks.revisions import Staging, current_hashes, go_back, published, sweep
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import ConditionError, InputError, MissingError
from desktop_app.base.progress import Progress, silent
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store
from desktop_app.tables.child import stream_in_child
from desktop_app.tables.findings import Finding, Report

__all__ = ["go_back", "import_draft", "import_file", "preview", "read_bytes", "sweep"]

MAX_FILE_MB = 200


class FileMissing(MissingError):
    """There is no such file; facts: path."""

    code = "import_file_missing"


class FileUnreadable(ConditionError):
    """The system does not let the file be read; facts: path, reason."""

    code = "import_file_unreadable"


class FileTooLarge(InputError):
    """The file is larger than any list of questions; facts: path, megabytes."""

    code = "import_file_too_large"


class BankCodeInvalid(InputError):
    """A bank's code has 1 to 60 characters and no / \\ or line break; facts: bank."""

    code = "bank_code_invalid"


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises ``FileMissing``, ``FileUnreadable``, ``FileTooLarge``."""
    try:
        size = path.stat().st_size >> 20
        if size > MAX_FILE_MB:
            raise FileTooLarge(path=str(path), megabytes=size)
        # A pipe or a device tells no size: no more than the limit is ever asked for.
        data = bytearray()
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                data += piece
                if len(data) >> 20 > MAX_FILE_MB:
                    raise FileTooLarge(path=str(path), megabytes=len(data) >> 20)
        return bytes(data)
    except FileNotFoundError:
        raise FileMissing(path=str(path)) from None
    except OSError as error:
        raise FileUnreadable(path=str(path), reason=error.strerror or "") from None


def remembered(store: Store) -> Mapping[str, Mapping[str, Any]]:
    """What was said of earlier files, by their shape."""
    return {shape: json.loads(text) for shape, text in store.read.execute("SELECT shape, mapping FROM import_mapping")}


# ---------------------------------------------------------------- importing


@dataclass(slots=True)
class _Account:
    """Counts one file's entries and decides about each."""

    held: Mapping[str, str]
    seen: dict[str, tuple[str, str]] = field(default_factory=dict)
    stays: bool = False
    """Whether the bank holds the question that was asked about last after the import."""
    stems: dict[str, tuple[str, int]] = field(default_factory=dict)
    read: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Finding] = field(default_factory=list)
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def note(self, noted: Noted) -> None:
        """Take a finding of the reader's."""
        if noted.fate == "warning":
            self.warnings.append(noted.finding)
            return
        self.read += 1
        (self.rejected if noted.fate == "rejected" else self.skipped).append(noted.finding)

    def wants(self, row: Prepared) -> bool:
        """Count a question; True where it must be written."""
        self.read += 1
        first = self.seen.get(row.uid)
        self.stays = first is None
        if first is not None:
            same = first[0] == row.hash
            code = "repeat_in_file" if same else "uid_repeated" if row.explicit else "repeat_differs"
            facts = {"first": first[1], **({"uid": row.uid} if row.explicit else {})}
            (self.skipped if same else self.rejected).append(Finding(row.where, code, facts))
            return False
        content = hash(row.body.replace(row.uid, "", 1))
        stem = self.stems.get(row.stem_key)
        if stem is None:
            self.stems[row.stem_key] = (row.where, content)
        elif stem[1] == content and not row.explicit:
            # Its identity was another's already, or it never had one while the first did.
            self.stays = False
            self.skipped.append(Finding(row.where, "repeat_in_file", {"first": stem[0]}))
            return False
        else:
            code = "content_repeated" if stem[1] == content else "stem_repeated"
            self.warnings.append(Finding(row.where, code, {"first": stem[0]}))
        self.seen[row.uid] = (row.hash, row.where)
        held = self.held.get(row.uid)
        if held == row.hash:
            self.unchanged += 1
            return False
        if held is None:
            self.imported += 1
        else:
            self.updated += 1
        return True

    def report(self, file: str, format_name: str, bank: str, revision: int | None) -> Report:
        """The account."""
        return Report(
            file=file,
            format=format_name,
            bank=bank,
            revision=revision,
            read=self.read,
            imported=self.imported,
            updated=self.updated,
            unchanged=self.unchanged,
            skipped=tuple(self.skipped),
            rejected=tuple(self.rejected),
            warnings=tuple(self.warnings),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """Where to and on whose behalf."""

    store: Store
    actor: Actor
    bank: str
    file: str
    format: str
    reading: Reading
    title: str = ""
    description: str = ""
    shipped: bool = False
    dry_run: bool = False
    options: ReadOptions = NO_OPTIONS
    near: bool = False


def import_draft(
    store: Store,
    actor: Actor,
    draft: Draft,
    *,
    bank: str,
    title: str = "",
    description: str = "",
    shipped: bool = False,
    file: str,
    reading: Reading,
    progress: Progress = silent,
    dry_run: bool = False,
) -> Report:
    """Bring a draft (as previewed, perhaps mended) into a bank, new or not; gives the account of all its entries.

    Raises ``BankCodeInvalid``, ``BankBusy``, ``NotAllowed``, ``Cancelled`` and what the store says; then nothing has
    changed.
    """
    target = _Target(
        store=store,
        actor=actor,
        bank=_code(bank),
        file=file,
        format=draft.format,
        reading=reading,
        title=title or draft.title,
        description=description,
        shipped=shipped,
        dry_run=dry_run,
        options=draft.options,
    )
    return _run(target, _ready(draft), progress)


def _ready(draft: Draft) -> Iterator[Ready]:
    yield About(draft.title, draft.read)
    if draft.shape:
        yield Shape(draft.shape)
    for fate, findings in (("rejected", draft.findings), ("skipped", draft.skipped), ("warning", draft.warnings)):
        yield from (Noted(fate, finding) for finding in findings)  # type: ignore[arg-type]
    yield from (indexed(prepare(item.question, item.where)) for item in draft.questions)


def import_file(
    store: Store,
    actor: Actor,
    path: Path,
    *,
    bank: str | None = None,
    title: str = "",
    format: str | None = None,  # noqa: A002  # the command's word
    options: ReadOptions = NO_OPTIONS,
    dry_run: bool = False,
    near: bool = False,
    reading: Reading,
    progress: Progress = silent,
) -> Report:
    """Read a file in a child and bring it into a bank (by default the one named after the file), both at once.

    ``near``: warn of each pair of near duplicates, in the file and against the bank. Raises as ``preview`` and
    ``import_draft``.
    """
    require(actor, Role.EXAMINER)
    code = _code(bank if bank is not None else path.stem)
    if format is not None:
        formats.named(format)
    data = read_bytes(path)
    options = replace(options, remembered=remembered(store))
    batches = stream_in_child(read_ready, data, path.name, format, options, progress=progress)
    with contextlib.closing(batches):
        name = next(batches)
        assert isinstance(name, str)
        target = _Target(
            store=store,
            actor=actor,
            bank=code,
            file=path.name,
            format=name,
            reading=reading,
            title=title,
            dry_run=dry_run,
            options=options,
            near=near,
        )
        return _run(target, _flat(batches), progress)


def _flat(batches: Generator[list[Sent] | str, None, None]) -> Iterator[Ready]:
    for batch in batches:
        assert isinstance(batch, list)
        # Words for the search are made here and not in the child, which has more to do.
        for item in batch:
            yield indexed(item) if isinstance(item, tuple) else item


def _code(text: str) -> str:
    code = text.strip()
    if not code or len(code) > 60 or any(char in code for char in "/\\") or not code.isprintable():
        raise BankCodeInvalid(bank=code[:60])
    return code


def _run(target: _Target, ready: Iterable[Ready], progress: Progress) -> Report:
    require(target.actor, Role.EXAMINER)
    if target.dry_run:
        account = _Account(current_hashes(target.store.read, target.bank))
        _take(target, ready, account, None, progress)
        numbers = published(target.store.read, target.bank)
        return account.report(target.file, target.format, target.bank, numbers[-1] if numbers else None)
    with claim(target.store.folder, target.bank), quiet():
        return _run_claimed(target, ready, progress)


def _run_claimed(target: _Target, ready: Iterable[Ready], progress: Progress) -> Report:
    store = target.store
    sweep(store, target.reading, target.bank)
    account = _Account(current_hashes(store.read, target.bank))
    staging = Staging(store, target.bank, target.actor, target.reading)
    done = False
    try:
        title, shape = _take(target, ready, account, staging, progress)
        revision = staging.publish(
            note=target.file,
            title=target.title or title,
            description=target.description,
            shipped=target.shipped,
            beside=_remembering(target, shape) if shape and not target.options.empty else None,
        )
        done = True
    finally:
        if not done:
            # A full disk may keep us from cleaning up; the next import or opening does it then.
            with contextlib.suppress(ConditionError):
                staging.discard()
    if revision is None:
        numbers = published(store.read, target.bank)
        revision = numbers[-1] if numbers else None
    return account.report(target.file, target.format, target.bank, revision)


def _take(
    target: _Target, ready: Iterable[Ready], account: _Account, staging: Staging | None, progress: Progress
) -> tuple[str, str]:
    """Account for everything and stage what is new; gives the file's own title and its shape."""
    title = shape = ""
    total = 0
    lookout = Lookout(target.store, target.bank) if target.near else None
    for item in ready:
        if isinstance(item, Prepared):
            if account.wants(item) and staging is not None:
                staging.add(item)
            if lookout is not None and account.stays:
                lookout.see(item)
            if account.read % 100 == 0:
                progress(account.read, total)
        elif isinstance(item, Noted):
            account.note(item)
        elif isinstance(item, Shape):
            shape = item.key
        elif isinstance(item, About):
            title, total = item.title or title, item.entries or total
    if lookout is not None:
        account.warnings += lookout.findings(progress)
    progress(account.read, account.read)
    return title, shape


def _remembering(target: _Target, shape: str) -> Callable[[Database], None]:
    """What was said of the file, kept for others of its shape in the transaction that publishes it."""
    said = (shape, json.dumps(target.options.to_data(), ensure_ascii=False), as_text(target.reading.at))

    def _write(db: Database) -> None:
        db.execute(
            "INSERT INTO import_mapping (shape, mapping, at) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET mapping = excluded.mapping, at = excluded.at",
            said,
        )

    return _write
