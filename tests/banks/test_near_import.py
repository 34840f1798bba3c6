"""`bank import --near`: a warning a pair, nothing dropped, and cancelling or failing leaves nothing behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.banks import near_import
from desktop_app.banks.bank import all_questions, banks
from desktop_app.banks.exporting import FileNotWritten, export
from desktop_app.banks.formats.draft import ReadOptions
from desktop_app.banks.importing import import_file, remembered
from desktop_app.base.clock import Reading
from desktop_app.base.errors import RefusedError
from desktop_app.base.progress import Cancelled
from desktop_app.staff import Actor, Role
from desktop_app.store import Store
from desktop_app.tables.child import ReaderDied
from desktop_app.tables.findings import Finding

STEM = "金融机构应当在大额交易发生之日起5个工作日内以电子方式提交大额交易报告"
ROWS = [
    "题型,题干,答案",
    f"判断题,{STEM}。,正确",
    f"判断题,{STEM.replace('5', '3')}。,正确",
    "判断题,存款保险限额五十万元。,正确",
]


def file(folder: Path, rows: list[str], name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def told(findings: tuple[Finding, ...]) -> list[tuple[str, object, object, object]]:
    return [
        (one.where, one.facts["place"], one.facts["other"], one.facts["differs"])
        for one in findings
        if one.code == "near_duplicate"
    ]


def test_pairs_in_the_file_and_against_the_bank_are_warnings_and_all_questions_come_in(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    path = file(tmp_path, ROWS)
    dry = import_file(store, examiner, path, near=True, dry_run=True, reading=reading)
    first = import_file(store, examiner, path, near=True, reading=reading)
    assert told(dry.warnings) == told(first.warnings) == [("line 3", "file", "line 2", "numbers")]
    assert (first.imported, first.skipped, first.rejected) == (3, (), ())
    later = file(tmp_path, [ROWS[0], f"判断题,{STEM}！,错误"])
    second = import_file(store, examiner, later, near=True, reading=reading)
    held = {question.stem: question.uid for question in all_questions(store, "mine")}
    assert told(second.warnings) == [
        ("line 2", "bank", held[STEM + "。"], "answer+wording"),
        ("line 2", "bank", held[STEM.replace("5", "3") + "。"], "answer+numbers+wording"),
    ]
    assert second.imported == 1
    assert second.accounted
    assert told(import_file(store, examiner, later, reading=reading).warnings) == []


def test_what_is_rejected_or_repeated_is_in_no_pair(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    rows = ["编号,题型,题干,答案", f"1,判断题,{STEM}。,正确", f"1,判断题,{STEM}！,正确", f"1,判断题,{STEM}。,正确"]
    report = import_file(store, examiner, file(tmp_path, rows), near=True, reading=reading)
    assert (report.imported, len(report.rejected), len(report.skipped)) == (1, 1, 1)
    assert told(report.warnings) == []


def test_cancelling_while_it_looks_leaves_nothing_behind(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    path = file(tmp_path, ROWS)

    def cancel(done: int, total: int) -> None:
        if total == 3 * 3:  # three passes over three questions: the search, not the import
            raise Cancelled

    with pytest.raises(Cancelled):
        import_file(store, examiner, path, near=True, reading=reading, progress=cancel)
    assert banks(store) == ()
    assert store.read.execute("SELECT count(*) FROM question").fetchone()[0] == 0
    assert not list(store.folder.glob("*.lock"))


def test_a_search_that_dies_is_an_error_and_nothing_is_imported(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_anything: object) -> list[object]:
        raise ReaderDied(why="memory")

    monkeypatch.setattr(near_import, "near_hits", die)
    with pytest.raises(ReaderDied):
        import_file(store, examiner, file(tmp_path, ROWS), near=True, reading=reading)
    assert banks(store) == ()


# ---------------------------------------------------------------- what belongs to the same moment


def test_what_was_said_of_a_file_is_kept_if_and_only_if_it_is_published(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    path = file(tmp_path, ["题型,内容一,答案", f"判断题,{STEM},正确"])
    options = ReadOptions(columns={"内容一": "stem"})
    store.read.execute("CREATE TRIGGER full BEFORE INSERT ON import_mapping BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(Exception, match="full"):
        import_file(store, examiner, path, options=options, reading=reading)
    assert (banks(store), remembered(store)) == ((), {})
    store.read.execute("DROP TRIGGER full")
    assert import_file(store, examiner, path, options=options, reading=reading).imported == 1
    assert len(remembered(store)) == 1
    # The same file again: nothing to publish, and what was said now is remembered all the same.
    other = ReadOptions(columns={"内容一": "stem", "答案": "answer"})
    assert import_file(store, examiner, path, options=other, reading=reading).unchanged == 1
    (kept,) = remembered(store).values()
    assert kept["columns"] == {"内容一": "stem", "答案": "answer"}


def test_an_export_is_in_the_journal_and_one_that_fails_leaves_no_file(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    import_file(store, examiner, file(tmp_path, ROWS), reading=reading)
    export(store, examiner, "mine", tmp_path / "out.json", reading=reading)
    (line,) = [entry for entry in store.journal() if entry.action == "bank_exported"]
    assert (line.staff_no, line.facts) == (examiner.staff_no, {"bank": "mine", "questions": 3, "file": "out.json"})
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["questions"]) == 3
    with pytest.raises(FileNotWritten):
        export(store, examiner, "mine", tmp_path / "nowhere" / "out.json", reading=reading)
    store.read.execute("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(Exception, match="full"):
        export(store, examiner, "mine", tmp_path / "other.json", reading=reading)
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["out.json"]
    assert not list(tmp_path.glob(".*json*"))
    with pytest.raises(RefusedError):
        export(store, Actor("T001", "甲", Role.CANDIDATE), "mine", tmp_path / "x.json", reading=reading)
