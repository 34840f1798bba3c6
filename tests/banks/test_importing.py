"""File → bank: every entry accounted for, nothing half done, nothing changed by doing it again."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.banks.bank import all_questions, bank, banks, pool, question, rows, search
from desktop_app.banks.importing import import_file
from desktop_app.banks.question import Single
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor
from desktop_app.store import Store


@pytest.mark.slow
def test_the_real_exams_come_in_whole_and_a_second_time_change_nothing(
    store: Store, examiner: Actor, reading: Reading, samples: Path
) -> None:
    files = sorted((samples / "finance_zh").glob("test-*.csv"))
    if not files:
        pytest.skip("no finance_zh in the samples")
    total = 0
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            data = list(csv.DictReader(lines))
        total += len(data)
        report = import_file(store, examiner, path, reading=reading)
        assert report.accounted
        assert (report.read, report.imported, report.revision) == (len(data), len(data), 1)
        for read, row in zip(all_questions(store, path.stem), data, strict=True):
            assert isinstance(read, Single)
            assert read.stem == row["Question"]
            assert [option.text for option in read.options] == [row[letter] for letter in "ABCD"]
            assert [option.credit for option in read.options] == [Decimal(letter == row["Answer"]) for letter in "ABCD"]
        again = import_file(store, examiner, path, reading=reading)
        assert (again.read, again.unchanged, again.revision) == (len(data), len(data), 1)
    assert total == len(pool(store, [info.code for info in banks(store)]))
    found = search(store, "洗钱")
    assert found
    assert all("洗钱" in question(store, row.id).stem + str(question(store, row.id)) for row in found)
    assert bank(store, files[0].stem).by_kind == {"single": len(rows(store, files[0].stem))}


def test_a_repeat_is_skipped_though_its_identity_was_given_away(
    store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    def item(stem: str, number: int = 7) -> str:
        answers = '<answer fraction="100"><text>甲</text></answer><answer fraction="0"><text>乙</text></answer>'
        return (
            f'<question type="multichoice"><name><text>一</text></name><questiontext format="html"><text>{stem}</text>'
            f"</questiontext><idnumber>{number}</idnumber><single>true</single>{answers}</question>"
        )

    path = tmp_path / "一.xml"
    path.write_text(f"<quiz>{item('甲题')}{item('甲题')}{item('乙题')}{item('甲题', 8)}</quiz>", "utf-8")
    for imported, unchanged in ((3, 0), (0, 3)):
        report = import_file(store, examiner, path, reading=reading)
        assert (report.read, report.imported, report.unchanged) == (4, imported, unchanged)
        assert [(one.where, one.code) for one in report.skipped] == [("question[2], line 1", "repeat_in_file")]
        told = [(one.where, one.code) for one in report.warnings if one.code.endswith("_repeated")]
        assert ("question[4], line 1", "content_repeated") in told
