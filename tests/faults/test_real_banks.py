"""The nine banks of real questions: every row accounted for, nothing changed on the way, a paper of 100 that is the
same everywhere, and a score that the files' own keys bear out."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.app import init
from desktop_app.store import CHEAP
from tests.faults.branch import EXAMINER, PASSPHRASE, Branch

pytestmark = pytest.mark.slow
ROWS = 5_879
NUMBERS = (11, 11, 11, 11, 11, 11, 11, 11, 12)


@pytest.fixture(scope="module")
def files(samples: Path) -> list[Path]:
    found = sorted((samples / "finance_zh").glob("test-*.csv"))
    if len(found) != 9:
        pytest.skip("the nine banks are not among the samples")
    return found


@pytest.fixture(scope="module")
def rows(files: list[Path]) -> dict[str, list[dict[str, str]]]:
    """What the csv module reads, by bank; white space around a text is all that importing takes away."""
    read = {}
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            read[path.stem] = [
                {name: (text or "").strip() for name, text in row.items()} for row in csv.DictReader(file)
            ]
    return read


@pytest.fixture(scope="module")
def reports(branch: Branch, files: list[Path]) -> list[dict[str, Any]]:
    """What importing all nine says."""
    found: list[dict[str, Any]] = branch.done("bank", "import", *map(str, files))
    return found


@pytest.fixture(scope="module")
def branch(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branch]:
    """An empty branch with one candidate."""
    folder = tmp_path_factory.mktemp("real")
    store, _ = init(folder / "store", "城东支行", "E001", EXAMINER, PASSPHRASE, empty=True, kdf=CHEAP)
    store.close()
    made = Branch(folder / "store")
    (folder / "roster.csv").write_text("工号,姓名,岗位,机构\nT001,欧阳若兰,柜员,城东支行\n", encoding="utf-8")
    made.done("staff", "import", str(folder / "roster.csv"))
    yield made
    made.close()


def test_every_row_is_accounted_for(
    reports: list[dict[str, Any]], rows: dict[str, list[dict[str, str]]], files: list[Path]
) -> None:
    assert sum(map(len, rows.values())) == ROWS
    assert [one["file"] for one in reports] == [path.name for path in files]
    for one in reports:
        assert one["read"] == len(rows[one["bank"]])
        assert one["read"] == one["imported"] + len(one["skipped"]) + len(one["rejected"])
        assert (one["updated"], one["unchanged"], one["revision"]) == (0, 0, 1)
    assert sum(one["imported"] for one in reports) == ROWS


def test_every_stem_and_key_is_as_in_the_file(
    branch: Branch, reports: list[dict[str, Any]], rows: dict[str, list[dict[str, str]]], tmp_path: Path
) -> None:
    for one in reports:
        path = tmp_path / "bank.json"
        told = branch.done("bank", "export", one["bank"], "--to", str(path))
        assert (told["questions"], told["left_out"], told["reduced"]) == (len(rows[one["bank"]]), [], [])
        exported = json.loads(path.read_text(encoding="utf-8"))["questions"]
        assert Counter(map(as_row, exported)) == Counter(
            (row["Question"], row["A"], row["B"], row["C"], row["D"], row["Answer"]) for row in rows[one["bank"]]
        )


def as_row(question: dict[str, Any]) -> tuple[str, ...]:
    """Stem, options and the letter of the right one: from the canonical form, as a row of the file has them."""
    assert question["kind"] == "single"
    right = [chr(65 + n) for n, option in enumerate(question["options"]) if option["credit"] == "1"]
    assert len(right) == 1
    assert all(option["credit"] in {"0", "1"} for option in question["options"])
    return (question["stem"], *(option["text"] for option in question["options"]), right[0])


def test_importing_again_changes_nothing(branch: Branch, reports: list[dict[str, Any]], files: list[Path]) -> None:
    before = branch.done("bank", "list")
    again = branch.done("bank", "import", *map(str, files))
    for first, second in zip(reports, again, strict=True):
        assert second["unchanged"] == first["imported"]
        assert (second["imported"], second["updated"], second["revision"]) == (0, 0, 1)
        assert second["rejected"] == first["rejected"]
    assert branch.done("bank", "list") == before


@pytest.fixture(scope="module")
def plan(branch: Branch, reports: list[dict[str, Any]]) -> str:
    """A plan of 100 questions over all nine."""
    sections = "".join(
        f'[[sections]]\ntitle = "{one["bank"]}"\nbank = "{one["bank"]}"\nnumber = {number}\npoints = "1"\n'
        for one, number in zip(reports, NUMBERS, strict=True)
    )
    path = branch.folder.parent / "plan.toml"
    path.write_text(f'code = "ALL"\ntitle = "综合"\nminutes = 120\n{sections}', encoding="utf-8")
    branch.done("plan", "import", str(path))
    assert branch.done("plan", "check", "ALL") == {"feasible": True, "missing": []}
    return "ALL"


def test_the_same_seed_draws_the_same_paper_elsewhere(branch: Branch, plan: str) -> None:
    papers = [
        Branch(branch.folder, settings={"PYTHONHASHSEED": seed}).done("plan", "draw", plan, "--seed", "20261124")
        for seed in ("1", "2")
    ]
    assert papers[0] == papers[1]
    assert len(papers[0]["questions"]) == 100
    assert len({(one["bank"], one["uid"]) for one in papers[0]["questions"]}) == 100
    other = branch.done("plan", "draw", plan, "--seed", "20261125")
    assert other["fingerprint"] != papers[0]["fingerprint"]


def test_sat_and_graded_by_the_files_own_keys(branch: Branch, plan: str, rows: dict[str, list[dict[str, str]]]) -> None:
    keys = {
        (row["Question"], frozenset(row[letter] for letter in "ABCD")): row[row["Answer"]]
        for bank in rows.values()
        for row in bank
    }
    branch.done("exam", "open", "--plan", plan)
    sitter = branch.sit(plan)
    assert len(sitter.questions) == 100
    assert len({one["stem"] for one in sitter.questions}) == 100
    right = 0
    for n, question in enumerate(sitter.questions):
        texts = {option["letter"]: option["text"] for option in question["options"]}
        key = keys[question["stem"], frozenset(texts.values())]
        # Every fourth wrong, every tenth not at all; nor one whose options, their formulas lost, are all alike.
        letter = next((letter for letter, text in texts.items() if (text == key) is (n % 4 != 3)), "")
        if n % 10 != 9 and len(set(texts.values())) == len(texts):
            assert sitter.say({"position": question["position"], "answer": letter})["saved"] == question["position"]
            right += texts[letter] == key
    told = sitter.submit()
    assert sitter.end() == (0, "")
    assert told == {"submitted": True, "state": "submitted", "score": right, "max_score": 100, "passed": right >= 60}
    assert 60 < right < 80
    shown = branch.done("sitting", "show", sitter.paper["sitting"])
    assert shown["score"] == right
    assert sum(section["score"] for section in shown["sections"]) == right
    assert [section["max_score"] for section in shown["sections"]] == list(NUMBERS)
