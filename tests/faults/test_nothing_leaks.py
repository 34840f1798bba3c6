"""After a whole job nothing of what people know or are can be found in any file that the product has left: no text of
a question, no name, no answer, no passphrase, no PIN; nor in what it said on the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.base.clock import system_clock
from desktop_app.staff import examiner_of_slot
from desktop_app.staff.pins import set_pin
from desktop_app.store import Store
from tests.faults.branch import EXAMINER, PASSPHRASE, PEOPLE, PLAN, PLANS, Branch, answer_to, question_list

pytestmark = pytest.mark.slow
PIN = "48213759"
LEAST = 8
"""Bytes of a secret that are looked for: shorter ones are found in any noise."""
ROSTER = "工号,姓名,岗位,机构,手机\n" + "".join(
    f"{no},{name},综合柜员,城东支行营业部,1390000{no[1:]}\n" for no, name in PEOPLE.items()
)


@pytest.fixture
def isolated(tmp_path: Path) -> Branch:
    """A branch whose every file lies below ``tmp_path/all``, the system's own places included."""
    places = {name: str(tmp_path / "all" / name) for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    for place in places.values():
        Path(place).mkdir(parents=True)
    return Branch(tmp_path / "all" / "store", settings=places)


def secrets_of(answers: list[str]) -> Iterator[str]:
    for question in question_list():
        yield question["stem"]
        for option in question.get("options", ()):
            if option["text"] not in {"正确", "错误"}:
                yield option["text"]
        for gap in question.get("blanks", ()):
            yield gap["accept"][0]["text"]
    yield from answers
    yield from PEOPLE.values()
    yield from (EXAMINER, PASSPHRASE, PIN, "城东支行营业部", "综合柜员", "存款业务知识")


def traces(data: bytes, secrets: list[str]) -> list[str]:
    """The secrets in there, as UTF-8, UTF-16, GBK or escaped as JSON."""
    found = []
    for secret in secrets:
        forms = [secret.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
        forms.append(json.dumps(secret)[1:-1].encode())
        if any(form in data for form in forms if len(form) >= LEAST):
            found.append(secret)
    return found


def test_the_search_finds_what_is_there() -> None:
    for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        assert traces(b"xx" + "诸葛静怡".encode(code) + b"xx", ["诸葛静怡", PIN]) == ["诸葛静怡"]
    assert traces(b"\0" + PIN.encode("utf-16-le"), [PIN]) == [PIN]


def a_whole_job(branch: Branch, beside: Path) -> list[str]:
    """Init, roster, questions, plan, exam, a sitting that is killed and resumed, certificate, backup; and things that
    are refused on the way. Gives the answers that were given."""
    beside.mkdir()
    (beside / "mine.json").write_text(json.dumps({"questions": question_list()}), encoding="utf-8")
    (beside / "roster.csv").write_text(ROSTER, encoding="utf-8")
    broken = [f"{one['stem']}?,{one['stem']}甲,{one['stem']}乙,D" for one in question_list()]
    (beside / "broken.csv").write_text("\n".join(["题干,A,B,答案", *broken]), encoding="utf-8")
    init = ["init", "--branch", "城东支行营业部", "--examiner", "E001", "--name", EXAMINER, "--empty"]
    assert branch.run(*init, "--recovery-to", str(beside / "code.txt")).status == 0
    branch.done("staff", "import", str(beside / "roster.csv"))
    branch.done("bank", "import", str(beside / "mine.json"))
    assert branch.run("bank", "import", str(beside / "broken.csv")).status == 3
    for code in ("STOP", "AUTO"):
        (beside / "plan.toml").write_text(PLAN.format(code=code, **PLANS[code]), encoding="utf-8")
        branch.done("plan", "import", str(beside / "plan.toml"))
        branch.done("exam", "open", "--plan", code)
    store = Store.open(branch.folder, passphrase=PASSPHRASE)
    set_pin(store, examiner_of_slot(store), "T001", PIN, system_clock())
    store.close()
    answers = _sit(branch)
    (certificate,) = branch.done("certificate", "list")
    branch.done("certificate", "render", certificate["serial"], "--to", str(beside / "certificate.pdf"))
    branch.done("store", "backup", str(branch.folder / "backups" / "today.zip"))
    branch.refused("sit", "--plan", "STOP", "--staff-no", "T009")
    # Somebody sits when the plug is pulled: the database's log stays.
    last = branch.sit()
    last.saves(3)
    last.kill()
    return answers


def _sit(branch: Branch) -> list[str]:
    first = branch.sit("AUTO", "T002")
    assert first.submit()["submitted"] is True
    assert first.end() == (0, "")
    sitter, answers = branch.sit(), []
    for n, question in enumerate(sitter.questions):
        if n == 15:
            sitter.kill()
            sitter = branch.sit()
        value = answer_to(question, n)
        answers += [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
        sitter.say({"position": question["position"], "answer": value})
        error = sitter.say({"position": question["position"], "answer": {"第几次": "慕容雪晴"}})["error"]
        assert "慕容雪晴" not in error["message"]
    assert sitter.end() == (0, "")
    return [text for text in answers if len(text) > 4]


def test_nothing_is_left_behind(isolated: Branch, tmp_path: Path) -> None:
    secrets = list(secrets_of(a_whole_job(isolated, tmp_path / "beside")))
    assert len(secrets) > 120
    files = [path for path in sorted((tmp_path / "all").rglob("*")) if path.is_file()]
    names = {str(path.relative_to(tmp_path / "all")) for path in files}
    assert {"store/branch-exam.db", "store/branch-exam.db-wal", "store/slots.json", "store/backups/today.zip"} <= names
    # Nothing but the store itself: no cache, no temporary file, nothing half-written.
    assert {name for name in names if not name.startswith("store/")} == set()
    assert {name for name in names if name.endswith((".part", ".lock", ".tmp"))} == set()
    for path in files:
        assert traces(path.name.encode() + path.read_bytes(), secrets) == [], path
    for said in isolated.heard:
        assert traces(said.encode(), secrets) == [], said
    # A database that anybody could read would begin like this.
    assert b"SQLite format 3" not in (isolated.folder / "branch-exam.db").read_bytes()
    shutil.rmtree(tmp_path / "beside")
