"""Banks as pages, drawing and search see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.banks.bank import (
    PoolItem,
    UnknownBank,
    UnknownQuestion,
    all_questions,
    bank,
    banks,
    count,
    pool,
    question,
    questions,
    rows,
    search,
)
from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import Essay, Kind, Question, Scenario, Single, Source, TrueFalse, stem_key
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.banks.test_question import SAMPLES

LAW = Source("反洗钱法", effective_on=date(2025, 1, 1), repealed_on=date(2030, 1, 1))
ASKED = (
    TrueFalse(uid="L1", stem="金融机构应当履行反洗钱义务。", answer=True, topic=("法规", "反洗钱"), source=LAW),
    TrueFalse(uid="L2", stem="洗前须知：本题与钱无关。", answer=False, topic=("法规",), reserved=True),
    Essay(uid="L3", stem="简述 ATM 转账的 24 小时规则。", topic=("流程", "转账"), difficulty=3),
    Scenario(uid="L4", stem="客户来电。", parts=(TrueFalse(uid="p1", stem="应当先核实身份。", answer=True),)),
    Essay(uid="L5", stem="<p>存款<b>保险</b> &amp; 限额</p>", stem_format="html"),
)


@pytest.fixture
def filled(store: Store, examiner: Actor, reading: Reading) -> Store:
    """A store with two banks."""

    def put(code: str, held: tuple[Question, ...]) -> None:
        draft = Draft(questions=tuple(Drafted(one, str(n)) for n, one in enumerate(held)))
        import_draft(store, examiner, draft, bank=code, title=f"题库 {code}", file="x", reading=reading)

    put("kinds", tuple(SAMPLES.values()))
    put("law", ASKED)
    return store


def test_banks_with_their_counts(filled: Store) -> None:
    assert [info.code for info in banks(filled)] == ["kinds", "law"]
    info = bank(filled, "law")
    assert (info.title, info.revision, info.questions, info.shipped) == ("题库 law", 1, 5, False)
    assert info.by_kind == {"true_false": 2, "scenario": 1, "essay": 2}
    assert info.by_topic == {"": 2, "法规": 1, "法规/反洗钱": 1, "流程/转账": 1}
    with pytest.raises(UnknownBank):
        bank(filled, "none")


def test_every_kind_comes_out_of_the_store_as_it_went_in(filled: Store) -> None:
    assert all_questions(filled, "kinds") == tuple(SAMPLES.values())
    by_uid = {row.uid: row.id for row in rows(filled, "kinds")}
    assert question(filled, by_uid["P1"]) == SAMPLES[Kind.MATCH]
    assert questions(filled, by_uid.values()) == {
        key: all_questions(filled, "kinds")[n] for n, key in enumerate(by_uid.values())
    }
    with pytest.raises(UnknownQuestion):
        question(filled, 10_000)
    with pytest.raises(UnknownBank):
        all_questions(filled, "none")


def test_rows_by_topic_kind_and_text(filled: Store) -> None:
    def uids(**wanted: object) -> list[str]:
        found = [row.uid for row in rows(filled, "law", **wanted)]  # type: ignore[arg-type]
        assert len(found) == count(filled, "law", **wanted)  # type: ignore[arg-type]
        return found

    assert uids() == ["L1", "L2", "L3", "L4", "L5"]
    assert uids(topic="反洗钱") == ["L1"]
    assert uids(topic=("法规",)) == ["L1", "L2"]
    assert uids(topic=("法规", "反洗钱")) == ["L1"]
    assert uids(topic=("反洗钱",)) == []
    assert uids(kind=Kind.ESSAY) == ["L3", "L5"]
    assert uids(text="洗钱") == ["L1"]
    assert uids(text="钱") == ["L1", "L2"]
    assert uids(kind="true_false", text="义务") == ["L1"]
    assert [row.uid for row in rows(filled, "law", limit=2, offset=1)] == ["L2", "L3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("洗钱", ["L1"]),
        ("反洗钱义务", ["L1"]),
        ("atm", ["L3"]),
        ("ATM 转账", ["L3"]),
        ("ＡＴＭ", ["L3"]),
        ("24", ["L3"]),
        ("核实", ["L4"]),
        ("存款", ["T1", "L5"]),
        ("限额", ["S1", "B1", "L5"]),
        ("洗", ["L1", "L2"]),
        ("义务 转账", []),
        ("", []),
        ('"', []),
        ("没有的词", []),
    ],
)
def test_search_finds_words_of_two_characters(filled: Store, text: str, found: list[str]) -> None:
    assert [row.uid for row in search(filled, text)] == found


def test_search_sees_only_what_holds_now(filled: Store, examiner: Actor, reading: Reading) -> None:
    changed = replace(ASKED[0], stem="金融机构应当识别客户。")
    draft = Draft(questions=(Drafted(changed, "1"),))
    import_draft(filled, examiner, draft, bank="law", file="x", reading=reading)
    assert search(filled, "洗钱义务") == ()
    assert [row.uid for row in search(filled, "识别客户")] == ["L1"]
    assert search(filled, "存款", limit=1)


def test_the_pool_for_drawing(filled: Store) -> None:
    items = pool(filled, ["law", "kinds", "law"])
    assert len(items) == 5 + len(SAMPLES)
    first = next(item for item in items if item.uid == "L1")
    assert first == PoolItem(
        id=first.id,
        bank="law",
        uid="L1",
        kind=Kind.TRUE_FALSE,
        topic=("法规", "反洗钱"),
        difficulty=None,
        stem_key=stem_key(ASKED[0].stem),
        reserved=False,
        effective_on=date(2025, 1, 1),
        repealed_on=date(2030, 1, 1),
    )
    with pytest.raises(UnknownBank):
        pool(filled, ["none"])


def test_images_are_kept_once_and_come_back(store: Store, examiner: Actor, reading: Reading) -> None:
    picture = b"\x89PNG the same picture"
    held = [replace(SAMPLES[Kind.SINGLE], uid=f"I{n}", stem=f"图{n}", images={"a.png": picture}) for n in range(3)]
    draft = Draft(questions=tuple(Drafted(one, "x") for one in held))
    import_draft(store, examiner, draft, bank="pictures", file="x", reading=reading)
    assert store.read.execute("SELECT count(*) FROM image").fetchone()[0] == 1
    assert list(all_questions(store, "pictures")) == held
    single = all_questions(store, "pictures")[0]
    assert isinstance(single, Single)
    assert single.images == {"a.png": picture}


def test_markup_is_not_shown_in_tables(filled: Store) -> None:
    assert next(row for row in rows(filled, "law") if row.uid == "L5").stem == "存款 保险 & 限额"
