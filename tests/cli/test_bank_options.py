"""`bank import --near`, `--review`, and what the other commands do with files and streams that cannot be."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop_app.cli import frame, main
from desktop_app.store import Store
from desktop_app.store.checking import StoreFinding
from tests.cli.conftest import Branch

Make = Callable[..., Branch]
STEM = "金融机构应当在大额交易发生之日起5个工作日内以电子方式提交大额交易报告"


@pytest.fixture
def bare(branch: Make) -> Branch:
    return branch("--empty")


def near_file(folder: Path) -> Path:
    path = folder / "mine.csv"
    lines = ["题型,题干,答案", f"判断题,{STEM}。,正确", f"判断题,{STEM}！,错误", "判断题,没有答案的题,"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_near_and_review_go_together_and_nothing_is_dropped(bare: Branch, tmp_path: Path) -> None:
    path, out = near_file(tmp_path), tmp_path / "结果.xlsx"
    status, (report,) = bare.run("bank", "import", str(path), "--near", "--review", str(out))
    assert status == 3
    assert (report["imported"], len(report["rejected"])) == (2, 1)
    (near,) = [one for one in report["warnings"] if one["code"] == "near_duplicate"]
    assert near["where"] == "line 3"
    assert "line 2" in near["message"]
    assert "答案" in near["message"]
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet["D1"].value == "检查结果"
    assert near["message"] in sheet["D3"].value
    assert sheet["D4"].value.startswith("未导入")
    assert bare.done("bank", "show", "mine")["questions"] == 2


def test_a_review_goes_with_a_dry_run(bare: Branch, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    status, _ = bare.run("bank", "import", str(near_file(tmp_path)), "--dry-run", "--review", str(out))
    assert status == 3
    assert out.exists()
    assert bare.done("bank", "list") == []


def test_what_a_review_does_not_hold_is_among_the_warnings(bare: Branch, tmp_path: Path) -> None:
    path = tmp_path / "mine.gift"
    path.write_text("::a:: 一加一等于二？ {T}\n", encoding="utf-8")
    (report,) = bare.done("bank", "import", str(path), "--review", str(tmp_path / "out.xlsx"))
    assert "review_lost_listed" in [one["code"] for one in report["warnings"]]
    assert report["read"] == report["imported"] == 1


def test_a_review_never_takes_the_place_of_the_file_or_the_store(bare: Branch, tmp_path: Path) -> None:
    path = near_file(tmp_path)
    before = path.read_bytes()
    xlsx = tmp_path / "same.xlsx"
    xlsx.write_bytes(before)
    (tmp_path / "link.xlsx").symlink_to(xlsx)
    own = bare.folder / "slots.xlsx"
    own.symlink_to(bare.folder / "slots.json")
    refused = [
        (path, path, "结尾"),
        (xlsx, xlsx, "换一个文件名"),
        (xlsx, tmp_path / "link.xlsx", "换一个文件名"),
        (path, own, "无法写入"),
        (path, tmp_path / "nowhere" / "out.xlsx", "无法写入"),
    ]
    for source, target, said in refused:
        assert said in bare.refused("bank", "import", str(source), "--review", str(target))
    assert "逐个" in bare.refused("bank", "import", str(path), str(xlsx), "--review", str(tmp_path / "out.xlsx"))
    assert path.read_bytes() == xlsx.read_bytes() == before
    assert bare.done("bank", "list") == []
    assert bare.done("store", "check")["ok"]


def test_an_import_whose_review_cannot_be_written_is_done_and_says_so(
    bare: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.banks import exporting

    def full(path: Path, _data: bytes) -> None:
        raise exporting.FileNotWritten(path=str(path), reason="disk full")

    monkeypatch.setattr(exporting, "save", full)
    status, (report,) = bare.run("bank", "import", str(near_file(tmp_path)), "--review", str(tmp_path / "out.xlsx"))
    assert (status, report["imported"]) == (3, 2)
    assert "导入已完成" in bare.said


def test_an_export_says_who_in_the_journal(bare: Branch, tmp_path: Path) -> None:
    bare.run("bank", "import", str(near_file(tmp_path)))
    bare.done("bank", "export", "mine", "--to", str(tmp_path / "out.json"))
    store = Store.open(bare.folder, passphrase=os.environ["BRANCH_EXAM_PASSPHRASE"])
    try:
        assert [(one.staff_no, one.action) for one in store.journal(1)] == [("E001", "bank_exported")]
    finally:
        store.close()


# ---------------------------------------------------------------- files and streams that cannot be


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_a_file_without_end_is_refused_and_not_read_to_its_end(
    bare: Branch, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.banks import importing

    monkeypatch.setattr(frame, "MAX_FILE_MB", 4)
    monkeypatch.setattr(importing, "MAX_FILE_MB", 4)
    for command in (
        ["staff", "import"],
        ["grade", "--plan", "P1", "--answers"],
        ["plan", "import"],
        ["bank", "import"],
    ):
        assert "太大" in bare.refused(*command, "/dev/zero")


def test_a_roster_or_answers_above_the_limit_are_refused(bare: Branch, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate((frame.MAX_FILE_MB << 20) + 1)  # sparse: takes no room
    assert str(frame.MAX_FILE_MB) in bare.refused("staff", "import", str(large))
    assert str(frame.MAX_FILE_MB) in bare.refused("grade", "--plan", "P1", "--answers", str(large))


def test_a_plan_that_is_no_toml_is_refused_in_the_persons_language(bare: Branch, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text('code = "P1"\ntitle = \n', encoding="utf-8")
    said = bare.refused("plan", "import", str(path))
    assert "2:9" in said
    assert "nvalid" not in said
    path.write_bytes(b"\xff\xfe\x00")
    assert "TOML" in bare.refused("plan", "import", str(path))


def test_a_store_that_is_unsound_is_told_in_one_line_beside_the_json(
    bare: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = StoreFinding("store_schema_differs", {"what": "question"})
    monkeypatch.setattr(Store, "check", lambda _self: (finding,))
    status, out = bare.run("store", "check")
    assert status == 1
    assert out["ok"] is False
    assert len(out["findings"]) == 1
    assert len(bare.said.strip().splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's way to close a stream")
def test_sit_without_an_input_is_refused_and_no_time_runs(ready: Branch) -> None:
    command = (
        f'exec "{sys.executable}" -m desktop_app --lang zh --data-dir "{ready.folder}" sit --plan P1 --staff-no T001'
    )
    sat = subprocess.run(["/bin/sh", "-c", f"{command} <&-"], capture_output=True, check=False, timeout=30, text=True)
    assert (sat.returncode, sat.stdout) == (1, "")
    assert len(sat.stderr.strip().splitlines()) == 1
    assert "标准输入" in sat.stderr
    assert ready.done("sitting", "list") == []


class _Broken:
    """An input that breaks off after one line."""

    def __iter__(self) -> Iterator[str]:
        yield '{"position": 1, "flag": true}\n'
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_an_input_that_breaks_off_is_told_and_the_sitting_goes_on(
    ready: Branch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", _Broken())
    capsys.readouterr()
    status = main(["--data-dir", str(ready.folder), "--lang", "zh", "sit", "--plan", "P1", "--staff-no", "T001"])
    out, said = capsys.readouterr()
    assert status == 1
    assert json.loads(out.splitlines()[1])["saved"] == 1
    assert len(said.strip().splitlines()) == 1
    assert "中断" in said
    assert [one["state"] for one in ready.done("sitting", "list")] == ["open"]


def test_without_an_input_nobody_is_asked_for_a_passphrase(bare: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRANCH_EXAM_PASSPHRASE")
    monkeypatch.setattr(sys, "stdin", None)
    assert "--passphrase-file" in bare.refused("bank", "list")
