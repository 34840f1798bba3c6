"""Canonical json and text banks: broken questions stop nobody, rich stems come in clean."""

from __future__ import annotations

import json

import pytest

from desktop_app.banks.canonical_form import to_canonical
from desktop_app.banks.formats import canonical, recognise, toml_text
from desktop_app.banks.formats.canonical import JsonUnreadable, NotCanonical
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.formats.markup import safe_html
from desktop_app.banks.formats.toml_text import TomlUnreadable
from desktop_app.banks.prepared import prepare
from desktop_app.banks.question import Kind, Scenario
from tests.banks.test_question import SAMPLES
from tests.banks.workbooks import xlsx

FINE = to_canonical(SAMPLES[Kind.SINGLE])


def read(*items: object) -> Draft:
    return canonical.read(json.dumps({"questions": items}).encode())


def test_a_broken_question_never_stops_its_neighbours() -> None:
    draft = read(FINE, 5, {**FINE, "kind": "x"}, {**FINE, "options": []}, {**FINE, "stem": ""}, FINE)
    assert [item.where for item in draft.questions] == ["questions[1]", "questions[6]"]
    assert [(one.where, one.code) for one in draft.findings] == [
        ("questions[2]", "question_invalid"),
        ("questions[3]", "question_invalid"),
        ("questions[4]", "options_too_few"),
        ("questions[5]", "stem_missing"),
    ]


@pytest.mark.parametrize("key", ["stem", "topic", "tags", "explanation", "options", "images", "uid"])
def test_half_a_character_is_that_questions_fault(key: str) -> None:
    wrong: dict[str, dict[str, object]] = {
        "stem": {"stem": "x\ud800"},
        "topic": {"topic": ["\udfff"]},
        "tags": {"tags": ["\ud800"]},
        "explanation": {"explanation": "\udc00"},
        "options": {"options": [{**FINE["options"][0], "feedback": "\ud800"}, FINE["options"][1]]},
        "images": {"images": {"\ud800": ""}},
        "uid": {"uid": "\ud800"},
    }
    draft = read({**FINE, **wrong[key]}, {**FINE, "stem": "一个 \U0001f3e6 字"})
    assert [one.where for one in draft.findings] == ["questions[1]"]
    assert [prepare(item.question).stem for item in draft.questions] == ["一个 \U0001f3e6 字"]


@pytest.mark.parametrize("points", ["1e999999999", "1e-999999999", "1e50", 10**60])
def test_a_number_of_a_million_digits_is_that_questions_fault(points: object) -> None:
    draft = read({**FINE, "points": points}, FINE)
    assert [(one.where, one.facts["field"]) for one in draft.findings] == [("questions[1]", "points")]
    assert len(draft.questions) == 1


def test_a_bare_list_will_do() -> None:
    assert len(canonical.read(json.dumps([FINE]).encode()).questions) == 1


def test_what_is_no_json_says_where() -> None:
    with pytest.raises(JsonUnreadable) as refused:
        canonical.read(b'{"questions": [\n  {]}')
    assert refused.value.facts == {"line": 2, "column": 4}
    for data in (b"{}", b'{"questions": 5}', b"[" * 100_000, b"[" + b"9" * 5000):
        with pytest.raises((NotCanonical, JsonUnreadable)):
            canonical.read(data)


def test_numbers_are_never_binary_floats() -> None:
    draft = canonical.read(b'[{"kind": "numeric", "stem": "x", "numbers": [{"value": 0.1, "tolerance": 0.30}]}]')
    (question,) = (item.question for item in draft.questions)
    data = to_canonical(question)
    assert data["numbers"] == [{"value": "0.1", "tolerance": "0.30", "credit": "1"}]


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<p>存款<b>保险</b></p>", "<p>存款<b>保险</b></p>"),
        ("<script>alert(1)</script>甲", "甲"),
        ('<img src="a.png" onerror="x()" alt="图">', '<img src="a.png" alt="图">'),
        ('<img src="https://example.com/a.png">', "<img>"),
        ('<img src="file:///etc/passwd">', "<img>"),
        ('<img src="../../etc/passwd">', "<img>"),
        ('<a href="javascript:x()">甲</a>', "甲"),
        ('<p style="background:url(//x)">甲</p>', "<p>甲</p>"),
        ("<iframe src=x></iframe><!-- 注 -->甲", "甲"),
    ],
)
def test_nothing_in_a_rich_stem_runs_or_is_fetched(html: str, safe: str) -> None:
    assert safe_html(html) == safe
    draft = read({**FINE, "stem": html + "题", "stem_format": "html"})
    (item,) = draft.questions
    if "<img" in html:  # the question has no such image: what stood for it is told
        assert item.question.stem == ("图题" if "图" in html else "题")
        assert [one.code for one in draft.warnings] == ["image_left_out"]
    else:
        assert item.question.stem == safe_html(html + "题")


def test_parts_are_cleaned_too() -> None:
    part = {**FINE, "uid": "p1", "stem": "<script>x</script>甲", "stem_format": "html"}
    (item,) = read({"kind": "scenario", "stem": "案例", "parts": [part]}).questions
    assert "script" not in str(item.question)


TOML = """
[[questions]]
kind = "true_false"
stem = "存款自愿。"
answer = true
[questions.source]
document = "商业银行法"
effective_on = 2015-10-01

[[questions]]
kind = "single"
stem = "没有选项"
"""


def test_a_topics_file_as_text() -> None:
    draft = toml_text.read(TOML.encode(), name="deposits.toml")
    (item,) = draft.questions
    assert item.where == "deposits.toml[1]"
    assert item.question.source is not None
    assert str(item.question.source.effective_on) == "2015-10-01"
    assert [(one.where, one.code) for one in draft.findings] == [("deposits.toml[2]", "options_too_few")]
    for broken in (b"= 1", b"title = 1", b"\xff\xfe"):
        with pytest.raises(TomlUnreadable):
            toml_text.read(broken, name="x.toml")


def test_formats_are_told_by_content() -> None:
    assert recognise(json.dumps([FINE]).encode(), "a.txt").NAME == "canonical"
    assert recognise(TOML.encode(), "a.toml").NAME == "toml"
    assert recognise("题干,A,B,答案\n".encode(), "a.csv").NAME == "workbook"
    # What a table's cells hold does not make it another format.
    table = "题型,题干,选项A,选项B,答案\n单选题,求 \\frac{1}{2}{=,{=甲},::乙::,A\n"
    for name in ("a.csv", "a.txt", "a.gift"):
        assert recognise(table.encode(), name).NAME == "workbook"
    assert recognise(xlsx([["题干", "A", "B", "答案"]]), "a.json").NAME == "workbook"


def test_formulas_in_a_rich_stem_come_in_and_what_is_lost_is_told() -> None:
    half = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    part = {**FINE, "stem_format": "html", "stem": f"<p>{half}<video src='x'></video></p>"}
    case = {"uid": "c", "kind": "scenario", "stem": "案例", "parts": [part]}
    for item in (part, case):
        draft = canonical.read(json.dumps({"questions": [item]}).encode())
        (drafted,) = draft.questions
        question = drafted.question.parts[0] if isinstance(drafted.question, Scenario) else drafted.question
        assert question.stem == r"<p>\(\frac{1}{2}\)</p>"
        assert [(one.code, dict(one.facts)) for one in draft.warnings] == [("formatting_left_out", {"names": "video"})]
