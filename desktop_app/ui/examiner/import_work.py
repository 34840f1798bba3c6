"""What the Import page has done on the job's thread: reading files, looking for near duplicates, bringing them in,
taking them back.

Promises: a file whose reader fails or dies is a finding, and the others are read; a run that fails or is cancelled
half-way takes back what it had brought in. Knows no Qt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from desktop_app import words
from desktop_app.banks.bank import UnknownBank, all_questions
from desktop_app.banks.bank import bank as bank_of
from desktop_app.banks.draft_editing import LISTS
from desktop_app.banks.exporting import save
from desktop_app.banks.formats import workbook
from desktop_app.banks.formats.draft import NO_OPTIONS, Draft, ReadOptions
from desktop_app.banks.importing import go_back, import_draft, preview, read_bytes, remembered
from desktop_app.banks.near import Near, near_duplicates
from desktop_app.banks.review import require_target, review
from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError, RefusedError
from desktop_app.base.progress import Cancelled, Progress, part, silent
from desktop_app.exams.exam import exams
from desktop_app.exams.keeping import open_sittings
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
    """A file as read: its bytes, its draft, and what bringing it in would do (``account``); ``failure`` where it could
    not be read."""

    path: Path
    draft: Draft
    account: Report | None = None
    failure: Finding | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in a table."""

    severity: Severity
    file: str
    finding: Finding
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class NearPair:
    """A pair and the file it was found in."""

    path: Path
    near: Near

    @property
    def alike(self) -> tuple[object, ...]:
        """What pairs that may be decided alike have in common."""
        return (tuple(self.near.differs), bool(self.near.other_where))


@dataclass(frozen=True, slots=True)
class OpenExams:
    """Exams that are open and draw from a bank: their titles, and how many sit in them now."""

    titles: tuple[str, ...] = ()
    sitting: int = 0


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
            data = read_bytes(path)
            draft = preview(data, path.name, options=said, progress=progress)
            found.append(recounted(store, actor, ReadFile(path, draft, data=data), bank, reading, step))
        except BranchExamError as error:
            found.append(ReadFile(path, Draft(), failure=Finding(path.name, error.code, error.facts)))
    return tuple(found)


def recounted(
    store: Store, actor: Actor, file: ReadFile, bank: str, reading: Reading, progress: Progress = silent
) -> ReadFile:
    """The file with the account of what bringing its draft into ``bank`` would do; nothing is written."""
    account = import_draft(
        store, actor, file.draft, bank=bank, file=file.path.name, reading=reading, progress=progress, dry_run=True
    )
    return replace(file, account=account)


def counted(
    store: Store, actor: Actor, files: Sequence[ReadFile], bank: str, reading: Reading, progress: Progress
) -> tuple[ReadFile, ...]:
    """The files, those without an account counted again."""
    found = []
    for n, file in enumerate(files):
        step = part(progress, n * 1000, (n + 1) * 1000, len(files) * 1000)
        known = file.account is not None or file.failure is not None
        found.append(file if known else recounted(store, actor, file, bank, reading, step))
    return tuple(found)


def read_lines(file: ReadFile, lines: str, progress: Progress) -> Draft:
    """The edited lines of one entry, read by the reader of their file (in a child, as the file was)."""
    options = replace(file.draft.options, remembered={})
    name = LISTS.get(file.draft.format, file.draft.format)
    return preview(lines.encode(), file.path.name, format=name, options=options, progress=progress)


def sheets_of(draft: Draft) -> dict[str, int]:
    """The sheets of a workbook as far as its entries and warnings name them, with how many entries each holds; empty
    for any other format."""
    if draft.format != workbook.NAME:
        return {}
    entries = Counter(
        where.rpartition("!")[0]
        for where in (
            *(item.where for item in draft.questions),
            *(finding.where for finding in (*draft.findings, *draft.skipped)),
        )
    )
    for finding in draft.warnings:
        entries.setdefault(finding.where.rpartition("!")[0] or finding.where, 0)
    return {name: number for name, number in entries.items() if name and not name.startswith("line ")}


def find_near(store: Store, files: Sequence[ReadFile], bank: str, progress: Progress) -> tuple[NearPair, ...]:
    """The near pairs of these files, within each and against the bank."""
    progress(0, 0)
    try:
        held = all_questions(store, bank)
    except UnknownBank:  # a new one
        held = ()
    found: list[NearPair] = []
    for n, file in enumerate(files):
        step = part(progress, n * 1000, (n + 1) * 1000, len(files) * 1000)
        found += [NearPair(file.path, near) for near in near_duplicates(file.draft, held, step)]
    return tuple(found)


def open_exams_of(store: Store, bank: str) -> OpenExams:
    """The exams that are open now and draw from that bank."""
    found = [
        exam for exam in exams(store) if exam.state == "open" and any(part.bank == bank for part in exam.plan.sections)
    ]
    return OpenExams(
        tuple(exam.title for exam in found), sum(len(open_sittings(store.read, exam.id)) for exam in found)
    )


def going_back_note(held: OpenExams) -> str:
    """What going back means for papers and exams, for the question before it."""
    if not held.titles:
        return phrase("going_back_note")
    return phrase("going_back_note_open", {"exams": "、".join(held.titles), "sitting": held.sitting})


def write_review(store: Store, file: ReadFile, path: Path, progress: Progress) -> tuple[Finding, ...]:
    """Write the person's own file with its findings beside its rows; gives what the copy could not hold.

    Raises ``FileNotWritten``, ``ReviewNotXlsx``, ``ReviewOverInput`` and what ``review`` says.
    """
    require_target(store, path, file.path)
    say = partial(words.say, lang=words.language())
    reviewed = review(file.data, file.path.name, file.account or file.draft, say, progress=progress)
    save(path, reviewed.data)
    return reviewed.dropped


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
            rows += account_rows(account, file.path)
    return tuple(sorted(rows, key=lambda row: ("rejected", "skipped", "warning").index(row.severity)))


def account_rows(account: Report, path: Path | None = None) -> list[FindingRow]:
    """The findings of one account."""
    groups: tuple[tuple[Severity, tuple[Finding, ...]], ...] = (
        ("rejected", account.rejected),
        ("skipped", account.skipped),
        ("warning", account.warnings),
    )
    return [FindingRow(severity, account.file, finding, path) for severity, found in groups for finding in found]
