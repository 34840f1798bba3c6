"""What the Import page has done on the job's thread: reading files, bringing them in, taking them back.

Promises: a file whose reader fails or dies is a finding, and the others are read; a run that fails or is cancelled
half-way takes back what it had brought in. Knows no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from desktop_app.banks.bank import bank as bank_of
from desktop_app.banks.formats.draft import NO_OPTIONS, Draft, ReadOptions
from desktop_app.banks.importing import go_back, import_draft, preview, read_bytes, remembered
from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError, RefusedError
from desktop_app.base.progress import Cancelled, Progress, part
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.tables.findings import Finding, Report
from desktop_app.words import phrase

Severity = Literal["rejected", "skipped", "warning"]


class BankMovedOn(RefusedError):
    """Somebody has changed the bank since: taking the import back would take theirs; facts: bank."""

    code = "import_bank_moved_on"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read: its draft, and what bringing it in would do (``account``); ``failure`` where it could not be
    read."""

    path: Path
    draft: Draft
    account: Report | None = None
    failure: Finding | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in a table."""

    severity: Severity
    file: str
    finding: Finding


def read_files(
    store: Store,
    actor: Actor,
    paths: Sequence[Path],
    options: Mapping[Path, ReadOptions],
    bank: str,
    reading: Reading,
    progress: Progress,
) -> tuple[ReadFile, ...]:
    """Read the files in child processes, one after another, and say what bringing each into ``bank`` would do."""
    known = remembered(store)
    found = []
    for n, path in enumerate(paths):
        step = part(progress, n * 1000, (n + 1) * 1000, len(paths) * 1000)
        said = replace(options.get(path, NO_OPTIONS), remembered=known)
        try:
            draft = preview(read_bytes(path), path.name, options=said, progress=progress)
            account = import_draft(
                store, actor, draft, bank=bank, file=path.name, reading=reading, progress=step, dry_run=True
            )
        except BranchExamError as error:
            found.append(ReadFile(path, Draft(), failure=Finding(path.name, error.code, error.facts)))
        else:
            found.append(ReadFile(path, draft, account))
    return tuple(found)


def bring_in(
    store: Store,
    actor: Actor,
    files: Sequence[ReadFile],
    bank: str,
    title: str,
    reading: Reading,
    progress: Progress,
) -> tuple[Report, ...]:
    """Bring the files that could be read into ``bank``: all of them, or none."""
    reports: list[Report] = []
    readable = [file for file in files if file.failure is None]
    try:
        for n, file in enumerate(readable):
            reports.append(
                import_draft(
                    store,
                    actor,
                    file.draft,
                    bank=bank,
                    title=title,
                    file=file.path.name,
                    reading=reading,
                    progress=part(progress, n * 1000, (n + 1) * 1000, len(readable) * 1000),
                )
            )
    except (BranchExamError, Cancelled):
        take_back(store, actor, reports, reading)
        raise
    return tuple(reports)


def take_back(store: Store, actor: Actor, reports: Sequence[Report], reading: Reading) -> None:
    """Go back to the revision before these imports. Raises ``BankMovedOn`` where another came after them."""
    for report in reversed(reports):
        if not report.imported and not report.updated:
            continue
        if bank_of(store, report.bank).revision != report.revision:
            raise BankMovedOn(bank=report.bank)
        go_back(store, actor, report.bank, reading)


def place(where: str) -> str:
    """Where a finding stands, for people: ``line 40`` in their language, a cell as it is."""
    head, _, number = where.partition(" ")
    return phrase("place_line", {"n": number}) if head == "line" and number.isdigit() else where


def message(finding: Finding) -> str:
    """What a finding says; places among its facts are told as ``place`` tells them."""
    return phrase(finding.code, {k: place(v) if isinstance(v, str) else v for k, v in finding.facts.items()})


def finding_rows(files: Sequence[ReadFile]) -> tuple[FindingRow, ...]:
    """Every finding of these files, the rejected first."""
    rows: list[FindingRow] = []
    for file in files:
        name, account = file.path.name, file.account
        if file.failure is not None:
            rows.append(FindingRow("rejected", name, file.failure))
        elif account is not None:
            rows += account_rows(account)
    return tuple(sorted(rows, key=lambda row: ("rejected", "skipped", "warning").index(row.severity)))


def account_rows(account: Report) -> list[FindingRow]:
    """The findings of one account."""
    rows = [FindingRow("rejected", account.file, finding) for finding in account.rejected]
    rows += [FindingRow("skipped", account.file, finding) for finding in account.skipped]
    rows += [FindingRow("warning", account.file, finding) for finding in account.warnings]
    return rows
