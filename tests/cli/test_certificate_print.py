"""`certificate print`, `runs`, `spoiled`: onto paper by command, on after a jam, and what verifying a copy says."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from desktop_app.certificates.certificate import issue
from desktop_app.staff import examiner_of_slot
from desktop_app.store import Store
from tests.certificates.world import sitting
from tests.cli.conftest import Branch
from tests.store_fixtures import PASSPHRASE, READING


def issued(ready: Branch) -> list[str]:
    store = Store.open(ready.folder, passphrase=PASSPHRASE)
    actor = examiner_of_slot(store)
    made = []
    for staff_no in ("T001", "T002"):
        made.append(issue(store, actor, sitting(store, f"S-{staff_no}", staff_no), READING).serial)
    store.close()
    return made


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_a_run_by_command_from_its_beginning_to_a_spoiled_form(ready: Branch, tmp_path: Path) -> None:
    first, second = issued(ready)
    target = tmp_path / "all.pdf"
    made = ready.done("certificate", "print", "--unprinted", "--to", str(target), "--form", "--offset=-1.5,0.3")
    assert {name: made[name] for name in ("run", "certificates", "sheets", "printed", "next", "written")} == {
        "run": 1,
        "certificates": 2,
        "sheets": 2,
        "printed": 2,
        "next": 0,
        "written": 2,
    }
    assert [serial in text for serial, text in zip((first, second), pages(target), strict=True)] == [True, True]
    assert "合格证书" not in pages(target)[0]
    assert "--replace" in ready.refused("certificate", "print", "--to", str(target))
    assert "可打印的证书" in ready.refused("certificate", "print", "--unprinted", "--to", str(tmp_path / "no.pdf"))
    spoiled = ready.done("certificate", "spoiled", "1", "2", "--why", "卡纸", "--form-number", "ZS-77")
    assert (spoiled["printed"], spoiled["spoiled"], spoiled["next"]) == (1, 1, 2)
    again = ready.done("certificate", "print", "--run", "1", "--from-sheet", "2", "--to", str(target), "--replace")
    assert (again["first_sheet"], again["last_sheet"], again["printed"]) == (2, 2, 2)
    assert len(pages(target)) == 1
    shown = ready.done("certificate", "runs", "1")
    assert [(one["sheet"], one["serials"], one["times"]) for one in shown["on_sheets"]] == [
        (1, [first], 1),
        (2, [second], 2),
    ]
    assert [(one["sheet"], one["form_number"], one["why"]) for one in shown["spoiled_sheets"]] == [(2, "ZS-77", "卡纸")]
    assert [one["run"] for one in ready.done("certificate", "runs")] == [1]


def test_several_on_a_sheet_a_folder_and_a_copy_verified(ready: Branch, tmp_path: Path) -> None:
    first, second = issued(ready)
    cards = tmp_path / "cards.pdf"
    ready.done("certificate", "print", "--to", str(cards), "--per-sheet", "10", "--margin", "5", "--gutter", "0")
    assert "二维码" in ready.said
    assert len(pages(cards)) == 1
    folder = tmp_path / "each"
    made = ready.done("certificate", "print", "--serial", second, "--to", str(folder))
    assert (made["run"], made["certificates"]) == (2, 1)
    (path,) = folder.iterdir()
    assert path.name == f"{second} 欧阳若兰.pdf"
    status, verdict = ready.run("certificate", "verify", str(path))
    assert (status, verdict["verdict"], verdict["code_verdict"]) == (1, "not a certificate", "valid")
    assert verdict["facts"]["serial"] == second
    assert "打印件" in ready.said
    refused = ready.refused("certificate", "print", "--serial", second, "--to", str(folder))
    assert "1 个" in refused
    assert first not in "".join(pages(path))


def test_what_cannot_be_asked_for(ready: Branch, tmp_path: Path) -> None:
    issued(ready)
    to = ["--to", str(tmp_path / "x.pdf")]
    assert "11" in ready.refused("certificate", "print", *to, "--per-sheet", "11")
    for bad in ("1", "a,b", "0.25,1", "nan,1", "1e999,0"):
        assert bad.partition(",")[0] in ready.refused("certificate", "print", *to, f"--offset={bad}")
    assert "--run" in ready.refused("certificate", "print", *to, "--from-sheet", "2")
    ready.refused("certificate", "print", *to, "--run", "1")
    ready.done("certificate", "print", *to)
    assert "--per-sheet" in ready.refused("certificate", "print", *to, "--replace", "--run", "1", "--per-sheet", "2")
    assert "2 张" in ready.refused("certificate", "print", *to, "--replace", "--run", "1", "--from-sheet", "3")
    ready.refused("certificate", "spoiled", "1", "1", "--why", " ")
