"""Files made to do harm, in the real reading child: each is refused by name, or read without what was to harm."""

from __future__ import annotations

import csv
import io
import os
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from desktop_app.banks import formats
from desktop_app.banks.bank import BankInfo
from desktop_app.banks.exporting import WRITERS
from desktop_app.banks.importing import import_file, preview
from desktop_app.banks.question import Option, Question, Single, Source
from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.tables.child import in_child
from tests.banks.fuzz.trial import told
from tests.faults import attacks

INFO = BankInfo("b", "b", "", 1, 1, {}, {}, False)
CAMPAIGN = bool(os.environ.get("BRANCH_EXAM_CAMPAIGN"))
EXPECTED = {
    "absolute.zip": "package_refused",
    "controls.csv": "1 read",
    "deep-braces.gift": "0 read, gift_brace_within",
    "deep-formula.docx": "word_unreadable",
    "deep-html.xml": "1 read, formatting_left_out",
    "deep-item.xml": "xml_unreadable",
    "deep-latex.gift": "1 read",
    "deep-mathml.xml": "1 read",
    "deep-parts.json": "json_not_canonical",
    "deep-table.xls": "table_not_a_table",
    "deep.ods": "table_damaged",
    "deep.toml": "toml_unreadable",
    "deep.xml": "0 read, xml_entry_broken",
    "dots.zip": "package_refused",
    "drive.zip": "package_refused",
    "dtd-item.xml": "1 read",
    "dtd-moodle.xml": "1 read",
    "dtd-package.zip": "1 read",
    "dtd-sheet.ods": "table_damaged",
    "dtd-sheet.xlsx": "4 read",
    "dtd-word.docx": "3 read",
    "file-image.xml": "1 read, image_left_out",
    "file-item.xml": "xml_entities",
    "file-moodle.xml": "xml_entities",
    "file-package.zip": "0 read, xml_entities",
    "file-sheet.ods": "table_damaged",
    "file-sheet.xlsx": "table_damaged",
    "file-word.docx": "xml_entities",
    "laughs-item.xml": "xml_entities",
    "laughs-moodle.xml": "xml_entities",
    "laughs-package.zip": "0 read, xml_entities",
    "laughs-sheet.ods": "table_damaged",
    "laughs-sheet.xlsx": "table_damaged",
    "laughs-word.docx": "xml_entities",
    "link.zip": "1 read, image_left_out",
    "long.gift": "0 read, text_too_long",
    "many.zip": "package_refused",
    "nested.zip": "1 read",
    "net-image.xml": "1 read, image_left_out",
    "net-item.xml": "xml_entities",
    "net-moodle.xml": "xml_entities",
    "net-package.zip": "0 read, xml_entities",
    "net-sheet.ods": "table_damaged",
    "net-sheet.xlsx": "table_damaged",
    "net-word.docx": "xml_entities",
    "nul.csv": "table_not_a_table",
    "nul.gift": "table_not_a_table",
    "out-image.zip": "1 read, image_left_out",
    "overlapping.zip": "package_refused",
    "parameter-item.xml": "xml_entities",
    "parameter-moodle.xml": "xml_entities",
    "parameter-package.zip": "0 read, xml_entities",
    "parameter-sheet.ods": "table_damaged",
    "parameter-sheet.xlsx": "4 read",
    "parameter-word.docx": "xml_entities",
    "quadratic-item.xml": "format_unknown",
    "quadratic-moodle.xml": "format_unknown",
    "quadratic-package.zip": "format_unknown",
    "quadratic-sheet.ods": "table_damaged",
    "quadratic-sheet.xlsx": "table_damaged",
    "quadratic-word.docx": "xml_entities",
    "ratio.zip": "package_refused",
    "surrogate.json": "0 read, question_invalid",
    "turned.csv": "1 read",
}


def outcomes(folder: Path) -> dict[str, str]:
    """File → what became of it: the code of a refusal, or the questions, the rejections and the warnings. In the
    child, with its limits."""
    return {path.name: _outcome(path) for path in sorted(folder.iterdir())}


def _outcome(path: Path) -> str:
    data = path.read_bytes()
    began = time.perf_counter()
    try:
        draft = formats.recognise(data, path.name).read(data, name=path.name)
    except BranchExamError as error:
        told(error)
        return error.code + (" and the secret" if attacks.SECRET in repr(error.facts) else "")
    finally:
        assert time.perf_counter() - began < 5, path.name
    secret = ["and the secret"] if attacks.SECRET in repr(draft) else []
    said = [f"{len(draft.questions)} read", *secret, *sorted({one.code for one in draft.findings})]
    return ", ".join(said + sorted({one.code for one in draft.warnings} - {"feature_left_out_often"}))


def test_each_does_no_harm(tmp_path: Path) -> None:
    secret, folder = tmp_path / "secret.txt", tmp_path / "files"
    secret.write_text(attacks.SECRET, encoding="utf-8")
    folder.mkdir()
    made = {**attacks.attacks(secret), **(attacks.bombs() if CAMPAIGN else {})}
    for name, data in made.items():
        (folder / name).write_bytes(data)
    bombs = {"word-bomb.docx": "package_refused", "sheet-bomb.ods": "table_unpacks_too_large"} if CAMPAIGN else {}
    assert in_child(outcomes, folder) == {**EXPECTED, **bombs}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files", "secret.txt"]
    assert not Path("/tmp/out.xml").exists()


def test_a_hundred_thousand_findings_are_told(store: Store, examiner: Actor, reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_bytes(attacks.many_findings(100_000))
    began = time.perf_counter()
    report = import_file(store, examiner, path, reading=reading, dry_run=True)
    assert time.perf_counter() - began < 60
    assert (report.read, len(report.rejected), report.imported) == (100_000, 100_000, 0)
    assert report.rejected[-1].where.endswith("100001")


def test_signs_that_turn_or_hide_text_do_not_arrive() -> None:
    hidden = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\x1b\x07\x00"
    rows = f"题干,A,B,答案\n一{hidden[:-1]}题？,甲{hidden[:-1]},乙,A\n".encode()
    gift = f"Q{hidden[:-1]} {{=a{hidden[:-1]} ~b}}\n".encode()
    quiz = attacks.quiz("Q" + "".join(f"&#{ord(sign)};" for sign in hidden[:-3]))
    for name, data in {"a.csv": rows, "a.gift": gift, "a.xml": quiz}.items():
        (one,) = preview(data, name).questions
        texts = [one.question.stem, *(option.text for option in getattr(one.question, "options", ()))]
        assert not set(hidden) & set("".join(texts)), (name, texts)


RISKY = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://127.0.0.1")', "＝1", "'=1", "=cmd|' /C calc'!A1")


def _risky(text: str) -> Question:
    """A question of which every text is this one; names and options need letters of their own."""
    return Single(
        uid=text,
        stem=text,
        topic=(text,),
        tags=(text,),
        explanation=text,
        options=(Option(text + "a", Decimal(1), text), Option(text + "b", Decimal(0), text)),
        source=Source(text, text, text, text),
    )


@pytest.mark.parametrize("way", ["", ".gift", ".xml", ".zip", ".aiken"])
def test_nothing_that_goes_out_runs_in_a_spreadsheet(way: str) -> None:
    """By itself, and of what came in through another format."""
    questions: list[Question] = [_risky(text) for text in RISKY]
    if way:
        written = WRITERS[way](questions, INFO)
        questions = [one.question for one in formats.recognise(written.data, f"a{way}").read(written.data).questions]
        assert len(questions) >= len(RISKY) // 2
    rows = list(csv.reader(io.StringIO(WRITERS[".csv"](questions, INFO).data.decode("utf-8-sig"), newline="")))
    assert len(rows) >= len(questions)  # a tab before a text does not come back: that one is left out
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
    book = openpyxl.load_workbook(io.BytesIO(WRITERS[".xlsx"](questions, INFO).data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 4 * len(questions)
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
