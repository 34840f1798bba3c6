"""Sheets of an exam and a person by command."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl import load_workbook

from desktop_app.store import Store
from tests.cli.conftest import Branch
from tests.store_fixtures import PASSPHRASE
from tests.ui.examiner_exam import opened, sat


def test_sheets_are_written_as_pages_and_as_tables(branch: Callable[..., Branch]) -> None:
    ours = branch("--empty")
    here = ours.folder.parent
    store = Store.open(ours.folder, passphrase=PASSPHRASE)
    from desktop_app.staff import examiner_of_slot

    exam = opened(store, examiner_of_slot(store))
    ident = sat(store, exam, "T001")
    store.close()
    for kind, rows in (("scores", 3), ("attendance", 3), ("not-sat", 2)):
        done = ours.done("exam", "sheet", kind, exam.id, "--to", str(here / f"{kind}.pdf"))
        assert done["rows"] == rows
        assert (here / f"{kind}.pdf").read_bytes().startswith(b"%PDF")
    assert ours.done("exam", "sheet", "not-sat", "--plan", "P", "--to", str(here / "n.xlsx"))["rows"] == 2
    # A name that begins as a formula does is text in the workbook.
    names = [row[2] for row in load_workbook(here / "n.xlsx").worksheets[0].values]
    assert "'=王五" in names
    assert ours.done("exam", "sheet", "labels", exam.id, "--to", str(here / "l.pdf"))["rows"] == 0
    assert ours.done("sitting", "archive", ident, "--to", str(here / "a.pdf"))["sittings"] == 1
    assert ours.done("exam", "archive", exam.id, "--to", str(here / "b.pdf"))["sittings"] == 1
    assert ours.done("staff", "transcript", "T001", "--to", str(here / "t.csv"))["rows"] == 0
    assert "T009" in ours.refused("staff", "transcript", "T009", "--to", str(here / "t.pdf"))
    assert ours.done("exam", "slips", exam.id, "--staff", "T002", "--to", str(here / "s.pdf"))["slips"] == 1
    assert (here / "s.pdf").stat().st_mode & 0o077 == 0
