"""Imports that repeat, change, collide, are cancelled or killed: what readers see is whole, and nothing is left
behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app.banks import revisions
from desktop_app.banks.bank import UnknownBank, all_questions, bank, banks, rows
from desktop_app.banks.claim import BankBusy, claim
from desktop_app.banks.formats import FormatUnknown
from desktop_app.banks.formats.draft import ReadOptions
from desktop_app.banks.importing import (
    BankCodeInvalid,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    import_draft,
    import_file,
    preview,
    remembered,
)
from desktop_app.banks.revisions import NothingToGoBackFrom, Staging, go_back, sweep
from desktop_app.base.clock import Reading
from desktop_app.base.progress import Cancelled
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.tables.sheet import NotATable
from tests.store_fixtures import PASSPHRASE

HEADINGS = "编号,题干,A,B,C,答案"


def made(folder: Path, lines: Sequence[str], name: str = "bank.csv", headings: str = HEADINGS) -> Path:
    path = folder / name
    path.write_text("\n".join([headings, *lines]) + "\n", encoding="utf-8")
    return path


def many(count: int) -> list[str]:
    return [f"Q{n},第{n}题问什么？,甲{n},乙{n},丙{n},{'ABC'[n % 3]}" for n in range(count)]


def tables(store: Store) -> dict[str, int]:
    """How many rows each table of banks holds."""
    names = ("bank", "revision", "question", "question_fts", "question_image", "image")
    return {name: store.read.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def test_a_second_import_changes_nothing_the_revision_included(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    path = made(tmp_path, many(900))
    first = import_file(store, examiner, path, reading=reading)
    assert (first.bank, first.revision, first.read, first.imported) == ("bank", 1, 900, 900)
    before, journal = tables(store), len(store.journal())
    again = import_file(store, examiner, path, reading=reading)
    assert (again.revision, again.unchanged, again.imported) == (1, 900, 0)
    assert tables(store) == before
    assert len(store.journal()) == journal


def test_same_identity_other_content_is_an_update_and_the_rest_is_unchanged(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    lines = many(10)
    import_file(store, examiner, made(tmp_path, lines), reading=reading)
    lines[3] = lines[3].replace("第3题", "改过的第3题")
    report = import_file(store, examiner, made(tmp_path, [*lines, "Q99,新题？,甲,乙,丙,A"]), reading=reading)
    assert (report.revision, report.imported, report.updated, report.unchanged) == (2, 1, 1, 9)
    assert report.accounted
    stems = {question.uid: question.stem for question in all_questions(store, "bank")}
    assert (stems["Q3"], stems["Q99"], len(stems)) == ("改过的第3题问什么？", "新题？", 11)
    assert bank(store, "bank").revision == 2
    assert len(rows(store, "bank")) == 11


def test_repeats_within_the_file(store: Store, examiner: Actor, reading: Reading, tmp_path: Path) -> None:
    lines = ["Q1,一？,甲,乙,丙,A", "Q1,一？,甲,乙,丙,A", "Q1,二？,甲,乙,丙,A", "Q4,一？,丁,乙,丙,A"]
    report = import_file(store, examiner, made(tmp_path, lines), reading=reading)
    assert [(one.where, one.code) for one in report.skipped] == [("line 3", "repeat_in_file")]
    assert [(one.where, one.code) for one in report.rejected] == [("line 4", "uid_repeated")]
    assert [(one.where, one.code) for one in report.warnings] == [("line 5", "stem_repeated")]
    assert (report.read, report.imported) == (4, 2)
    assert report.accounted
    lines = ["一？,甲,乙,丙,A", "一？,丙,乙,甲,C", "一？,甲,乙,丙,B"]
    path = made(tmp_path, lines, "other.csv", "题干,A,B,C,答案")
    report = import_file(store, examiner, path, reading=reading)
    # The same question with its options in another order and another key: nobody can tell which is right.
    assert [one.code for one in report.rejected] == ["repeat_differs", "repeat_differs"]
    assert report.accounted


def test_a_dry_run_tells_all_and_writes_nothing(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    before = tables(store)
    report = import_file(store, examiner, made(tmp_path, [*many(5), "Q9,?,甲,乙,丙,D"]), reading=reading, dry_run=True)
    assert (report.read, report.imported, len(report.rejected), report.revision) == (6, 5, 1, None)
    assert tables(store) == before
    assert banks(store) == ()


def test_a_draft_that_was_looked_at_is_what_comes_in(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    path = made(tmp_path, [*many(5), "Q9,?,甲,乙,丙,D"])
    draft = preview(path.read_bytes(), path.name)
    assert draft.read == 6
    report = import_draft(store, examiner, draft, bank="x", title="一个题库", file=path.name, reading=reading)
    assert (report.read, report.imported, len(report.rejected)) == (6, 5, 1)
    assert bank(store, "x").title == "一个题库"
    assert report.format == "workbook"


def test_what_was_said_of_a_file_is_remembered_for_those_of_its_shape(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    path = made(tmp_path, many(2), headings="编号,考核内容,A,B,C,答案")
    assert import_file(store, examiner, path, reading=reading).imported == 0
    said = ReadOptions(columns={"考核内容": "stem"})
    assert import_file(store, examiner, path, reading=reading, options=said).imported == 2
    assert list(remembered(store).values()) == [said.to_data()]
    other = made(tmp_path, many(3), "other.csv", "编号,考核内容,A,B,C,答案")
    report = import_file(store, examiner, other, reading=reading)
    assert report.imported == 3
    assert [one.code for one in report.warnings] == ["mapping_remembered"]


def test_going_back_loses_nothing_and_may_be_undone_by_importing_again(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    old, new = made(tmp_path, many(4), "old.csv"), made(tmp_path, many(6), "new.csv")
    import_file(store, examiner, old, bank="b", reading=reading)
    import_file(store, examiner, new, bank="b", reading=reading)
    held = {row.uid: row.id for row in rows(store, "b")}
    assert go_back(store, examiner, "b", reading) == 1
    assert {row.uid: row.id for row in rows(store, "b")} == {uid: held[uid] for uid in ("Q0", "Q1", "Q2", "Q3")}
    report = import_file(store, examiner, new, bank="b", reading=reading)
    assert (report.revision, report.imported, report.unchanged) == (3, 2, 4)
    assert go_back(store, examiner, "b", reading) == 1
    assert go_back(store, examiner, "b", reading) == 0
    assert (bank(store, "b").questions, bank(store, "b").revision) == (0, 0)
    with pytest.raises(NothingToGoBackFrom):
        go_back(store, examiner, "b", reading)


def test_an_updated_question_comes_back_as_it_was(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    import_file(store, examiner, made(tmp_path, ["Q1,旧？,甲,乙,丙,A"]), reading=reading)
    import_file(store, examiner, made(tmp_path, ["Q1,新？,甲,乙,丙,A"]), reading=reading)
    assert [row.stem for row in rows(store, "bank")] == ["新？"]
    go_back(store, examiner, "bank", reading)
    assert [row.stem for row in rows(store, "bank")] == ["旧？"]


def test_cancelling_leaves_nothing(store: Store, examiner: Actor, reading: Reading, tmp_path: Path) -> None:
    before = tables(store)

    def progress(done: int, total: int) -> None:
        if done >= 900:
            assert tables(store)["question"] > 0  # it has begun to write
            assert banks(store) == ()  # and nobody sees it
            raise Cancelled

    with pytest.raises(Cancelled):
        import_file(store, examiner, made(tmp_path, many(2000)), reading=reading, progress=progress)
    assert tables(store) == before
    with pytest.raises(UnknownBank):
        bank(store, "bank")


def test_readers_see_an_import_whole_or_not_at_all(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    import_file(store, examiner, made(tmp_path, many(10)), reading=reading)
    seen: set[int] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(len(rows(store, "bank")))

    looking = threading.Thread(target=look)
    looking.start()
    import_file(store, examiner, made(tmp_path, many(3000)), reading=reading)
    done.set()
    looking.join()
    assert seen <= {10, 3000}
    assert len(rows(store, "bank")) == 3000


KILLED = """
import sys
from pathlib import Path
from desktop_app.banks.importing import import_file
from desktop_app.base.clock import system_clock
from desktop_app.staff import examiner_of_slot
from desktop_app.store import Store

if __name__ == "__main__":
    store = Store.open(Path(sys.argv[1]), passphrase=sys.argv[3])
    said = False

    def progress(done, total):
        global said
        if done >= 900 and not said:
            said = True
            print("staged", flush=True)

    import_file(store, examiner_of_slot(store), Path(sys.argv[2]), reading=system_clock(), progress=progress)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_import_is_never_seen_and_swept_by_the_next(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    script, path = tmp_path / "killed.py", made(tmp_path, many(20_000))
    script.write_text(textwrap.dedent(KILLED), encoding="utf-8")
    command = [sys.executable, str(script), str(store.folder), str(path), PASSPHRASE]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    importer = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert importer.stdout is not None
    with importer.stdout:
        assert importer.stdout.readline() == "staged\n"
        with pytest.raises(BankBusy):
            import_file(store, examiner, path, reading=reading)
        assert sweep(store, reading) == 0  # it is somebody's work
        importer.send_signal(signal.SIGKILL)
        importer.wait()
    assert tables(store)["question"] > 0
    assert banks(store) == ()
    assert sweep(store, reading) == 1
    assert tables(store) == {
        "bank": 0,
        "revision": 0,
        "question": 0,
        "question_fts": 0,
        "question_image": 0,
        "image": 0,
    }
    report = import_file(store, examiner, made(tmp_path, many(50)), reading=reading)
    assert (report.imported, report.revision) == (50, 1)


def test_the_next_import_sweeps_what_the_last_one_left(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "ROWS_A_TRANSACTION", 2)
    from desktop_app.banks.prepared import indexed, prepare
    from desktop_app.banks.question import Essay

    left = Staging(store, "bank", examiner, reading)
    for n in range(5):
        left.add(indexed(prepare(Essay(stem=f"遗留{n}", images={"a.png": b"\x89PNG" + bytes([n])}))))
    assert tables(store)["image"] == 4
    report = import_file(store, examiner, made(tmp_path, many(3)), reading=reading)
    assert report.imported == 3
    assert tables(store) == {
        "bank": 1,
        "revision": 1,
        "question": 3,
        "question_fts": 3,
        "question_image": 0,
        "image": 0,
    }


def test_two_imports_into_one_bank_at_once_the_second_is_refused(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    path = made(tmp_path, many(3))
    with claim(store.folder, "bank"):
        with pytest.raises(BankBusy):
            import_file(store, examiner, path, reading=reading)
        with pytest.raises(BankBusy):
            go_back(store, examiner, "bank", reading)
        assert import_file(store, examiner, path, bank="another", reading=reading).imported == 3
    assert import_file(store, examiner, path, reading=reading).imported == 3
    assert not list(store.folder.glob("*.lock"))


def test_only_examiners_import(store: Store, reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        import_file(store, Actor("C1", "张三", Role.CANDIDATE), made(tmp_path, many(3)), reading=reading)
    assert banks(store) == ()


def test_files_that_cannot_be_used(store: Store, examiner: Actor, reading: Reading, tmp_path: Path) -> None:
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    stranger = tmp_path / "notes.zzz"
    stranger.write_bytes(b"nothing in particular")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as out:
        out.truncate(201 << 20)
    for path, error in (
        (tmp_path / "none.csv", FileMissing),
        (tmp_path, FileUnreadable),
        (picture, NotATable),
        (stranger, FormatUnknown),
        (huge, FileTooLarge),
    ):
        with pytest.raises(error):
            import_file(store, examiner, path, bank="b", reading=reading)
    with pytest.raises(FormatUnknown):
        import_file(store, examiner, picture, format="papyrus", reading=reading)
    for code in ("", "a/b", "a\nb", "x" * 61):
        with pytest.raises(BankCodeInvalid):
            import_file(store, examiner, made(tmp_path, many(1)), bank=code, reading=reading)
    assert banks(store) == ()


def test_an_import_gives_way_to_an_answer(store: Store, examiner: Actor, reading: Reading, tmp_path: Path) -> None:
    """A foreground write in the middle of a large import waits for one short transaction at most."""
    waits: list[float] = []
    done = threading.Event()

    def answer() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            with store.write("answers", at=reading) as db:
                db.execute("INSERT INTO setting (key, value) VALUES ('a', 'b') ON CONFLICT DO UPDATE SET value = 'c'")
            waits.append(time.perf_counter() - begun)
            time.sleep(0.02)

    answering = threading.Thread(target=answer)
    answering.start()
    import_file(store, examiner, made(tmp_path, many(6000)), reading=reading)
    done.set()
    answering.join()
    assert len(waits) > 5
    assert sorted(waits)[len(waits) // 2] < 0.1
