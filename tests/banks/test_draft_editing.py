"""Mending a draft: a rejected entry becomes a question when it is sound, a change keeps what it does not touch, and
every entry stays accounted for."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import docx
import pytest

from desktop_app.banks.draft_editing import (
    Unsound,
    left_out,
    mended,
    question_of,
    raw_of,
    reread,
    texts_of,
    with_lines,
    with_part,
)
from desktop_app.banks.formats import aiken, gift, plain_text, word, workbook
from desktop_app.banks.formats.draft import LINES, Draft, ReadOptions
from desktop_app.banks.question import Essay, Kind, Multiple, Option, Scenario, Single, TrueFalse
from tests.banks.test_question import SAMPLES

ONE = Decimal(1)
CSV = """题型,题干,选项A,选项B,答案,章节
单选题,首都是？,北京,上海,A,地理
单选题,哪个？,甲,乙,C,存款
多选题,哪些？,甲,乙,,存款
怪题,存款自愿。,,,正确,存款
判断题,取款自由。,,,正确,存款
"""


def drafted() -> Draft:
    return workbook.read(CSV.encode(), name="x.csv")


def codes(draft: Draft, where: str) -> list[str]:
    return [finding.code for finding in draft.warnings if finding.where == where]


def test_a_key_beyond_the_options_a_missing_answer_and_an_unknown_kind_are_mended() -> None:
    draft = drafted()
    read = draft.read
    assert [one.code for one in draft.findings] == ["answer_beyond_options", "answer_missing", "kind_unknown"]
    for where, change in (
        ("line 4", {"answer": "AB"}),
        ("line 3", {"answer": "B"}),
        ("line 5", {"kind": "true_false"}),
    ):
        made = question_of({**raw_of(draft, where), **change})
        draft = mended(draft, where, made)
        assert draft.read == read
        assert codes(draft, where) == ["entry_mended"]
    assert draft.findings == ()
    assert draft.raw == {}
    assert [item.where for item in draft.questions] == ["line 2", "line 3", "line 4", "line 5", "line 6"]
    assert [item.question for item in draft.questions][1:4] == [
        Single(stem="哪个？", options=(Option("甲"), Option("乙", ONE)), topic=("存款",)),
        Multiple(stem="哪些？", options=(Option("甲", ONE), Option("乙", ONE)), topic=("存款",)),
        TrueFalse(stem="存款自愿。", answer=True, topic=("存款",)),
    ]


def test_what_is_not_sound_stays_as_it_was_and_says_why() -> None:
    draft = drafted()
    with pytest.raises(Unsound) as told:
        question_of({**raw_of(draft, "line 3"), "answer": "D"})
    assert told.value.code == "answer_beyond_options"
    with pytest.raises(Unsound) as told:
        question_of({"kind": "single"})
    assert told.value.code == "stem_missing"
    single = SAMPLES[Kind.SINGLE]
    for change, code in (({"stem": " "}, "stem_missing"), ({"points": "-3"}, "points_unreadable")):
        with pytest.raises(Unsound) as told:
            question_of({**texts_of(single), **change}, single)
        assert told.value.code == code


def test_a_cell_of_a_workbook_is_mended_at_its_row() -> None:
    from tests.banks.workbooks import xlsx

    draft = workbook.read(xlsx([line.split(",") for line in CSV.splitlines()], names=["表"]))
    finding = draft.findings[0]
    assert finding.where == "表!E3"
    draft = mended(draft, finding.where, question_of({**raw_of(draft, finding.where), "answer": "B"}))
    assert [item.where for item in draft.questions] == ["表!2", "表!3", "表!6"]
    again = mended(draft, "表!3", question_of({"kind": "true_false", "stem": "换了。", "answer": "错误"}))
    assert again.questions[1].question == TrueFalse(stem="换了。", answer=False)
    assert [one.code for one in again.warnings] == ["entry_mended"]


@pytest.mark.parametrize("kind", list(Kind))
def test_texts_that_nobody_changed_give_the_same_question(kind: Kind) -> None:
    question = replace(SAMPLES[kind], images={"a.png": b"\x89PNG"})
    assert question_of(texts_of(question), question).question == question


@pytest.mark.parametrize("kind", list(Kind))
def test_a_change_of_stem_topic_points_and_explanation_keeps_everything_else(kind: Kind) -> None:
    question = replace(SAMPLES[kind], images={"a.png": b"\x89PNG"})
    change = {"stem": "新的题干 ____", "topic": "产品/贷款", "points": "2.5", "explanation": "因为。"}
    wanted = replace(
        question, stem="新的题干 ____", topic=("产品", "贷款"), points=Decimal("2.5"), explanation="因为。"
    )
    assert question_of({**texts_of(question), **change}, question).question == wanted


def test_another_answer_keeps_feedback_images_source_and_identity() -> None:
    multiple = SAMPLES[Kind.MULTIPLE]
    assert isinstance(multiple, Multiple)
    question = replace(multiple, images={"a.png": b"\x89PNG"}, source=SAMPLES[Kind.SINGLE].source, tags=("新",))
    made = question_of({**texts_of(question), "answer": "A"}, question)
    assert [problem.code for problem in made.problems] == ["multiple_with_one_answer"]
    options = (Option("甲", ONE), Option("乙", Decimal(0), "对"), Option("丙", Decimal(0), fixed=True))
    assert made.question == replace(question, options=options)


def test_a_rich_stem_keeps_its_markup_and_none_that_runs() -> None:
    rich = replace(SAMPLES[Kind.SINGLE], stem="<p>1. 限额<b>是</b>？</p>", stem_format="html")
    assert isinstance(rich, Single)
    made = question_of({**texts_of(rich), "answer": "A"}, rich).question
    assert made.stem == rich.stem
    made = question_of({**texts_of(rich), "stem": "<p>新<script>alert(1)</script></p>", "answer": "A"}, rich).question
    assert made.stem == "<p>新</p>"


def test_another_kind_is_another_question_with_what_all_kinds_share() -> None:
    single = SAMPLES[Kind.SINGLE]
    made = question_of({**texts_of(single), "kind": "essay", "explanation": "要点"}, single).question
    wanted = Essay(
        uid="S1", stem=single.stem, explanation="要点", topic=single.topic, source=single.source, difficulty=2
    )
    assert made == wanted


def test_a_part_of_a_case_is_mended_and_the_case_stays_sound() -> None:
    case = SAMPLES[Kind.SCENARIO]
    assert isinstance(case, Scenario)
    part = question_of({**texts_of(case.parts[1]), "answer": "错误"}, case.parts[1]).question
    assert with_part(case, 1, part).parts == (case.parts[0], TrueFalse(uid="C1-2", stem="应当核验。", answer=False))
    with pytest.raises(Unsound) as told:
        with_part(case, 1, replace(part, uid="elsewhere"))
    assert told.value.code == "next_unknown"


def test_codes_that_were_explained_hold_for_what_is_mended() -> None:
    draft = workbook.read("题型,题干,答案\n判断题,存款自愿。,0\n".encode(), name="x.csv")
    texts = raw_of(draft, draft.findings[0].where)
    with pytest.raises(Unsound):
        question_of(texts)
    assert question_of(texts, options=ReadOptions(true_codes={"0": True})).question == TrueFalse(
        stem="存款自愿。", answer=True
    )


def test_a_question_is_left_out_and_accounted_for() -> None:
    draft = drafted()
    after = left_out(draft, "line 2")
    assert after.read == draft.read
    assert [(one.where, one.code) for one in after.skipped] == [("line 2", "entry_left_out")]
    assert left_out(after, "line 2") is after


def test_a_place_where_nothing_stands_gets_nothing() -> None:
    draft = drafted()
    made = question_of({"kind": "true_false", "stem": "问。", "answer": "错误"})
    assert mended(draft, "line 77", made) is draft
    assert reread(draft, "line 77", draft.__class__(draft.questions)) is draft


# ---------------------------------------------------------------- text files

GIFT = """// the first
::Q1:: 首都是？ {=北京 ~上海}

$CATEGORY: 存款

::Q2:: 限额？ {=50万 ~20万

::Q3:: 存款自愿。 {T}
"""
AIKEN = "问一？\nA. 甲\nB. 乙\nANSWER: C\n\n问二？\nA. 甲\nB. 乙\nANSWER: A\n"
LIST = "1. 问一？\nA. 甲\nB. 乙\n答案：D\n\n2. 问二？\nA. 甲\nB. 乙\n答案：A\n"


@pytest.mark.parametrize(
    ("module", "text", "kept", "edited"),
    [
        (gift, GIFT, "::Q2:: 限额？ {=50万 ~20万", "::Q2:: 限额？ {=50万 ~20万}"),
        (aiken, AIKEN, "问一？\nA. 甲\nB. 乙\nANSWER: C", "问一？\nA. 甲\nB. 乙\nANSWER: B"),
        (plain_text, LIST, "1. 问一？\nA. 甲\nB. 乙\n答案：D", "1. 问一？\nA. 甲\nB. 乙\n答案：B"),
    ],
)
def test_the_lines_of_a_rejected_entry_are_edited_and_read_again(
    module: object, text: str, kept: str, edited: str
) -> None:
    read = module.read  # type: ignore[attr-defined]
    draft = with_lines(read(text.encode(), name="x.txt"), text.encode())
    (finding,) = draft.findings
    assert raw_of(draft, finding.where) == {LINES: kept}
    with pytest.raises(Unsound) as told:
        reread(draft, finding.where, read(kept.encode()))
    assert told.value.code == finding.code
    after = reread(draft, finding.where, read(edited.encode()))
    assert (after.read, after.findings, after.raw) == (draft.read, (), {})
    assert len(after.questions) == len(draft.questions) + 1
    assert sorted(int(item.where.split()[1]) for item in after.questions) == [
        int(item.where.split()[1]) for item in after.questions
    ]
    assert "entry_mended" in codes(after, finding.where)


def test_the_lines_of_a_word_file_are_edited_as_text() -> None:
    document = docx.Document()
    for text in ("1. 问一？", "A. 甲", "B. 乙", "答案：D", "2. 问二？", "A. 甲", "B. 乙", "答案：A"):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    draft = with_lines(word.read(out.getvalue(), name="x.docx"), out.getvalue())
    (finding,) = draft.findings
    kept = raw_of(draft, finding.where)[LINES]
    assert kept == "1. 问一？\nA. 甲\nB. 乙\n答案：D"
    after = reread(draft, finding.where, plain_text.read(kept.replace("D", "B").encode()))
    assert after.findings == ()
    assert [item.question.stem for item in after.questions] == ["问一？", "问二？"]


def test_lines_without_a_question_stay_rejected() -> None:
    draft = with_lines(gift.read(GIFT.encode()), GIFT.encode())
    with pytest.raises(Unsound) as told:
        reread(draft, draft.findings[0].where, gift.read("随便写写".encode()))
    assert told.value.code == "no_entries"
