"""`plan print`, and the way back of its answers through `grade`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from pypdf import PdfReader

from tests.cli.conftest import Branch


def text_of(path: str | Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(str(path)).pages)


def test_papers_into_a_folder_and_their_answers_back(ready: Branch, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    made = ready.done(
        "plan", "print", "P1", "--to", str(folder), "--versions", "2", "--answer-sheet", "--key", "--answers-template"
    )
    first, second = made["papers"]
    assert first["number"] != second["number"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [f"{one['number']}{end}" for one in (first, second) for end in (".pdf", "-key.pdf", "-sheet.pdf")]
        + ["answers.xlsx"]
    )
    for one in (first, second):
        assert one["number"] in text_of(one["paper"])
        assert "答题卡" in text_of(one["answer_sheet"])
        assert "机密" in text_of(one["key"])
        assert "机密" not in text_of(one["paper"])
    # Every right answer is B and 对 or 错 by the number in its stem; the keys say so.
    book = openpyxl.load_workbook(made["answers"])
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["试卷编号", "工号", "姓名", "1", "2", "3", "4", "5", "6"]
    for row, who in ((2, "T001"), (3, "T002")):
        sheet.cell(row, 2, who)
        key = text_of(made["papers"][row - 2]["key"])
        answers = key.split("客观题答案速查")[1].split("一、")[0].split()
        for n, answer in enumerate(answers[6:12]):
            sheet.cell(row, 4 + n, answer)
    book.save(made["answers"])
    graded = ready.done("grade", "--plan", "P1", "--answers", made["answers"])
    assert [(one["staff_no"], one["score"], one["passed"]) for one in graded] == [
        ("T001", 100, True),
        ("T002", 100, True),
    ]


def test_one_file_with_the_keys_beside_it_and_what_is_refused(ready: Branch, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    made = ready.done(
        "plan", "print", "P1", "--to", str(target), "--seed", "17", "--versions", "3", "--answer-sheet", "--key", "--a3"
    )
    assert [one["seed"] for one in made["papers"]] == [17, 18, 19]
    assert {one["paper"] for one in made["papers"]} == {str(target)}
    assert {one["key"] for one in made["papers"]} == {str(tmp_path / "out-key.pdf")}
    assert made["answers"] is None
    sizes = {tuple(round(float(n)) for n in page.mediabox[2:]) for page in PdfReader(str(target)).pages}
    assert sizes == {(1191, 842), (595, 842)}
    assert "机密" not in text_of(target)
    again = ready.done("plan", "print", "P1", "--to", str(tmp_path / "again.pdf"), "--seed", "18")
    assert again["papers"][0]["number"] == made["papers"][1]["number"]
    refused = str(tmp_path / "refused.pdf")
    assert "versions" in ready.refused("plan", "print", "P1", "--to", refused, "--versions", "0")
    assert "seed" in ready.refused("plan", "print", "P1", "--to", refused, "--seed", "-1")
    ready.refused("plan", "print", "P9", "--to", refused)
    ready.refused("plan", "print", "P1", "--to", str(tmp_path / "none" / "out.pdf"))
    assert not Path(refused).exists()
