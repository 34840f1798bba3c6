"""GIFT: the grammar's cases, slips that must not lose their neighbours, and the way out and back."""

from __future__ import annotations

import base64
import re
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from desktop_app.banks.formats import gift
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Pair,
    Question,
    Scenario,
    Single,
    TrueFalse,
)
from tests.banks.formats.questions import PNG, SOUND, assert_held_or_named

D = Decimal
WRONG, RIGHT = D(0), D(1)


def only(text: str) -> Question:
    draft = gift.read(text.encode())
    assert not draft.findings
    (one,) = draft.questions
    return one.question


def codes(text: str) -> list[tuple[str, str]]:
    return [(finding.where, finding.code) for finding in gift.read(text.encode()).findings]


CASES: list[tuple[str, Question]] = [
    ("Q{~a ~b =c}", Single(stem="Q", options=(Option("a"), Option("b"), Option("c", RIGHT)))),
    ("Grant is {~x =y} here.", Single(stem="Grant is _____ here.", options=(Option("x"), Option("y", RIGHT)))),
    ("{=Asia} is large.", Blank(stem="_____ is large.", blanks=(Gap((Accepted("Asia"),)),))),
    ("How?{One}", Blank(stem="How?", blanks=(Gap((Accepted("One"),)),))),
    (
        "Q{=a =%50%b =%0%c}",
        Blank(stem="Q", blanks=(Gap((Accepted("a"), Accepted("b", D("0.5")), Accepted("c", WRONG))),)),
    ),
    ("Q{T}", TrueFalse(stem="Q", answer=True)),
    ("Q{false}", TrueFalse(stem="Q", answer=False)),
    ("Q{FALSE#w#r####g}", TrueFalse(stem="Q", answer=False, feedback_true="w", feedback_false="r", explanation="g")),
    ("Q{TRUE#w#r}", TrueFalse(stem="Q", answer=True, feedback_true="r", feedback_false="w")),
    ("Q{#5:0.1}", Numeric(stem="Q", numbers=(Number(D(5), D("0.1")),))),
    ("Q{#-3.142..-3.141}", Numeric(stem="Q", numbers=(Number(D("-3.1415"), D("0.0005")),))),
    ("Q{#\n=1822:0 =%50%1822:2}", Numeric(stem="Q", numbers=(Number(D(1822)), Number(D(1822), D(2), D("0.5"))))),
    ("Q{#3:2~#no}", Numeric(stem="Q", numbers=(Number(D(3), D(2)),))),
    ("Q{=a -> b =c->d = -> e}", Match(stem="Q", pairs=(Pair("a", "b"), Pair("c", "d"), Pair("", "e")))),
    ("Q{~a -> b =c -> d}", Single(stem="Q", options=(Option("a -> b"), Option("c -> d", RIGHT)))),
    ("Q{}", Essay(stem="Q")),
    ("Q{####model}", Essay(stem="Q", explanation="model")),
    ("::Name::\n Q {}", Essay(stem="Q")),
    ("::Na\\:\\:me::Q {}", Essay(stem="Q")),
    ("// [id:7] [tag:x] [tag:y\\]z]\nQ{}", Essay(stem="Q", uid="7", tags=("x", "y]z"))),
    ("Q\n// between\n{=a\n// within\n}", Blank(stem="Q", blanks=(Gap((Accepted("a"),)),))),
    ("[html]<p>Q<script>x()</script></p>{}", Essay(stem="<p>Q</p>", stem_format="html")),
    ("[markdown]*Q*{}", Essay(stem="*Q*", stem_format="markdown")),
    ("[plain]<b>{}", Essay(stem="<b>")),
    ("a < b{}", Essay(stem="a < b")),
    ("a\nb<br>c{}", Essay(stem="a<br>b<br>c", stem_format="html")),
    (r"A \\ B \\\\ C \n \{\=\}{}", Essay(stem="A \\ B \\\\ C \n {=}")),
    (r"\\n{}", Essay(stem=r"\n")),
    (
        "Q{~%50%a ~%50%b ~%-100%c ~d}",
        Multiple(stem="Q", options=(Option("a", D("0.5")), Option("b", D("0.5")), Option("c", D(-1)), Option("d"))),
    ),
    ("Q{~%100%a ~%0%b}", Single(stem="Q", options=(Option("a", RIGHT), Option("b")))),
    (
        "Q{~%33.33333%a ~%66,66667%b ~%-100%c}",
        Multiple(stem="Q", options=(Option("a", D("0.3333333")), Option("b", D("0.6666667")), Option("c", D(-1)))),
    ),
    ("Q{first ~second =third}", Single(stem="Q", options=(Option("first"), Option("second"), Option("third", RIGHT)))),
    ("Q{=%100%a#f ~%25%b}", Single(stem="Q", options=(Option("a", RIGHT, "f"), Option("b", D("0.25"))))),
    (
        "[html]Q{=[plain]<i> ~<b>x</b> ~H<sub>2</sub>O &amp;}",
        Single(stem="Q", stem_format="html", options=(Option("<i>", RIGHT), Option("x"), Option("H₂O &"))),
    ),
    ("\ufeffQ\r\n{\r\n=a\r\n~b\r\n}\r\n", Single(stem="Q", options=(Option("a", RIGHT), Option("b")))),
    ("$CATEGORY: $course$/top/存款/定期//活期\nQ{}", Essay(stem="Q", topic=("存款", "定期/活期"))),
    (
        "a &lt; b &amp; c{=x &gt; y ~z#&#65;}",
        Single(stem="a < b & c", options=(Option("x > y", RIGHT), Option("z", WRONG, "A"))),
    ),
    ("[plain]a &lt; b{=x &gt; y ~z}", Single(stem="a &lt; b", options=(Option("x &gt; y", RIGHT), Option("z")))),
    ("Q{=a#f#g ~b}", Single(stem="Q", options=(Option("a", RIGHT, "f#g"), Option("b")))),
    (
        "Q {\n=a # right\n~%-50%b # wrong\n~c\n\t#### general \n}",
        Single(
            stem="Q",
            explanation="general",
            options=(Option("a", RIGHT, "right"), Option("b", D("-0.5"), "wrong"), Option("c")),
        ),
    ),
    ("Q{=%50%a =%100%b}", Blank(stem="Q", blanks=(Gap((Accepted("a", D("0.5")), Accepted("b"))),))),
    ("Q{=a\\=b ~c}", Single(stem="Q", options=(Option("a=b", RIGHT), Option("c")))),
    ("Q{=%a ~%b}", Single(stem="Q", options=(Option("%a", RIGHT), Option("%b")))),
    ("Q{#=1..3 =%50%0:10}", Numeric(stem="Q", numbers=(Number(D(2), D(1)), Number(D(0), D(10), D("0.5"))))),
    ("Q{#-1e2:0.5}", Numeric(stem="Q", numbers=(Number(D("-1e2"), D("0.5")),))),
    ("Two {=a} and {=b}.", Blank(stem="Two _____ and {=b}.", blanks=(Gap((Accepted("a"),)),))),
    ("// [id: a\\]b ] [tag: x y ]\nQ{T}", TrueFalse(stem="Q", answer=True, uid="a]b", tags=("x y",))),
]


@pytest.mark.parametrize(("text", "question"), CASES)
def test_each_case_of_the_grammar(text: str, question: Question) -> None:
    assert only(text) == question


def test_the_category_holds_until_the_next() -> None:
    draft = gift.read(b"$CATEGORY: a/b\n\nQ{}\n\nR{}\n\n$CATEGORY: $course$/c\n\nS{}")
    assert [one.question.topic for one in draft.questions] == [("a", "b"), ("a", "b"), ("c",)]


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ("Q{=a", "gift_brace_missing"),
        ("Q=a}", "gift_brace_missing"),
        ("Q}=a{", "gift_brace_missing"),
        ("Q{=a {} -> b =c -> d}", "gift_brace_within"),
        ("Q{=a -> b =c}", "gift_pair"),
        ("Q{TRUE FALSE}", "gift_true_and_false"),
        ("Q{#abc}", "number_unreadable"),
        ("Q{#1e999}", "number_unreadable"),
        ("Q{#}", "answer_missing"),
        ("Q{=%0%a}", "answer_missing"),
        ("Q{~a ~b}", "answer_missing"),
        ("Q{=a ~}", "option_empty"),
        ("Q{~%1.2.3%a =b}", "gift_weight"),
        ("{=a ~b}", "stem_missing"),
    ],
)
def test_a_slip_is_named_and_its_neighbours_stay(slip: str, code: str) -> None:
    text = f"Before{{=a ~b}}\n\n{slip}\n\nAfter{{T}}\n"
    assert codes(text) == [("line 3", code)]
    assert [one.question.stem for one in gift.read(text.encode()).questions] == ["Before", "After"]


def test_what_is_lost_is_named() -> None:
    draft = gift.read(b"::N::Q{=a#f =*#g =b*c}\n\nOnly a description.\n\n[html]<a href='x'>l</a><img src='b.png'>{}")
    assert [(w.where, w.code, *w.facts.values()) for w in draft.warnings] == [
        ("line 1", "feature_left_out", "feedback (#) of a short answer"),
        ("line 1", "feature_left_out", "wildcard (*) *"),
        ("line 1", "feature_left_out", "wildcard (*) b*c"),
        ("line 5", "formatting_left_out", "link"),
        ("line 5", "image_left_out", "b.png"),
        ("line 1", "feature_left_out_often", "::name::", 1),
    ]
    assert [(s.where, s.code) for s in draft.skipped] == [("line 3", "entry_no_question")]


def test_an_id_that_comes_twice_is_one_identity() -> None:
    draft = gift.read(b"// [id:7]\nQ{}\n\n// [id:7]\nR{}")
    assert [one.question.uid for one in draft.questions] == ["7", ""]
    assert [w.code for w in draft.warnings] == ["id_repeated"]


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("gb18030", "GBK")]
)
def test_encodings(encoding: str, named: str | None) -> None:
    text = "下列属于存款的是{=定期存款 ~贷款}"
    draft = gift.read(text.encode(encoding))
    assert draft.questions[0].question.stem == "下列属于存款的是"
    assert [w.facts["encoding"] for w in draft.warnings] == ([named] if named else [])


def test_a_western_file_is_not_read_as_chinese() -> None:
    assert only("Fuß{=für ~naïve}".encode("cp1252").decode("cp1252")) == only("Fuß{=für ~naïve}")
    draft = gift.read("Fuß und Maß{=für ~naïve}".encode("cp1252"))
    assert draft.questions[0].question.stem == "Fuß und Maß"
    assert draft.warnings[0].facts["encoding"] == "windows-1252"


@pytest.mark.parametrize("text", ["Q{T}", "$CATEGORY: a", "::n::Q{~a =b}", "Q {#3}", "// question: 1 name: x\nQ{}"])
def test_sniffed_by_content(text: str) -> None:
    assert gift.sniff(text.encode(), "x.txt")


@pytest.mark.parametrize("text", ["", "plain", "<quiz></quiz>", '{"a": 1}', "PK\x03\x04{=a}", "题干,答案\n甲,{乙}"])
def test_not_sniffed(text: str) -> None:
    assert not gift.sniff(text.encode(), "x.csv")


def test_a_rejected_entry_keeps_its_lines() -> None:
    draft = gift.read(b"// c\nQ{=a\n\nR{}")
    assert draft.raw == {"line 2": {"lines": "// c\nQ{=a"}}


def test_an_image_within_the_text_comes_along() -> None:
    picture = base64.b64encode(PNG).decode().replace("=", "\\=")
    question = only(f'[html]<img src\\="data\\:image/png;base64,{picture}">Q{{=a ~b}}')
    assert question.stem == '<img src="image">Q'
    assert question.images == {"image": PNG}


TALK = Scenario(
    uid="t",
    stem="A client / asks: {what}?",
    topic=("Talks",),
    explanation="so [it] is\nand \\ so",
    parts=(
        Single(uid="p 1", stem="First", options=(Option("a", RIGHT, next="p[3]"), Option("b", next="p2"), Option("c"))),
        TrueFalse(uid="p2", stem="Second", answer=False, points=D(2)),
        Essay(uid="p[3]", stem="Third"),
    ),
)


def test_a_case_is_a_description_and_its_parts() -> None:
    written = gift.write([TALK, Essay(stem="After", topic=("Talks",))])
    assert written.data.decode().startswith(
        "$CATEGORY: $course$/top/Talks/A client asks: {what}?\n\n// [case:3] [id:t] [explanation:so [it\\] is\\nand "
    )
    draft = gift.read(written.data)
    assert [one.where for one in draft.questions] == ["line 4", "line 21"]
    assert draft.questions[0].question == replace(
        TALK, parts=(TALK.parts[0], replace(TALK.parts[1], points=D(1)), TALK.parts[2])
    )
    assert draft.questions[1].question == Essay(stem="After", topic=("Talks",))
    assert [finding.facts["feature"] for finding in written.reduced] == ["points"]


def test_a_case_with_a_slip_is_named_and_its_neighbours_stay() -> None:
    head, first, second, third = "// [case:2]\nCase", "// [part:a]\nQ{T}", "// [part:b]\nR{=x", "S{F}"
    draft = gift.read("\n\n".join([head, first, second, third]).encode())
    assert [(one.where, one.code, one.facts["part"]) for one in draft.findings] == [("line 8", "gift_brace_missing", 2)]
    assert [one.question.stem for one in draft.questions] == ["S"]
    draft = gift.read("\n\n".join([third, head, first]).encode())
    assert [(one.where, one.code, dict(one.facts)) for one in draft.findings] == [
        ("line 4", "case_incomplete", {"parts": 2, "read": 1})
    ]
    assert [one.question.stem for one in draft.questions] == ["S"]


@pytest.mark.parametrize(
    "piece",
    ["{", "}", "~", "\\", "%", "<", "=", "#", "\n", " \n", " ", "[", "//", "->", "[id:", "[next:", "[case:1]", "&"],
)
def test_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    text = (piece * (120_000 // len(piece))).encode()
    begun = time.process_time()
    gift.sniff(text, "x.txt")
    for data in (text, b"Q{" + text + b"}", b"Q{=a ~" + text + b"}", b"// [case:1]" + text + b"\nQ\n\n[html]" + text):
        gift.read(data)
    assert time.process_time() - begun < 3


def test_white_space_at_the_ends_is_named() -> None:
    written = gift.write([Essay(stem=" spaces  within ")])
    assert [one.facts["feature"] for one in written.reduced] == ["white space"]
    assert gift.read(written.data).questions[0].question == Essay(stem="spaces  within")


def test_weights_are_those_that_moodle_accepts() -> None:
    third, sevenths = D("0.3333333"), D("0.15")
    written = gift.write(
        [
            Multiple(stem="Q", options=(*(Option(t, third) for t in "abc"), Option("d", D("-0.31")))),
            Multiple(stem="R", options=(*(Option(t, RIGHT) for t in "abc"), Option("d"))),
            Single(stem="S", options=(Option("a", D("0.8")), Option("b", sevenths))),
            Blank(stem="T", blanks=(Gap((Accepted("a", D("0.5")), Accepted("b", D("0.25")))),)),
        ]
    )
    text = written.data.decode()
    assert re.findall(r"%(-?[\d.]+)%|(=)(?!%)", text) == [
        (weight, "") for weight in ["33.33333", "33.33333", "33.33333", "-30", "33.33333", "33.33333", "33.33333"]
    ] + [("", "="), ("20", ""), ("100", ""), ("50", "")]
    assert [(one.where, one.facts["feature"]) for one in written.reduced] == [
        ("questions[1]", "credit"),
        ("questions[3]", "credit"),
        ("questions[4]", "credit"),
    ]
    back = [one.question for one in gift.read(written.data).questions]
    assert [option.credit for option in back[0].options] == [third, third, third, D("-0.31")]  # type: ignore[union-attr]
    assert [option.credit for option in back[2].options] == [D("0.8"), sevenths]  # type: ignore[union-attr]
    assert back[3] == Blank(stem="T", blanks=(Gap((Accepted("a", D("0.5")), Accepted("b", D("0.25")))),))


@settings(max_examples=120, deadline=None)
@given(SOUND)
@example(TALK)
@example(Single(stem="x<y &amp; z", options=(Option("&lt;", RIGHT), Option("%1% of", D(0), "a<b>"))))
@example(Single(stem="//not a comment", options=(Option("%50%x", RIGHT), Option("[html]y"))))
@example(Multiple(stem="Q", options=(Option("a", RIGHT), Option("b", RIGHT), Option("c"))))
@example(Multiple(stem="Q", options=(Option("a", RIGHT), Option("b"))))
@example(Single(stem="Q", options=(Option("a", RIGHT), Option("->", RIGHT))))
@example(Single(stem="Q", options=(Option("a", D("0.75")), Option("b"))))
@example(Blank(stem="Q", blanks=(Gap((Accepted("a->b"),)),)))
@example(Match(stem="Q", pairs=(Pair("a->b", "c->d"), Pair("e", "f"))))
@example(Blank(stem="Q", blanks=(Gap((Accepted("a*b"), Accepted("\\*"))),)))
def test_out_and_back(question: Question) -> None:
    written = gift.write([question])
    draft = gift.read(written.data)
    assert_held_or_named(question, written, draft)


def test_every_sample_is_read(samples: Path) -> None:
    files = [*(samples / "gift").glob("*.gift"), *(samples / "gift_moodle").glob("*.txt")]
    assert files
    for path in files:
        draft = gift.read(path.read_bytes())
        assert draft.read or draft.warnings, path.name
        assert not draft.findings, path.name
        assert gift.sniff(path.read_bytes(), path.name), path.name


def test_a_forgotten_blank_line_puts_no_key_into_another_stem() -> None:
    text = (
        "// question: 1\n::一::甲是{=乙 =丙\\}}\n// question: 2\n// [id:Q2]\n::二::真{T}\n$CATEGORY: 存款\n"
        "::三::假{\nF\n}\n::四::一行{=里} 有\n::字::的\n\n::说明\n::不是名::没有答案"
    )
    draft = gift.read(text.encode(), name="a.gift")
    found = [(item.where, item.question.stem, item.question.topic) for item in draft.questions]
    assert found == [
        ("line 2", "甲是", ()),
        ("line 5", "真", ()),
        ("line 7", "假", ("存款",)),
        ("line 10", "一行_____ 有\n::字::的", ("存款",)),
    ]
    assert [item.question.uid for item in draft.questions][1] == "Q2"
    assert [(one.where, one.code) for one in draft.skipped] == [("line 13", "entry_no_question")]
