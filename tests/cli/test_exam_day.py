"""The day of an exam from the command line: people, seats, presence, late starts, time, ends; a slip for a PIN."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from desktop_app.base.clock import Reading, system_clock
from desktop_app.cli import main
from desktop_app.exams.admission import new_slips
from desktop_app.exams.exam import open_exam
from desktop_app.exams.sitting import start
from desktop_app.staff import examiner_of_slot, person
from desktop_app.store import Store
from tests.cli.conftest import Branch
from tests.store_fixtures import PASSPHRASE


@pytest.fixture
def exam_id(ready: Branch) -> str:
    return str(ready.done("exam", "list")[0]["id"])


def _by_number(people: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["staff_no"]: one for one in people}


@pytest.fixture
def sit(
    ready: Branch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, list[dict[str, Any]], str]]:
    """Runs ``sit`` with these lines: status, what it said, standard error."""

    def run(*arguments: str, lines: str = "") -> tuple[int, list[dict[str, Any]], str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        capsys.readouterr()
        status = main(["--data-dir", str(ready.folder), "--lang", "en", "sit", "--plan", "P1", *arguments])
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return run


def test_people_come_in_and_go_out(ready: Branch, exam_id: str) -> None:
    people = ready.done("exam", "people", exam_id)
    assert [one["staff_no"] for one in people] == ["T001", "T002"]
    assert [one["staff_no"] for one in ready.done("exam", "remove", exam_id, "--staff", "T002")] == ["T001"]
    assert "T002" in ready.refused("exam", "remove", exam_id, "--staff", "T002")
    assert len(ready.done("exam", "add", exam_id, "--post", "大堂经理")) == 2
    assert "没有任何考生" in ready.refused("exam", "add", exam_id)
    found = _by_number(ready.done("exam", "presence", exam_id, "arrived", "--staff", "T001"))
    assert (found["T001"]["state"], found["T002"]["state"]) == ("arrived", "expected")
    assert found["T001"]["arrived"].endswith("+08:00")
    found = _by_number(ready.done("exam", "presence", exam_id, "absent", "--staff", "T001", "T002"))
    assert {one["state"] for one in found.values()} == {"absent"}
    found = _by_number(ready.done("exam", "admit", exam_id, "--staff", "T002"))
    assert (found["T002"]["state"], found["T002"]["admitted"] is not None) == ("arrived", True)


def test_seats_hold_at_this_computer(
    ready: Branch, exam_id: str, sit: Callable[..., tuple[int, list[dict[str, Any]], str]]
) -> None:
    found = _by_number(ready.done("exam", "seats", exam_id, "A01-A09"))
    assert (found["T001"]["seat"], found["T002"]["seat"]) == ("A01", "A02")
    assert ready.done("store", "seat") == {"seat": ""}
    assert ready.done("store", "seat", "A02") == {"seat": "A02"}
    status, said, err = sit("--staff-no", "T001")
    assert (status, said) == (1, [])
    assert "Your seat is “A01”, this is “A02”" in err
    assert "T002" in ready.refused("exam", "seats", exam_id, "A02", "--staff-no", "T001")
    ready.done("exam", "seats", exam_id, "", "--staff-no", "T002")
    ready.done("exam", "seats", exam_id, "A02", "--staff-no", "T001")
    status, said, _ = sit("--staff-no", "T001")
    assert (status, said[0]["resumed"]) == (0, False)
    assert "A09" in str(ready.done("exam", "seats", exam_id, "A09", "--anew"))


def test_time_late_starts_and_ends_are_on_record(
    ready: Branch, exam_id: str, sit: Callable[..., tuple[int, list[dict[str, Any]], str]]
) -> None:
    status, said, _ = sit("--staff-no", "T001")
    sitting = said[0]["sitting"]
    assert status == 0
    found = _by_number(ready.done("exam", "time", exam_id, "--minutes", "5", "--why", "停电"))
    assert [one["extra_minutes"] for one in found.values()] == [5, 5]
    ready.done("exam", "time", exam_id, "--staff-no", "T002", "--minutes", "-5", "--why", "误给")
    found = _by_number(ready.done("exam", "extend", exam_id, "--until", "2099-01-01"))
    assert found["T001"]["begun"] is not None
    late = ("exam", "late", exam_id, "--staff-no", "T002", "--why", "堵车", "--until")
    assert "已经过去" in ready.refused(*late, "2020-01-01")
    assert "看不懂" in ready.refused(*late, "")
    assert _by_number(ready.done(*late, "2099-02-01T09:00"))["T002"]["late_until"] == "2099-02-01T09:00:00+08:00"
    assert "原因" in ready.refused("sitting", "end", sitting, "--why", " ")
    ended = ready.done("sitting", "end", sitting, "--why", "火警")
    assert (ended["state"], ended["interruptions"][-1]["note"]) == ("submitted", "火警")
    assert ready.done("sitting", "void", sitting, "--why", "坐错了座位")["state"] == "void"
    ready.refused("sitting", "resume", sitting)


def test_a_slip_instead_of_a_pin(
    ready: Branch, exam_id: str, sit: Callable[..., tuple[int, list[dict[str, Any]], str]]
) -> None:
    with closing(Store.open(ready.folder, passphrase=PASSPHRASE)) as store:
        code = new_slips(store, examiner_of_slot(store), exam_id, system_clock())["T002"]
    status, said, err = sit("--staff-no", "T002", "--slip", "WRONG")
    assert (status, said) == (1, [])
    assert "wrong or used up" in err
    status, said, _ = sit("--staff-no", "T002", "--slip", code)
    first = said[0]["sitting"]
    status, said, _ = sit("--staff-no", "T002", "--slip", code, lines='{"submit": true}\n')
    assert (status, said[0]["sitting"], said[0]["resumed"]) == (0, first, True)
    assert said[1]["submitted"]
    assert sit("--staff-no", "T002", "--slip", code)[0] == 1


def test_the_branchs_time_zone(ready: Branch, exam_id: str) -> None:
    assert ready.done("store", "zone") == {"zone": "Asia/Shanghai"}
    assert "Asia/Atlantis" in ready.refused("store", "zone", "Asia/Atlantis")
    assert ready.done("store", "zone", "Asia/Urumqi") == {"zone": "Asia/Urumqi"}
    assert ready.done("exam", "list")[0]["from"].endswith("+06:00")


def test_what_time_has_ended_is_settled(ready: Branch, exam_id: str) -> None:
    assert ready.done("exam", "settle") == []
    with closing(Store.open(ready.folder, passphrase=PASSPHRASE)) as store:
        now = system_clock()
        before = Reading(now.at - timedelta(hours=2), 5_000, "the day before")
        exam = open_exam(store, examiner_of_slot(store), "P1", reading=before)
        start(store, person(store, "T002").actor, exam.id, before)
    (ended,) = ready.done("exam", "settle")
    assert (ended["staff_no"], ended["state"]) == ("T002", "submitted")
    assert ready.done("exam", "settle") == []


def test_an_exam_has_a_title_and_a_room(ready: Branch, exam_id: str) -> None:
    made = ready.done("exam", "open", "--plan", "P1", "--title", "十一月", "--room", " 三楼 ")
    assert (made["title"], made["room"]) == ("十一月", "三楼")
    ready.refused("exam", "make-up", made["id"])
    assert ready.done("exam", "room", made["id"], "五楼") == {"id": made["id"], "room": "五楼"}
    ready.done("exam", "close", made["id"])
    ready.refused("exam", "room", made["id"], "三楼")
    again = ready.done("exam", "make-up", made["id"], "--staff", "T001")
    assert (again["title"], again["room"]) == ("十一月（补考）", "五楼")


def test_questions_are_not_searched_while_somebody_sits(
    ready: Branch, sit: Callable[..., tuple[int, list[dict[str, Any]], str]]
) -> None:
    assert ready.done("bank", "search", "存款")
    sit("--staff-no", "T001", lines='{"position": 1, "answer": "A"}\n')
    assert "考试期间不能检索" in ready.refused("bank", "search", "存款")
    sit("--staff-no", "T001", lines='{"submit": true}\n')
    assert ready.done("bank", "search", "存款")
