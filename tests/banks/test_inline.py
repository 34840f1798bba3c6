"""Formulas and pictures within a text; money stays money."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.banks import inline
from desktop_app.banks.inline import Formula, Picture, Text, pieces
from desktop_app.banks.question import Match, Option, Pair, Single


@pytest.mark.parametrize(
    "text",
    [
        "价格从 $100 到 $200",
        "价格从$100到$200不等",
        "US$100 和 HK$200",
        "US$与HK$的比价",
        "以$计价的资产和以$计价的负债",
        "收费$5（约35元）和$",
        "$5元或$",
        "$ 5 和 5 $",
        "只有一个 $",
        "$$",
        "$$$$",
        "费用 $1,000.50，折扣后 $900",
        "$20,000 and USD$30,000",
        "$100–$200",
        "A$、NZ$、S$",
        "单价$3/件，总价$30",
        r"\$x\$",
        "$a\n\nb$",
    ],
)
def test_money_and_lone_signs_stay_text(text: str) -> None:
    assert pieces(text) == (Text(text.replace("\\$", "$")),)


@pytest.mark.parametrize(
    ("text", "tex", "display"),
    [
        ("求$x^2$的值", "x^2", False),
        ("$利率=5\\%$", "利率=5\\%", False),
        (r"$\text{利息}=\text{本金}$", r"\text{利息}=\text{本金}", False),
        (r"得 \(\frac{1}{2}\)。", r"\frac{1}{2}", False),
        (r"\[ x \]", "x", True),
        ("$$ a+b $$", "a+b", True),
        ("$a\nb$", "a\nb", False),
        ("($x$)", "x", False),
        (r"$5\$$", r"5\$", False),
        (r"\( \begin{matrix} a \\ (b\\) \end{matrix} \)", r"\begin{matrix} a \\ (b\\) \end{matrix}", False),
    ],
)
def test_a_formula_is_found(text: str, tex: str, display: bool) -> None:
    found = [piece for piece in pieces(text) if isinstance(piece, Formula)]
    assert [(one.tex, one.display) for one in found] == [(tex, display)]
    assert found[0].source in text


def test_money_beside_a_formula() -> None:
    assert pieces("付 $100 时 $x=1$") == (Text("付 $100 时 "), Formula("x=1", False, "$x=1$"))
    assert pieces("$100 到 $200$") == (Text("$100 到 "), Formula("200", False, "$200$"))


def test_two_formulas_side_by_side() -> None:
    assert pieces("$x$$y$") == (Formula("x", False, "$x$"), Formula("y", False, "$y$"))


def test_a_picture_only_where_the_question_has_it() -> None:
    text = "见![印章](seal.png)与![](other.png)"
    assert pieces(text, {"seal.png"}) == (Text("见"), Picture("seal.png", "印章"), Text("与![](other.png)"))
    assert pieces(text) == (Text(text),)
    assert inline.pictures(text, {"seal.png", "other.png"}) == {"seal.png", "other.png"}


def test_a_picture_written_is_read() -> None:
    assert pieces(inline.picture("a.png", "图[1]\n上"), {"a.png"}) == (Picture("a.png", "图 1 上"),)


def test_what_a_screen_reader_reads() -> None:
    assert inline.plain(r"求\(x^2\)，见![印章](a.png)，付\$5", {"a.png"}) == "求x^2，见印章，付$5"


@given(st.text(alphabet="$\\\\()[]![]ab1 \n元=.p", max_size=60))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    found = list(inline.spans(text, {"p"}))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[one.start : one.end] == one.piece.source for one in found if isinstance(one.piece, Formula))
    rest = text
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    words = [piece.text for piece in pieces(text, {"p"}) if isinstance(piece, Text)]
    assert "".join(words).count("$") == rest.count("$") + sum(isinstance(one.piece, Text) for one in found)


@pytest.mark.parametrize("unit", ["$a ", "$", "\\(", "\\[", "![", "![a](", "$$", "$x$", "\\$", "$$a", "![" + "a" * 400])
def test_hostile_text_takes_its_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.thread_time()
    pieces(text, {"a.png"})
    assert time.thread_time() - started < 2


def test_no_image_of_a_feedback_is_seen_before() -> None:
    question = Single(
        uid="q",
        stem="看图",
        images={"a.png": b"1", "b.png": b"2", "c.png": b"3", "d.png": b"4"},
        options=(
            Option("![](a.png)", Decimal(1), feedback="![](b.png)"),
            Option("乙", Decimal(0), feedback="![](a.png)"),
        ),
        explanation="![](c.png)",
    )
    assert set(inline.before_answering(question)) == {"a.png", "d.png"}
    assert inline.in_answers(question) == {"a.png"}
    named = replace(question, stem="看![](c.png)", stem_format="markdown")
    assert set(inline.before_answering(named)) == {"a.png", "c.png", "d.png"}


def test_the_images_of_cells() -> None:
    question = Match(uid="m", stem="配对", images={"a.png": b"1"}, pairs=(Pair("![](a.png)", "甲"), Pair("乙", "丙")))
    assert inline.in_answers(question) == {"a.png"}
