"""What reading a file yields: questions, findings, and what only a person can know.

Promises: every entry of the file is in exactly one of ``questions``, ``findings`` (rejected) and ``skipped``. Nothing
here knows the store or a particular format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from desktop_app.banks.question import Kind, Question
from desktop_app.tables.findings import Finding


@dataclass(frozen=True, slots=True)
class Drafted:
    """A question as read, sound by ``question.check``, and where it stood."""

    question: Question
    where: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding and what it does: an entry is ``rejected`` or ``skipped`` by it, a ``warning`` leaves everything in
    place. ``raw`` is what was read of a rejected entry, for a person to mend: field of ``headings.FIELDS`` → text; None
    where the reader keeps nothing or has kept enough (``MOST_RAW``)."""

    fate: Literal["rejected", "skipped", "warning"]
    finding: Finding
    raw: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that cannot be known from the file, put to the person.

    ``code`` is ``heading`` (``about`` is the heading's text, or ``#3`` for the third column where there are none; the
    answer goes into ``ReadOptions.columns``), ``kind_code`` (``about`` is the code; ``ReadOptions.kind_codes``) or
    ``true_code`` (``about`` is 0, 1 …; ``ReadOptions.true_codes``). ``examples`` are a few cells beneath. ``needed``
    says whether entries were rejected for want of it.
    """

    code: Literal["heading", "kind_code", "true_code"]
    about: str
    where: str
    examples: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes two files alike (their headings): answers of the person are remembered by it."""

    key: str


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: a title for a new bank, and how many entries are to come (0: not known)."""

    title: str = ""
    entries: int = 0


MOST_RAW = 2_000
"""Rejected entries of one file whose text is kept: nobody mends more of them by hand."""
LONGEST_RAW = 8_000
"""Characters that are kept of a rejected entry; of one that has more, nothing is."""

Event = Drafted | Noted | Ask | Shape | About


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the person has said about the file.

    ``columns``: heading (or ``#3``) → field of ``headings.FIELDS``, ``ignore`` among them. ``kind_codes``: numeric
    code → kind. ``true_codes``: 0, 1 … → whether it means 正确. ``default_kind``: for rows that tell no kind.
    ``sheets``: only these.
    ``remembered``: what was said of earlier files, by their shape, as ``to_data`` wrote it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    kind_codes: Mapping[str, Kind] = field(default_factory=dict)
    true_codes: Mapping[str, bool] = field(default_factory=dict)
    default_kind: Kind | None = None
    sheets: tuple[str, ...] = ()
    remembered: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        """As plain JSON, for ``import_mapping``."""
        return {
            "columns": dict(self.columns),
            "kind_codes": {code: kind.value for code, kind in self.kind_codes.items()},
            "true_codes": dict(self.true_codes),
            "default_kind": self.default_kind.value if self.default_kind else None,
            "sheets": list(self.sheets),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> ReadOptions:
        """The options that ``to_data`` wrote."""
        return cls(
            columns=dict(data.get("columns") or {}),
            kind_codes={code: Kind(kind) for code, kind in (data.get("kind_codes") or {}).items()},
            true_codes=dict(data.get("true_codes") or {}),
            default_kind=Kind(data["default_kind"]) if data.get("default_kind") else None,
            sheets=tuple(data.get("sheets") or ()),
        )

    def over(self, remembered: ReadOptions) -> ReadOptions:
        """These options, and beneath them what was remembered."""
        return replace(
            remembered,
            columns={**remembered.columns, **self.columns},
            kind_codes={**remembered.kind_codes, **self.kind_codes},
            true_codes={**remembered.true_codes, **self.true_codes},
            default_kind=self.default_kind or remembered.default_kind,
            sheets=self.sheets or remembered.sheets,
            remembered={},
        )

    @property
    def empty(self) -> bool:
        """Whether the person has said nothing."""
        return replace(self, remembered={}) == ReadOptions()


NO_OPTIONS = ReadOptions()
LINES = "lines"
"""The one field of a rejected entry that is a piece of a text file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as read. ``findings`` are the rejected entries; ``shape`` is empty where the format has none; ``options``
    are those it was read with. ``raw`` holds, by the place of its finding, what was read of a rejected entry: fields of
    a workbook's row, or the lines of a text file under ``LINES``."""

    questions: tuple[Drafted, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    needs: tuple[Ask, ...] = ()
    shape: str = ""
    format: str = ""
    title: str = ""
    options: ReadOptions = NO_OPTIONS
    raw: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """How many entries the file holds."""
        return len(self.questions) + len(self.findings) + len(self.skipped)


def gather(events: Iterable[Event], format_name: str = "", options: ReadOptions = NO_OPTIONS) -> Draft:
    """The draft that the events of one reading make."""
    questions: list[Drafted] = []
    noted: dict[str, list[Finding]] = {"rejected": [], "skipped": [], "warning": []}
    needs: list[Ask] = []
    raw: dict[str, Mapping[str, str]] = {}
    shape = title = ""
    for event in events:
        if isinstance(event, Drafted):
            questions.append(event)
        elif isinstance(event, Noted):
            noted[event.fate].append(event.finding)
            if event.raw is not None and len(raw) < MOST_RAW:
                raw[event.finding.where] = event.raw
        elif isinstance(event, Ask):
            needs.append(event)
        elif isinstance(event, Shape):
            shape = event.key
        else:
            title = event.title or title
    return Draft(
        questions=tuple(questions),
        findings=tuple(noted["rejected"]),
        skipped=tuple(noted["skipped"]),
        warnings=tuple(noted["warning"]),
        needs=tuple(needs),
        shape=shape,
        format=format_name,
        title=title,
        options=options,
        raw=raw,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A file as written: its bytes, how many questions it holds, what was left out and what was reduced."""

    data: bytes
    questions: int
    left_out: tuple[Finding, ...] = ()
    reduced: tuple[Finding, ...] = ()
