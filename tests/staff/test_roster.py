"""Rosters as they really are; every row is accounted for."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from desktop_app.base.clock import Reading
from desktop_app.staff import Actor, Role, add_examiner, import_roster, people, person, set_pin
from desktop_app.staff.people import NotAllowed, leave
from desktop_app.staff.roster import RosterHeadingsMissing, read_roster
from desktop_app.store import Store
from desktop_app.tables.findings import Finding, Report
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.sheet import Sheet


def sheet(*rows: tuple[str, ...], name: str = "Sheet1", hidden: bool = False) -> Sheet:
    return Sheet(name, rows, hidden=hidden)


def codes(findings: tuple[Finding, ...]) -> Counter[str]:
    return Counter(finding.code for finding in findings)


def take(store: Store, actor: Actor, reading: Reading, *sheets: Sheet, dry_run: bool = False) -> Report:
    report = import_roster(store, actor, sheets, reading, file="roster.xlsx", dry_run=dry_run)
    assert report.accounted
    return report


@pytest.mark.parametrize(
    "headings",
    [
        ("工号", "姓名", "岗位", "机构", "手机"),
        ("员工编号（必填）", "员工姓名*", "职务", "网点", "联系电话"),
        ("柜员号", "姓　名", "岗位名称", "支行", "手机"),
        ("员工号:", " 姓名 ", "岗位", "所属机构", "手机号码"),
        ("Staff No", "Name", "Post", "Branch", "Phone"),
        ("员工工号", "姓名（Name）", "岗位/职务", "所在机构（网点）", "手机或联系电话"),
        ("工号、员工编号", "姓名", "岗位／职位*", "单位", "移动电话"),
    ],
)
def test_headings_by_any_name(store: Store, examiner: Actor, reading: Reading, headings: tuple[str, ...]) -> None:
    report = take(store, examiner, reading, sheet(headings, ("T1", "张三", "柜员", "城东", "138")))
    assert (report.imported, report.warnings) == (1, ())
    found = person(store, "T1")
    assert (found.name, found.post, found.unit, found.phone) == ("张三", "柜员", "城东", "138")
    assert (found.role, found.initials, found.has_pin) == (Role.CANDIDATE, "zs", False)


def test_names_padded_to_one_width_are_names(store: Store, examiner: Actor, reading: Reading) -> None:
    rows = [("T1", "张　 三"), ("T2", "欧阳 娜娜"), ("T3", "Anna  Maria Rossi"), ("T4", "阿依·古丽"), ("T5", "𠮷 田")]
    take(store, examiner, reading, sheet(("工号", "姓名"), *rows))
    found = {one.staff_no: one.name for one in people(store)}
    assert [found[f"T{n}"] for n in range(1, 6)] == ["张三", "欧阳娜娜", "Anna Maria Rossi", "阿依·古丽", "𠮷田"]


def test_the_same_file_again_changes_nothing(store: Store, examiner: Actor, reading: Reading) -> None:
    rows = sheet(("工号", "姓名", "岗位"), ("T1", "张三", "柜员"), ("T2", "李四", "柜员"))
    assert take(store, examiner, reading, rows).imported == 2
    before = store.journal()
    again = take(store, examiner, reading, rows)
    assert (again.imported, again.updated, again.unchanged) == (0, 0, 2)
    assert store.journal() == before


def test_what_the_file_does_not_have_stays(store: Store, examiner: Actor, reading: Reading) -> None:
    take(store, examiner, reading, sheet(("工号", "姓名", "岗位", "手机"), ("T1", "张三", "柜员", "138")))
    set_pin(store, examiner, "T1", "2580", reading)
    report = take(store, examiner, reading, sheet(("工号", "姓名", "岗位"), ("T1", "张珊", "经理")))
    assert (report.updated, codes(report.warnings)) == (1, Counter(["roster_renamed"]))
    found = person(store, "T1")
    assert (found.name, found.post, found.phone, found.pinyin) == ("张珊", "经理", "138", "zhangshan")
    assert found.has_pin


def test_a_dry_run_writes_nothing(store: Store, examiner: Actor, reading: Reading) -> None:
    report = take(store, examiner, reading, sheet(("工号", "姓名"), ("T1", "张三")), dry_run=True)
    assert report.imported == 1
    assert [found.staff_no for found in people(store)] == [examiner.staff_no]


def test_an_identity_column_is_never_kept(store: Store, examiner: Actor, reading: Reading) -> None:
    number = "110101199003074477"
    report = take(store, examiner, reading, sheet(("工号", "姓名", "身份证号"), ("T1", "张三", number)))
    assert [(finding.where, finding.code) for finding in report.warnings] == [("Sheet1!C1", "roster_identity_column")]
    kept = store.read.execute("SELECT * FROM staff").fetchall() + store.read.execute("SELECT * FROM journal").fetchall()
    assert number not in str(kept)
    assert number not in str(report)


def test_identities_and_mangled_numbers_are_no_staff_numbers(store: Store, examiner: Actor, reading: Reading) -> None:
    report = take(
        store,
        examiner,
        reading,
        sheet(
            ("工号", "姓名"),
            ("110101199003074477", "张三"),
            ("11010119900307447X", "李四"),
            ("4.6E+17", "王五"),
            ("4.60028E17", "赵六"),
            ("", "孙七"),
            ("T 1", "周八"),
            ("T" * 40, "吴九"),
            ("T2", ""),
            ("T3", "名" * 101),
            ("T4", "郑十"),
        ),
    )
    assert report.imported == 1
    assert [(finding.where, finding.code) for finding in report.rejected] == [
        ("Sheet1!A2", "roster_identity_as_number"),
        ("Sheet1!A3", "roster_identity_as_number"),
        ("Sheet1!A4", "roster_number_mangled"),
        ("Sheet1!A5", "roster_number_mangled"),
        ("Sheet1!A6", "roster_no_number"),
        ("Sheet1!A7", "roster_number_invalid"),
        ("Sheet1!A8", "roster_number_invalid"),
        ("Sheet1!B9", "roster_no_name"),
        ("Sheet1!B10", "roster_name_invalid"),
    ]
    assert "110101199003074477" not in str(report)


def test_lost_zeros_are_reported(store: Store, examiner: Actor, reading: Reading) -> None:
    rows = (("工号", "姓名"), ("010001", "甲"), ("010002", "乙"), ("10003.0", "丙"), ("010004", "丁"), ("X5", "戊"))
    report = take(store, examiner, reading, sheet(*rows))
    assert [(finding.where, finding.code, finding.facts["value"]) for finding in report.warnings] == [
        ("Sheet1!A4", "roster_zeros_lost", "10003")
    ]
    assert person(store, "10003").name == "丙"


def test_numbers_of_all_lengths_say_nothing(store: Store, examiner: Actor, reading: Reading) -> None:
    rows = (("工号", "姓名"), ("1", "甲"), ("22", "乙"), ("333", "丙"), ("4444", "丁"))
    assert take(store, examiner, reading, sheet(*rows)).warnings == ()


def test_repeats_and_contradictions(store: Store, examiner: Actor, reading: Reading) -> None:
    report = take(
        store,
        examiner,
        reading,
        sheet(("工号", "姓名", "岗位"), ("T1", "张三", "柜员"), ("T1", "张三", "柜员"), ("T1", "李四", "柜员")),
        sheet(("工号", "姓名", "岗位"), ("T1", "张三", "柜员"), name="第二页"),
    )
    assert (report.read, report.imported) == (4, 1)
    assert [(finding.where, finding.facts["first"]) for finding in report.skipped] == [
        ("Sheet1!3", "Sheet1!2"),
        ("第二页!2", "Sheet1!2"),
    ]
    assert [(finding.where, finding.code) for finding in report.rejected] == [("Sheet1!4", "roster_contradiction")]


def test_titles_blank_rows_and_headings_in_the_middle(store: Store, examiner: Actor, reading: Reading) -> None:
    report = take(
        store,
        examiner,
        reading,
        sheet(
            ("城东支行员工花名册",),
            ("", "", ""),
            ("序号", "工号", "姓名", "爱好", "姓名"),
            ("1", "T1", "张三", "棋", "x"),
            (),
            ("", "工号", "姓名"),
            ("2", "T2", " 李  四 "),
        ),
        sheet(("说明",), ("请填写",), name="说明"),
        sheet(("工号", "姓名"), ("T9", "隐藏"), name="旧", hidden=True),
        sheet(name="空", hidden=True),
    )
    assert (report.read, report.imported) == (2, 2)
    assert person(store, "T2").name == "李四"
    assert sorted((finding.where, finding.code) for finding in report.warnings) == [
        ("Sheet1!D3", "roster_unknown_column"),
        ("Sheet1!E3", "roster_repeated_column"),
        ("旧", "roster_hidden_sheet"),
    ]


def test_a_file_without_headings(store: Store, examiner: Actor, reading: Reading) -> None:
    with pytest.raises(RosterHeadingsMissing):
        take(store, examiner, reading, sheet(("T1", "张三")))
    with pytest.raises(RosterHeadingsMissing):
        read_roster([])


def test_people_of_one_name_are_pointed_out(store: Store, examiner: Actor, reading: Reading) -> None:
    take(store, examiner, reading, sheet(("工号", "姓名"), ("T1", "张三"), ("T2", "李四")))
    report = take(store, examiner, reading, sheet(("工号", "姓名"), ("T3", "张三"), ("T4", "张三"), ("T5", "王五")))
    assert [(finding.where, finding.code, finding.facts["count"]) for finding in report.warnings] == [
        ("Sheet1!3", "roster_same_name", 3)
    ]
    assert len(people(store, text="张三")) == 3


def test_a_leaver_on_the_roster_stays_one(store: Store, examiner: Actor, reading: Reading) -> None:
    rows = sheet(("工号", "姓名"), ("T1", "张三"))
    take(store, examiner, reading, rows)
    leave(store, examiner, "T1", date(2026, 1, 1), reading)
    report = take(store, examiner, reading, rows)
    assert codes(report.warnings) == Counter(["roster_returned"])
    assert person(store, "T1").left_on == date(2026, 1, 1)


def test_an_examiner_on_the_roster_stays_one(store: Store, examiner: Actor, reading: Reading) -> None:
    add_examiner(store, examiner, "E002", "孙", "second passphrase", reading)
    take(store, examiner, reading, sheet(("工号", "姓名", "岗位"), ("E002", "孙", "主管")))
    found = person(store, "E002")
    assert (found.role, found.post) == (Role.EXAMINER, "主管")


def test_long_fields_are_cut(store: Store, examiner: Actor, reading: Reading) -> None:
    report = take(store, examiner, reading, sheet(("工号", "姓名", "岗位"), ("T1", "张三", "长" * 200)))
    assert [(finding.where, finding.code) for finding in report.warnings] == [("Sheet1!C2", "roster_field_cut")]
    assert person(store, "T1").post == "长" * 100


def test_notes_of_the_reader_are_passed_on_for_the_columns_in_use(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    noted = Sheet(
        "S",
        (("工号", "姓名", "工龄"), ("T1", "张三", "5%")),
        notes=(Finding("S!A2", "cell_number_rounded", {"shown": "T1"}), Finding("S!C2", "cell_format_unclear", {})),
    )
    report = take(store, examiner, reading, noted)
    assert [finding.code for finding in report.warnings] == ["roster_unknown_column", "cell_number_rounded"]


def test_a_candidate_imports_nothing(store: Store, reading: Reading) -> None:
    with pytest.raises(NotAllowed):
        import_roster(store, Actor("T1", "张三", Role.CANDIDATE), [sheet(("工号", "姓名"))], reading)


def test_a_csv_in_gbk(store: Store, examiner: Actor, reading: Reading) -> None:
    data = "工号,姓名,岗位,机构\r\n00123,张三,柜员,城东支行\r\n00124,李四,经理,城西支行\r\n".encode("gbk")
    report = take(store, examiner, reading, *read_sheets(data, "roster.csv"))
    assert report.imported == 2
    assert person(store, "00123").unit == "城东支行"


def test_two_imports_at_once_add_everybody_once(store: Store, examiner: Actor, reading: Reading) -> None:
    rows = sheet(("工号", "姓名"), *((f"T{n}", f"人{n}") for n in range(3000)))
    start = Barrier(2)

    def _take() -> Report:
        start.wait()
        return take(store, examiner, reading, rows)

    with ThreadPoolExecutor(2) as pool:
        reports = [job.result() for job in [pool.submit(_take), pool.submit(_take)]]
    assert sorted((report.imported, report.unchanged) for report in reports) == [(0, 3000), (3000, 0)]
    assert [entry.action for entry in store.journal() if entry.topic == "staff"].count("roster_imported") == 1


def test_a_sheet_without_headings_beside_one_with_is_told(store: Store, examiner: Actor, reading: Reading) -> None:
    report = take(
        store,
        examiner,
        reading,
        sheet(("工号", "姓名"), ("T1", "张三")),
        sheet(("员工", "名"), ("T2", "李四"), name="二"),
        sheet(("说明",), ("请先填写",), name="三"),
    )
    assert report.imported == 1
    assert [(one.where, one.code) for one in report.warnings] == [("二", "roster_sheet_without_headings")]


@pytest.mark.parametrize("total", [("合计", "33人", ""), ("", "", "合 计"), ("Total", "", "33"), ("", "小计：3", "")])
def test_a_row_that_counts_the_people_is_nobody(
    store: Store, examiner: Actor, reading: Reading, total: tuple[str, ...]
) -> None:
    rows = (("工号", "姓名", "岗位"), ("T1", "张三", "合计岗"), total)
    report = take(store, examiner, reading, sheet(*rows))
    assert (report.read, report.imported, list(report.rejected)) == (2, 1, [])
    assert [one.code for one in report.skipped] == ["roster_total"]
