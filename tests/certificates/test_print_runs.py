"""Print runs: on record with their sheets, gone on with after a jam or a crash, spoiled forms, files and folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app.banks.exporting import FileNotWritten
from desktop_app.base.clock import Reading
from desktop_app.base.progress import Cancelled
from desktop_app.certificates.certificate import certificates, issue, revoke
from desktop_app.certificates.print_files import FilesThere, NothingLeftToPrint, going_on, new_task, to_file, to_folder
from desktop_app.certificates.print_order import Choice, NothingToPrint, NotPrintedAnew, Order, chosen
from desktop_app.certificates.print_runs import (
    Medium,
    SpoiledReasonMissing,
    UnknownRun,
    UnknownSheet,
    begin,
    note_printed,
    run,
    runs,
    sheet_records,
    spoil,
    spoiled_sheets,
)
from desktop_app.certificates.print_sheets import draw_sheets
from desktop_app.certificates.records import SerialMistyped
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from tests.certificates.world import ON, person, sitting

ALL = Choice()
UNPRINTED = Choice(unprinted=True)
ONE = Order()


@pytest.fixture
def serials(store: Store, examiner: Actor, reading: Reading) -> list[str]:
    """Five certificates: three tellers', two managers'."""
    made = []
    for number, post in enumerate(["柜员", "大堂经理", "柜员", "大堂经理", "柜员"], 1):
        person(store, f"T{number:03d}", f"张三{number}", post, f"第{number % 2}营业部")
        sitting(store, f"S{number}", f"T{number:03d}")
        made.append(issue(store, examiner, f"S{number}", reading).serial)
    return made


def _serials(store: Store, choice: Choice) -> list[str]:
    return [one.serial for one in chosen(store, choice)]


# ---------------------------------------------------------------- which


def test_certificates_are_chosen_by_what_is_said_of_them(store: Store, serials: list[str]) -> None:
    assert _serials(store, ALL) == serials
    assert _serials(store, Choice(exam_id="E-S2")) == [serials[1]]
    assert _serials(store, Choice(post="柜员")) == serials[::2]
    assert _serials(store, Choice(post="柜员", unit="第1营业部")) == serials[::2]
    assert _serials(store, Choice(unit="第0营业部")) == serials[1::2]
    assert _serials(store, Choice(since=ON, until=ON)) == serials
    assert _serials(store, Choice(serials=(serials[3], f" {serials[0].lower()} ", serials[3]))) == [
        serials[3],
        serials[0],
    ]
    for none in (Choice(post="行长"), Choice(since=ON.replace(day=25)), Choice(until=ON.replace(day=23))):
        with pytest.raises(NothingToPrint):
            chosen(store, none)
    with pytest.raises(SerialMistyped):
        chosen(store, Choice(serials=("BE-1",)))


def test_what_holds_no_longer_is_not_printed(
    store: Store, examiner: Actor, reading: Reading, serials: list[str]
) -> None:
    revoke(store, examiner, serials[0], "姓名写错", reading)
    assert _serials(store, ALL) == serials[1:]
    with pytest.raises(NotPrintedAnew) as refused:
        chosen(store, Choice(serials=(serials[1], serials[0])))
    assert refused.value.facts == {"serial": serials[0], "state": "revoked"}


# ---------------------------------------------------------------- on record


def test_a_file_is_a_run_on_record(
    store: Store, examiner: Actor, reading: Reading, serials: list[str], tmp_path: Path
) -> None:
    order = Order(per_sheet=2)
    task = new_task(store, ALL, order)
    steps: list[tuple[int, int]] = []
    one = to_file(store, examiner, task, tmp_path / "all.pdf", reading, lambda *step: steps.append(step))
    assert (one.number, one.certificates, one.sheets, one.printed, one.next, one.order) == (1, 5, 3, 3, 0, order)
    assert (one.begun_at, one.begun_by) == (reading.at, "E001")
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert (tmp_path / "all.pdf").read_bytes() == draw_sheets(task.sheets, order)
    assert [record.serials for record in sheet_records(store, 1)] == [
        tuple(serials[:2]),
        tuple(serials[2:4]),
        tuple(serials[4:]),
    ]
    assert {(r.times, r.done, r.medium, r.target) for r in sheet_records(store, 1)} == {
        (1, True, Medium.FILE, "all.pdf")
    }
    printed, begun = store.journal()[:2]
    assert (begun.action, begun.facts["certificates"]) == ("print_run_begun", 5)
    assert (printed.action, printed.facts["run"], printed.facts["target"]) == ("certificates_printed", 1, "all.pdf")
    assert printed.staff_no == "E001"
    with pytest.raises(NothingToPrint):
        chosen(store, UNPRINTED)


def test_only_an_examiner_prints(store: Store, examiner: Actor, reading: Reading, serials: list[str]) -> None:
    nobody = Actor("T001", "张三", Role.CANDIDATE)
    task = new_task(store, ALL, ONE)
    for work in (
        lambda: to_file(store, nobody, task, Path("x.pdf"), reading),
        lambda: to_folder(store, nobody, task, Path("x"), reading),
        lambda: begin(store, nobody, task.sheets, ONE, reading),
        lambda: note_printed(store, nobody, 1, [1], Medium.PRINTER, "", reading),
        lambda: spoil(store, nobody, 1, 1, "卡纸", reading),
    ):
        with pytest.raises(NotAllowed):
            work()
    assert runs(store) == ()
    assert not Path("x.pdf").exists()


def test_after_a_jam_it_goes_on_from_a_chosen_sheet(
    store: Store, examiner: Actor, reading: Reading, serials: list[str]
) -> None:
    task = new_task(store, ALL, ONE)
    begun = begin(store, examiner, task.sheets, ONE, reading)
    assert (begun.printed, begun.next) == (0, 1)
    note_printed(store, examiner, 1, [1, 2, 3], Medium.PRINTER, "HP", reading)
    # The power went: what was sent is on record, the run goes on after it.
    assert run(store, 1).next == 4
    assert [sheet.number for sheet in going_on(store, 1).sheets] == [4, 5]
    # The third had jammed.
    again = going_on(store, 1, 3)
    assert draw_sheets(again.sheets, again.order) == draw_sheets(task.sheets[2:], ONE)
    before = sheet_records(store, 1)
    note_printed(store, examiner, 1, [3, 4, 5], Medium.PRINTER, "HP", reading)
    records = sheet_records(store, 1)
    assert records[:2] == before[:2]
    assert [record.times for record in records] == [1, 1, 2, 1, 1]
    assert (run(store, 1).printed, run(store, 1).next) == (5, 0)
    assert [sheet.number for sheet in going_on(store, 1, 2, 2).sheets] == [2]
    assert len(going_on(store, 1).sheets) == 5


def test_a_spoiled_form_is_on_record_and_printed_again(
    store: Store, examiner: Actor, reading: Reading, serials: list[str], tmp_path: Path
) -> None:
    to_file(store, examiner, new_task(store, ALL, Order(form=True)), tmp_path / "a.pdf", reading)
    spoil(store, examiner, 1, 2, " 墨糊了 ", reading, form_number="ZS-000102")
    assert (run(store, 1).printed, run(store, 1).spoiled, run(store, 1).next) == (4, 1, 2)
    assert _serials(store, UNPRINTED) == [serials[1]]
    (line,) = [entry for entry in store.journal() if entry.action == "sheet_spoiled"]
    assert line.facts == {"run": 1, "sheet": 2, "form_number": "ZS-000102", "why": "墨糊了"}
    (spoiled,) = spoiled_sheets(store, 1)
    assert (spoiled.sheet, spoiled.form_number, spoiled.why, spoiled.staff_no) == (2, "ZS-000102", "墨糊了", "E001")
    # Of its own accord it prints that one alone, and not all behind it.
    assert [sheet.number for sheet in going_on(store, 1, 2).sheets] == [2, 3, 4, 5]
    to_file(store, examiner, going_on(store, 1), tmp_path / "b.pdf", reading)
    assert len(PdfReader(tmp_path / "b.pdf").pages) == 1
    assert [(r.times, r.done, r.spoiled) for r in sheet_records(store, 1)][:3] == [
        (1, True, 0),
        (2, True, 1),
        (1, True, 0),
    ]
    with pytest.raises(NothingToPrint):
        chosen(store, UNPRINTED)
    # A form torn before anything came onto it says nothing of what is printed.
    begin(store, examiner, new_task(store, ALL, ONE).sheets, ONE, reading)
    spoil(store, examiner, 2, 1, "撕破", reading)
    assert (run(store, 2).spoiled, run(store, 2).next) == (1, 1)
    assert [one.run for one in spoiled_sheets(store)] == [2, 1]


def test_what_is_not_there_is_refused(store: Store, examiner: Actor, reading: Reading, serials: list[str]) -> None:
    begin(store, examiner, new_task(store, ALL, ONE).sheets, ONE, reading)
    with pytest.raises(UnknownRun):
        going_on(store, 2)
    with pytest.raises(UnknownRun):
        sheet_records(store, 2)
    for first, last in ((6, 0), (1, 6), (-1, 0)):
        with pytest.raises(UnknownSheet):
            going_on(store, 1, first, last)
    with pytest.raises(UnknownSheet):
        spoil(store, examiner, 1, 6, "x", reading)
    with pytest.raises(SpoiledReasonMissing):
        spoil(store, examiner, 1, 1, "  ", reading)
    assert spoiled_sheets(store) == ()


def test_one_that_was_revoked_meanwhile_leaves_its_place_empty(
    store: Store, examiner: Actor, reading: Reading, serials: list[str]
) -> None:
    order = Order(per_sheet=2)
    begin(store, examiner, new_task(store, ALL, order).sheets, order, reading)
    revoke(store, examiner, serials[1], "撤销", reading)
    revoke(store, examiner, serials[4], "撤销", reading)
    task = going_on(store, 1)
    assert [[one.serial if one else None for one in sheet.certificates] for sheet in task.sheets] == [
        [serials[0], None],
        serials[2:4],
    ]
    assert serials[1].encode() not in draw_sheets(task.sheets, order)
    note_printed(store, examiner, 1, [1, 2], Medium.PRINTER, "HP", reading)
    assert run(store, 1).next == 0
    with pytest.raises(NothingLeftToPrint):
        going_on(store, 1, 3)


# ---------------------------------------------------------------- files


def test_a_folder_gets_a_file_each_by_serial_and_name(
    store: Store, examiner: Actor, reading: Reading, serials: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "证书"
    one = to_folder(store, examiner, new_task(store, ALL, ONE), folder, reading)
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{serial} 张三{n}.pdf" for n, serial in enumerate(serials, 1)
    ]
    assert (one.printed, one.next) == (5, 0)
    with pytest.raises(FilesThere) as refused:
        to_folder(store, examiner, new_task(store, ALL, ONE), folder, reading)
    assert refused.value.facts["count"] == 5
    assert len(runs(store)) == 1
    first = folder / f"{serials[0]} 张三1.pdf"
    first.write_bytes(b"old")
    to_folder(store, examiner, going_on(store, 1, 1, 1), folder, reading, replace=True)
    assert first.read_bytes().startswith(b"%PDF")
    to_folder(store, examiner, new_task(store, ALL, Order(per_sheet=4)), folder, reading)
    assert {"sheet-00001.pdf", "sheet-00002.pdf"} <= {path.name for path in folder.iterdir()}


def test_a_name_that_no_file_may_have_is_made_safe(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    person(store, "T001", '../..\\a:b*?"<>| ' + "名" * 39)
    sitting(store, "S1", "T001")
    serial = issue(store, examiner, "S1", reading).serial
    to_folder(store, examiner, new_task(store, ALL, ONE), tmp_path / "out", reading)
    (path,) = (tmp_path / "out").iterdir()
    assert path.name.startswith(f"{serial} .._.._a_b______ 名")
    assert len(path.name.encode()) <= 124


def test_cancel_leaves_nothing(
    store: Store, examiner: Actor, reading: Reading, serials: list[str], tmp_path: Path
) -> None:
    def third(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    task = new_task(store, ALL, ONE)
    with pytest.raises(Cancelled):
        to_file(store, examiner, task, tmp_path / "out.pdf", reading, third)
    with pytest.raises(Cancelled):
        to_folder(store, examiner, task, tmp_path / "new", reading, third)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    assert runs(store) == ()
    assert len(certificates(store)) == 5


def test_where_nothing_can_be_written_nothing_is_on_record(
    store: Store, examiner: Actor, reading: Reading, serials: list[str], tmp_path: Path
) -> None:
    task = new_task(store, ALL, ONE)
    (tmp_path / "file").write_text("x")
    (tmp_path / "out" / f"{serials[3]} 张三4.pdf").mkdir(parents=True)
    for path in (tmp_path / "none" / "out.pdf", store.path):
        with pytest.raises(FileNotWritten):
            to_file(store, examiner, task, path, reading)
    for folder in (tmp_path / "file", tmp_path / "out"):
        with pytest.raises(FileNotWritten):
            to_folder(store, examiner, task, folder, reading, replace=True)
    assert runs(store) == ()
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{serials[3]} 张三4.pdf"]
    assert store.check() == ()
