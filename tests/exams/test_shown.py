"""What the candidate sees: nothing that tells the key, and of a talk only as much as was reached."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.banks.question import Kind, Option, Question, Single
from desktop_app.exams.shown import letter, part_points, rounded, show, visited
from tests.exams.making import (
    blank,
    essay,
    every_kind,
    item,
    match,
    numeric,
    order,
    scenario,
    single,
    talk,
    true_false,
)


@pytest.mark.parametrize(("n", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_letters_go_on_after_z(n: int, name: str) -> None:
    assert letter(n) == name


def test_options_bear_the_letters_of_this_paper() -> None:
    question = single("*r w x y")
    for seed in range(10):
        place = item(question, seed=str(seed), points="2")
        shown = show(place, question)
        assert [o.letter for o in shown.options] == ["A", "B", "C", "D"]
        assert [o.text for o in shown.options] == [question.options[i].text for i in place.option_order]
        assert shown.points == Decimal(2)


LINES: list[tuple[Question, dict[str, Any]]] = [
    (single("*r w"), {"options": [{"letter": "A", "text": "r"}, {"letter": "B", "text": "w"}]}),
    (true_false(), {}),
    (blank("x", "y"), {"blanks": 2}),
    (numeric(unit="%"), {"unit": "%"}),
    (order("a", "b"), {"options": [{"letter": "A", "text": "a"}, {"letter": "B", "text": "b"}]}),
    (
        match(("a", "1"), ("b", "2"), ("", "3")),
        {
            "left": [{"letter": "A", "text": "a"}, {"letter": "B", "text": "b"}],
            "right": [{"number": 1, "text": "1"}, {"number": 2, "text": "2"}, {"number": 3, "text": "3"}],
        },
    ),
    (essay(), {}),
]


@pytest.mark.parametrize(("question", "besides"), LINES, ids=lambda value: getattr(value, "kind", ""))
def test_a_line_of_sit_holds_what_the_contract_says(question: Question, besides: dict[str, Any]) -> None:
    line = show(item(question), question).to_line("kept")
    assert line == {
        "position": 1, "kind": question.kind.value, "stem": question.stem, "points": "1", "answer": "kept",
        "section": 1,
        **besides,
    }  # fmt: skip


def test_stem_format_and_images_are_told_where_they_are_not_plain() -> None:
    question = single(stem_format="html", images={"b.png": b"2", "a.png": b"1"})
    shown = show(item(question), question)
    assert shown.to_line()["stem_format"] == "html"
    assert shown.to_line()["images"] == ["a.png", "b.png"]
    assert shown.images == question.images


def test_nothing_shown_tells_the_key() -> None:
    """The line of a question with another key is the same line."""
    for question in every_kind():
        line = json.dumps(show(item(question), question).to_line(), ensure_ascii=False)
        for secret in (
            "credit",
            "feedback",
            "explanation",
            "because",
            "model",
            "五十",
            "accept",
            '"next"',
            "thank you",
        ):
            assert secret not in line


def test_the_parts_of_a_scenario_share_its_points_by_their_own() -> None:
    question = scenario(single(points=Decimal(1)), essay(points=Decimal(2)))
    place = item(question, points="2")
    assert part_points(question, Decimal(2)) == (Fraction(2, 3), Fraction(4, 3))
    shown = show(place, question, ["A"])
    assert [(part.position, part.kind, part.points) for part in shown.parts] == [
        (1, Kind.SINGLE, Decimal("0.67")), (2, Kind.ESSAY, Decimal("1.33")),
    ]  # fmt: skip
    line = shown.to_line(["A"])
    assert [part["answer"] for part in line["parts"]] == ["A", None]
    assert "replies" not in line


# ---------------------------------------------------------------- a talk


def test_a_talk_shows_one_turn_at_a_time() -> None:
    question = talk()
    place = item(question, points="3")

    def stems(answer: Any) -> list[str]:
        return [part.stem for part in show(place, question, answer).parts]

    assert stems(None) == ["hello?"]
    assert stems(["A"]) == ["hello?", "and?"]
    assert stems(["B"]) == ["hello?", "hm?"]
    assert stems(["C"]) == ["hello?"]
    assert stems(["A", "B"]) == ["hello?", "and?"]
    assert stems(["Z"]) == ["hello?"]
    assert stems("A") == ["hello?"]
    assert stems(["A", "B", "A", "A"]) == ["hello?", "and?"]
    assert [part.position for part in show(place, question, ["B"]).parts] == [1, 2]


def test_a_talk_tells_what_was_said_back_only_to_turns_that_are_past() -> None:
    question = talk()
    place = item(question)
    begun, gone_on, ended = (show(place, question, answer) for answer in (None, ["A"], ["A", "A"]))
    assert (begun.replies, gone_on.replies, ended.replies) == ((), ("thank you",), ("thank you",))
    assert (begun.ended, gone_on.ended, ended.ended) == (False, False, True)
    assert show(place, question, ["C"]).replies == ()
    line = gone_on.to_line(["A"])
    assert (line["replies"], line["ended"], line["parts"][0]["answer"]) == (["thank you"], False, "A")


def test_no_image_of_a_feedback_or_explanation_is_seen_before() -> None:
    question = Single(
        uid="q",
        stem="look",
        options=(Option("![](a.png)", Decimal(1), "![](key.png)"), Option("b", Decimal(0))),
        explanation="![](why.png)",
        images={"a.png": b"1", "key.png": b"2", "why.png": b"3"},
    )
    assert set(show(item(question), question).images) == {"a.png"}


def test_the_image_of_what_was_said_back_comes_with_it() -> None:
    plain = talk()
    first = plain.parts[0]
    assert isinstance(first, Single)
    thanked = replace(first.options[0], feedback="![](smile.png)")
    other = replace(first.options[1], feedback="![](frown.png)")
    images = {"smile.png": b"1", "frown.png": b"2"}
    first = replace(first, options=(thanked, other, first.options[2]), images=images)
    question = replace(plain, parts=(first, *plain.parts[1:]))
    begun, gone_on = (show(item(question), question, answer) for answer in (None, ["A"]))
    assert begun.parts[0].images == {}
    assert set(gone_on.parts[0].images) == {"smile.png"}


def test_the_whole_of_a_talk_is_its_best_path() -> None:
    question = talk()
    assert [*map(int, part_points(question, Decimal(3)))] == [1, 2, 1]
    assert [*map(int, part_points(question, Decimal(3)))] == [1, 2, 1]


def test_a_talk_that_leads_nowhere_or_back_does_not_loop() -> None:
    def part(uid: str, following: str | None) -> Single:
        return Single(stem=uid, uid=uid, options=(Option("a", Decimal(1), next=following), Option("b")))

    back = scenario(part("p1", "p2"), part("p2", "p1"))
    assert visited(back, item(back), ["A", "A", "A"]) == (0, 1)
    assert [*map(int, part_points(back, Decimal(2)))] == [1, 1]
    nowhere = scenario(part("p1", "p9"), part("p2", None))
    assert visited(nowhere, item(nowhere), ["A"]) == (0,)


def test_a_turn_of_another_kind_ends_a_talk() -> None:
    question = scenario(Single(stem="?", uid="p1", options=(Option("a", Decimal(1), next="p2"), Option("b"))), essay())
    assert visited(question, item(question), ["A", "text"]) == (0, 1)
    assert [*map(int, part_points(question, Decimal(2)))] == [1, 1]


def test_a_talk_without_credit_is_worth_nothing() -> None:
    bad = Option("a", Decimal(-1), next="p2")
    question = scenario(Single(stem="?", uid="p1", options=(bad, Option("b", Decimal(-1)))), single("w=-1 x=-1"))
    assert [*map(int, part_points(question, Decimal(2)))] == [0, 0]


@pytest.mark.parametrize(
    ("value", "points"),
    [(Fraction(1, 3), "0.33"), (Fraction(2, 3), "0.67"), (Fraction(1, 200), "0.01"), (Fraction(1, 201), "0.00"),
     (Fraction(3), "3.00"), (Fraction(23, 200), "0.12"), (Fraction(0), "0.00")],
)  # fmt: skip
def test_points_are_rounded_half_up_to_a_hundredth(value: Fraction, points: str) -> None:
    assert str(rounded(value)) == points
