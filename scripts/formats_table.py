"""The tables of docs/formats.md: what each format can carry, and what was read of the files in a folder.

``python scripts/formats_table.py [FOLDER] [--check]`` writes the tables into docs/formats.md, those of files where a
folder is given; with ``--check`` it only says whether they stand there as they should (exit 1 where not).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_app.banks import formats  # noqa: E402
from desktop_app.banks.formats.draft import Draft  # noqa: E402
from desktop_app.base.errors import BranchExamError  # noqa: E402
from desktop_app.tables.findings import Finding  # noqa: E402
from tests.banks import grid  # noqa: E402

DOCUMENT = ROOT / "docs" / "formats.md"
SOURCES = {
    "aiken": "Moodle's import fixtures",
    "characters": "the table 通用规范汉字表",
    "finance_zh": "FinanceIQ, Duxiaoman-DI/XuanYuan",
    "gift": "fuhrmanator/GIFT-grammar-PEG.js, its cases of the grammar",
    "gift_moodle": "Moodle's import fixtures",
    "moodle_xml": "Moodle's import fixtures, broken ones among them",
    "qti_2_1": "1EdTech's example items of QTI 2.1, from oat-sa/qti-sdk",
    "qti_3_0": "1EdTech/qti-examples of QTI 3.0: items, packages, tests, and the parts of packages one by one",
    "statistics": "0/1 matrices of answers of R packages: no questions in them",
}
"""Data sets that are known, and where they come from."""
_FILE_NAME = re.compile(r"[:\s]*[\w.-]*(?:/[\w./-]+|\.[a-z]\w{1,4})$")


@dataclass
class Tally:
    """What was read of some files. Every file that was read is in ``files``; those refused as a whole in ``refused``,
    by the code that was told."""

    files: int = 0
    questions: int = 0
    rejected: int = 0
    skipped: int = 0
    silent: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def take(self, name: str, draft: Draft) -> None:
        """One file more."""
        self.files += 1
        self.questions += len(draft.questions)
        self.rejected += len(draft.findings)
        self.skipped += len(draft.skipped)
        if not draft.read and not draft.warnings:
            self.silent.append(name)


def read(path: Path) -> Draft | str:
    """The draft of a file as an import reads it, or the code of why it is none."""
    data = path.read_bytes()
    try:
        module = formats.recognise(data, path.name)
        return module.read(data, name=path.name)
    except BranchExamError as error:
        return error.code


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """(data set, file) of every file beneath the data sets of a folder."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).parts
        if path.is_file() and len(place) > 1:
            yield place[0], path


def told_of(finding: Finding) -> str:
    """What a finding is about: its code and the feature that it names, without names of files."""
    about = str(finding.facts.get("feature") or finding.facts.get("name") or "")
    about = _FILE_NAME.sub("", about)
    return f"`{finding.code}`" + (f" {about}" if about else "")


def files_tables(folder: Path) -> str:
    """What was read of a folder's files, by data set and format; then what was told, by format."""
    tallies: dict[tuple[str, str], Tally] = {}
    refused: dict[str, Counter[str]] = {}
    told: dict[str, Counter[tuple[str, str]]] = {}
    for data_set, path in files_of(folder):
        draft = read(path)
        if isinstance(draft, str):
            refused.setdefault(data_set, Counter())[f"{path.suffix or 'no ending'} `{draft}`"] += 1
            continue
        tallies.setdefault((data_set, draft.format), Tally()).take(path.name, draft)
        counted = told.setdefault(draft.format, Counter())
        for fate, findings in (
            ("rejected", draft.findings),
            ("skipped", draft.skipped),
            ("warning", draft.warnings),
        ):
            counted.update((fate, told_of(one)) for one in findings)
    lines = ["| data set | source | format | files | questions | rejected | skipped | silent |", "|---" * 8 + "|"]
    for (data_set, format_name), one in sorted(tallies.items()):
        source = SOURCES.get(data_set, "")
        lines.append(
            f"| {data_set} | {source} | {format_name} | {one.files} | {one.questions} | {one.rejected}"
            f" | {one.skipped} | {len(one.silent)} |"
        )
    lines += ["", "Files that are no list of questions, and are refused with a sentence:", ""]
    for data_set, codes in sorted(refused.items()):
        lines.append(f"- {data_set}: " + ", ".join(f"{count} × {what}" for what, count in sorted(codes.items())))
    lines += ["", "| format | what was told | of entries | fate |", "|---" * 4 + "|"]
    for format_name, counted in sorted(told.items()):
        for (fate, what), count in sorted(counted.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
            lines.append(f"| {format_name} | {what} | {count} | {fate} |")
    return "\n".join(lines) + "\n"


def carried_table() -> str:
    """What each format that is written can carry. Raises ``SystemExit`` where an account is not true."""
    told, faults = grid.account()
    if faults:
        raise SystemExit("\n".join(faults))
    return grid.table(told)


def with_block(text: str, name: str, content: str) -> str:
    """The document with this between the marks of that name."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    head, rest = text.split(begin)
    return f"{head}{begin}{content}{end}{rest.split(end)[1]}"


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    before = DOCUMENT.read_text(encoding="utf-8")
    after = with_block(before, "carried", carried_table())
    if given.folder is not None:
        after = with_block(after, "files", files_tables(given.folder))
    if given.check:
        if after != before:
            sys.stderr.write("docs/formats.md is not as scripts/formats_table.py makes it\n")
        return int(after != before)
    DOCUMENT.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
