"""Leaving, and taking a leaver's data out, by command."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Branch

ROSTER = "工号,姓名,岗位,机构\nT001,张三,柜员,营业部\nT002,李四,柜员,营业部\n"


def test_a_leavers_data_goes_when_its_time_is_over(branch: Callable[..., Branch]) -> None:
    ours = branch("--empty")
    (ours.folder.parent / "roster.csv").write_text(ROSTER, encoding="utf-8")
    ours.done("staff", "import", str(ours.folder.parent / "roster.csv"))
    assert ours.done("staff", "leave", "T001", "--on", "2020-01-31") == {"staff_no": "T001", "left_on": "2020-01-31"}
    assert ours.done("staff", "retention") == {"years": 3}
    (due,) = ours.done("staff", "due", "--on", "2023-01-31")
    assert (due["staff_no"], due["due_on"], due["certificates"]) == ("T001", "2023-01-31", 0)
    assert ours.done("staff", "retention", "--years", "10") == {"years": 10}
    assert ours.done("staff", "due", "--on", "2023-01-31") == []
    assert ours.done("staff", "remove", "T001", "--dry-run")["removed"] is False
    assert "T001" in ours.refused("staff", "remove", "T001")
    assert ours.done("staff", "remove", "T001", "--why", "本人要求")["removed"] is True
    assert "T001" in ours.refused("staff", "remove", "T001", "--why", "x")
    assert "T002" in ours.refused("staff", "remove", "T002", "--why", "x")
    assert [one["staff_no"] for one in ours.done("staff", "list") if one["staff_no"].startswith("T")] == ["T002"]
    ours.done("staff", "leave", "T002")
    assert ours.done("staff", "leave", "T002", "--back")["left_on"] is None
