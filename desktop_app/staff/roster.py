"""The roster: a workbook or csv of the branch's people becomes rows, and each row is accounted for.

Promises: every row is imported, updated, unchanged, skipped or rejected, and says so; an identity number is never
kept; nobody is removed by not standing in a file. A field that the file does not have stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, InputError
from desktop_app.staff.people import (
    LONGEST_NUMBER,
    LONGEST_TEXT,
    Actor,
    Person,
    PersonInvalid,
    Role,
    checked_name,
    checked_number,
    people,
    require,
    spelled,
)
from desktop_app.store import Database, Store
from desktop_app.store.journal import note
from desktop_app.tables.findings import Finding, Report
from desktop_app.tables.headings import meaning, plain
from desktop_app.tables.sheet import Sheet

HEADING_ROWS: Final = 30
"""So many rows of a sheet are looked at for headings; above them stand titles and blank rows."""

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "staff_no": (
        "工号", "员工编号", "员工号", "柜员号", "职工号", "人员编号", "员工工号", "人员工号", "员工代码", "人员代码",
        "柜员编号", "职工编号", "staffno", "staffnumber", "staffid", "employeeno", "employeenumber", "employeeid",
    ),
    "name": (
        "姓名", "员工姓名", "名字", "人员姓名", "职工姓名", "柜员姓名", "考生姓名", "name", "fullname", "staffname",
    ),
    "post": (
        "岗位", "职务", "岗位名称", "职位", "职务名称", "职位名称", "现任岗位", "任职岗位", "工作岗位", "所在岗位",
        "岗位类别", "post", "position", "jobtitle",
    ),
    "unit": (
        "机构", "网点", "支行", "所属机构", "部门", "机构名称", "所属网点", "所在机构", "所在网点", "所属支行",
        "所在支行", "网点名称", "支行名称", "单位", "所在单位", "所属单位", "工作单位", "单位名称", "所属部门",
        "所在部门", "部门名称", "unit", "branch", "department",
    ),
    "phone": (
        "手机", "联系电话", "手机号", "手机号码", "电话", "移动电话", "联系方式", "电话号码", "联系手机", "phone",
        "mobile",
    ),
    "identity": (
        "身份证号", "身份证", "身份证号码", "证件号码", "证件号", "公民身份号码", "idcard", "idnumber",
    ),
}  # fmt: skip
_FIELD_OF: Final = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
_POSITIONS: Final = frozenset({"", "序号", "编号", "no", "行号"})
_KEPT: Final = ("name", "post", "unit", "phone")
_IDENTITY: Final = re.compile(r"[1-9]\d{16}[0-9Xx]")
_MANGLED: Final = re.compile(r"\d(\.\d+)?[Ee]\+?\d+")
_TOTAL: Final = re.compile(r"[合总小共]\s*计|totals?\b|sum\b", re.IGNORECASE)
_WHOLE_FLOAT: Final = re.compile(r"(\d+)\.0+")


class RosterHeadingsMissing(InputError):
    """No sheet has a row of headings with number and name."""

    code = "roster_no_headings"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the file: the fields that the file has, and where it stands."""

    where: str
    staff_no: str
    fields: Mapping[str, str]


@dataclass(slots=True)
class Roster:
    """What a file says: entries in order, and what is to be told about it. ``read`` counts rows that are not blank."""

    read: int = 0
    entries: list[Entry] = field(default_factory=list)
    skipped: list[Finding] = field(default_factory=list)
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


# ---------------------------------------------------------------- reading


def read_roster(sheets: Sequence[Sheet]) -> Roster:
    """Read the people of a workbook. Pure. Raises ``RosterHeadingsMissing``."""
    roster = Roster()
    seen: dict[str, Entry] = {}
    found = False
    for sheet in sheets:
        if sheet.hidden:
            if any(any(row) for row in sheet.rows):
                roster.warnings.append(Finding(sheet.name, "roster_hidden_sheet", {"sheet": sheet.name}))
            continue
        heading = _heading_row(sheet)
        if heading is not None:
            found = True
            _read_sheet(sheet, heading, roster, seen)
        elif any(sum(map(bool, row)) > 1 for row in sheet.rows):
            # Not a page of explanations, which has one column.
            roster.warnings.append(Finding(sheet.name, "roster_sheet_without_headings", {"sheet": sheet.name}))
    if not found:
        raise RosterHeadingsMissing
    return roster


def _heading_row(sheet: Sheet) -> int | None:
    for n, row in enumerate(sheet.rows[:HEADING_ROWS]):
        names = {_field_of(cell) for cell in row}
        if {"staff_no", "name"} <= names:
            return n
    return None


def _field_of(heading: str) -> str | None:
    return meaning(heading, lambda text: _FIELD_OF.get(re.sub(r"[_\-]", "", text)))


def _columns(sheet: Sheet, heading: int, roster: Roster) -> dict[str, int]:
    columns: dict[str, int] = {}
    for n, cell in enumerate(sheet.rows[heading]):
        name = _field_of(cell)
        facts: dict[str, Fact] = {"heading": cell.strip()[:LONGEST_TEXT]}
        where = sheet.where(heading, n)
        if plain(cell) in _POSITIONS:
            continue
        if name is None:
            roster.warnings.append(Finding(where, "roster_unknown_column", facts))
        elif name == "identity":
            roster.warnings.append(Finding(where, "roster_identity_column", facts))
        elif name in columns:
            roster.warnings.append(Finding(where, "roster_repeated_column", facts))
        else:
            columns[name] = n
    return columns


def _read_sheet(sheet: Sheet, heading: int, roster: Roster, seen: dict[str, Entry]) -> None:
    columns = _columns(sheet, heading, roster)
    numbered: list[tuple[str, str]] = []
    notes = {note.where: note for note in sheet.notes}
    for n in range(heading + 1, len(sheet.rows)):
        row = sheet.rows[n]
        cells = {name: (row[column].strip() if column < len(row) else "") for name, column in columns.items()}
        if not any(cells.values()) or _is_heading(cells):
            continue
        roster.read += 1
        places = (sheet.where(n, column) for column in columns.values())
        roster.warnings.extend(notes[place] for place in places if place in notes)
        if _is_total(row, cells):
            roster.skipped.append(Finding(sheet.where(n), "roster_total", {}))
            continue
        entry = _entry(sheet, n, columns, cells, roster)
        if entry is None:
            continue
        numbered.append((sheet.where(n, columns["staff_no"]), entry.staff_no))
        first = seen.setdefault(entry.staff_no, entry)
        facts: dict[str, Fact] = {"staff_no": entry.staff_no, "first": first.where}
        if first is entry:
            roster.entries.append(entry)
        elif first.fields == entry.fields:
            roster.skipped.append(Finding(entry.where, "roster_repeated", facts))
        else:
            roster.rejected.append(Finding(entry.where, "roster_contradiction", facts))
    roster.warnings.extend(_lost_zeros(numbered))


def _is_heading(cells: Mapping[str, str]) -> bool:
    return all(_field_of(cells[name]) == name for name in ("staff_no", "name"))


def _is_total(row: Sequence[str], cells: Mapping[str, str]) -> bool:
    """Whether the row counts the people above it: 合计, and no number or no name."""
    nobody = not cells["name"] or not cells["staff_no"] or _TOTAL.match(cells["staff_no"].strip())
    return bool(nobody) and any(_TOTAL.match(cell.strip()) for cell in row)


def _entry(sheet: Sheet, n: int, columns: Mapping[str, int], cells: Mapping[str, str], roster: Roster) -> Entry | None:
    """The person in a row, or None after saying why there is none."""
    number = unicodedata.normalize("NFKC", cells["staff_no"])
    whole = _WHOLE_FLOAT.fullmatch(number)
    number = whole[1] if whole else number
    where = sheet.where(n, columns["staff_no"])
    problem = _number_problem(number)
    if problem is not None:
        code, facts = problem
        roster.rejected.append(Finding(where, code, facts))
        return None
    if not cells["name"]:
        roster.rejected.append(Finding(sheet.where(n, columns["name"]), "roster_no_name", {"staff_no": number}))
        return None
    fields = {name: " ".join(cells[name].split()) for name in _KEPT if name in columns}
    try:
        fields["name"] = checked_name(fields["name"])
    except PersonInvalid:
        roster.rejected.append(Finding(sheet.where(n, columns["name"]), "roster_name_invalid", {"staff_no": number}))
        return None
    for name in _KEPT[1:]:
        if len(fields.get(name, "")) > LONGEST_TEXT:
            fields[name] = fields[name][:LONGEST_TEXT]
            cut: dict[str, Fact] = {"field": name, "limit": LONGEST_TEXT}
            roster.warnings.append(Finding(sheet.where(n, columns[name]), "roster_field_cut", cut))
    return Entry(sheet.where(n), number, fields)


def _number_problem(number: str) -> tuple[str, dict[str, Fact]] | None:
    if not number:
        return "roster_no_number", {}
    if _IDENTITY.fullmatch(number):
        return "roster_identity_as_number", {}
    if _MANGLED.fullmatch(number):
        return "roster_number_mangled", {"value": number[:LONGEST_NUMBER]}
    try:
        checked_number(number)
    except PersonInvalid:
        return "roster_number_invalid", {"value": number[:LONGEST_NUMBER]}
    return None


def _lost_zeros(numbered: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Digits shorter than most of their column: a spreadsheet has taken 00123 for a number.

    Told only where one length holds for at least two thirds, so that a column of unlike numbers says nothing.
    """
    digits = [(where, number) for where, number in numbered if number.isdecimal()]
    if len(digits) < 3:
        return
    (usual, count), *_ = Counter(len(number) for _, number in digits).most_common(1)
    if count * 3 < len(digits) * 2:
        return
    for where, number in digits:
        if len(number) < usual:
            yield Finding(where, "roster_zeros_lost", {"value": number, "length": usual})


# ---------------------------------------------------------------- importing


def import_roster(
    store: Store,
    actor: Actor,
    sheets: Sequence[Sheet],
    reading: Reading,
    *,
    file: str = "",
    format: str = "workbook",  # noqa: A002 - the report's word
    dry_run: bool = False,
) -> Report:
    """Add and update people from a workbook's sheets in one transaction; ``dry_run`` only tells what would be.

    Roles, PINs and accommodations stay. Raises ``NotAllowed``, ``RosterHeadingsMissing``.
    """
    require(actor, Role.EXAMINER)
    roster = read_roster(sheets)
    if dry_run:
        new, changed = _compared(roster, people(store, include_left=True))
    else:
        # Compared where nobody else can write: two imports at once would both find the same people missing.
        spellings = {entry.fields["name"]: spelled(entry.fields["name"]) for entry in roster.entries}
        with store.write("staff", at=reading) as db:
            new, changed = _compared(roster, people(store, include_left=True))
            _add(db, new, spellings, reading)
            _change(db, changed, spellings)
            if new or changed:
                facts: dict[str, Fact] = {"file": file, "imported": len(new), "updated": len(changed)}
                note(db, reading, actor, "staff", "roster_imported", facts)
    return Report(
        file=file,
        format=format,
        read=roster.read,
        imported=len(new),
        updated=len(changed),
        unchanged=len(roster.entries) - len(new) - len(changed),
        skipped=tuple(roster.skipped),
        rejected=tuple(roster.rejected),
        warnings=tuple(roster.warnings),
    )


def _compared(roster: Roster, kept: Sequence[Person]) -> tuple[list[Entry], list[Entry]]:
    """(new, changed) entries; what is surprising about them is added to the warnings."""
    known = {found.staff_no: found for found in kept}
    new: list[Entry] = []
    changed: list[Entry] = []
    for entry in roster.entries:
        before = known.get(entry.staff_no)
        if before is None:
            new.append(entry)
            continue
        if any(getattr(before, name) != value for name, value in entry.fields.items()):
            changed.append(entry)
        roster.warnings.extend(_surprises(entry, before))
    roster.warnings.extend(_same_names(roster.entries, known))
    return new, changed


def _surprises(entry: Entry, before: Person) -> Iterator[Finding]:
    if before.name != entry.fields["name"]:
        yield Finding(entry.where, "roster_renamed", {"staff_no": entry.staff_no})
    if before.left_on is not None:
        yield Finding(entry.where, "roster_returned", {"staff_no": entry.staff_no})


def _same_names(entries: Sequence[Entry], known: Mapping[str, Person]) -> Iterator[Finding]:
    """One finding a name that several people have, once this file is in; where the file has the last of them."""
    names = {found.staff_no: found.name for found in known.values() if found.left_on is None}
    names.update({entry.staff_no: entry.fields["name"] for entry in entries})
    counts = Counter(names.values())
    told: set[str] = set()
    for entry in reversed(entries):
        name = entry.fields["name"]
        if counts[name] > 1 and name not in told:
            told.add(name)
            yield Finding(entry.where, "roster_same_name", {"count": counts[name]})


_Spellings = Mapping[str, tuple[str, str]]
"""Name → initials and whole pinyin."""


def _add(db: Database, entries: Sequence[Entry], spellings: _Spellings, reading: Reading) -> None:
    rows = [
        (
            entry.staff_no,
            *(entry.fields.get(name, "") for name in _KEPT),
            *spellings[entry.fields["name"]],
            as_text(reading.at),
        )
        for entry in entries
    ]
    db.conn.executemany(
        "INSERT INTO staff (staff_no, name, post, unit, phone, initials, pinyin, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _change(db: Database, entries: Sequence[Entry], spellings: _Spellings) -> None:
    for entry in entries:
        initials, whole = spellings[entry.fields["name"]]
        values = {**entry.fields, "initials": initials, "pinyin": whole}
        sets = ", ".join(f"{name} = ?" for name in values)
        db.execute(f"UPDATE staff SET {sets} WHERE staff_no = ?", (*values.values(), entry.staff_no))
