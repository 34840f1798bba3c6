"""Text that fits shrinks first, then wraps, and never leaves its box."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.pdf.fonts import BOLD, REGULAR, missing, width
from desktop_app.pdf.text import NOT_AT_END, NOT_AT_START, fit, wrap

LETTERS = st.text(st.sampled_from("个人客户经理（理财方向）、业务。《法规》Ab cd-ef 123%，“x”·ÉA"), max_size=60)


@settings(max_examples=300, deadline=None)
@given(LETTERS, st.floats(10, 300))
def test_lines_stay_within_the_box_and_lose_nothing(text: str, box: float) -> None:
    lines = wrap(text, REGULAR, 10, box)
    if lines is None:
        return
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width(line, REGULAR, 10) <= box + 1e-6
        assert line == line.strip()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["个", "理，", "规》。", "（财", "《（法", "Ab ", "12.5% "]), max_size=40),
    st.floats(60, 200),
)
def test_punctuation_stays_with_its_neighbour(pieces: list[str], box: float) -> None:
    lines = wrap("".join(pieces).strip(), REGULAR, 10, box)
    assert lines is not None
    for line in lines:
        assert line[:1] not in NOT_AT_START
        assert line[-1:] not in NOT_AT_END


def test_kinsoku_by_example() -> None:
    assert wrap("客户经理，理财", REGULAR, 10, 40) == ("客户经", "理，理财")
    assert wrap("法规部（理财）部", REGULAR, 10, 40) == ("法规部", "（理财）", "部")
    assert wrap("Harbour City Branch", REGULAR, 10, 60) == ("Harbour City", "Branch")
    assert wrap("", REGULAR, 10, 60) == ("",)
    assert wrap("   ", REGULAR, 10, 60) == ("",)
    assert wrap("客户 ", REGULAR, 10, 20) == ("客户",)
    assert wrap("客户   经理", REGULAR, 10, 22) == ("客户", "经理")


def test_a_word_wider_than_the_box_is_broken() -> None:
    lines = wrap("Featherstonehaugh", REGULAR, 10, 40)
    assert lines is not None
    assert len(lines) > 1
    assert wrap("张", REGULAR, 10, 9) is None


def test_it_shrinks_before_it_wraps() -> None:
    one = fit("个人客户经理", REGULAR, 20, 100, least=6, lines=2)
    assert one is not None
    assert len(one.lines) == 1
    assert 14 <= one.size < 20
    assert one.height == 0
    two = fit("个人客户经理理财方向", REGULAR, 20, 100, least=6, lines=2, wrapped=18)
    assert two is not None
    assert (len(two.lines), two.size) == (2, 18)
    assert two.height == pytest.approx(18 * 1.3)


def test_lines_are_about_equally_long() -> None:
    fitted = fit("综合认证" * 7, REGULAR, 10, 200, least=10, lines=2)
    assert fitted is not None
    assert [len(line) for line in fitted.lines] == [14, 14]
    words = fit("Retail Banking Products and Customer Service", REGULAR, 10, 190, least=10, lines=2)
    assert words is not None
    assert words.lines == ("Retail Banking Products", "and Customer Service")


def test_at_its_full_size_where_there_is_room() -> None:
    fitted = fit("张三", BOLD, 34, 500, least=10)
    assert fitted is not None
    assert (fitted.lines, fitted.size) == (("张三",), 34)


def test_what_fits_in_no_way_is_said() -> None:
    assert fit("张" * 100, REGULAR, 20, 100, least=6, lines=2) is None
    assert fit("张", REGULAR, 20, 5, least=6) is None


def test_all_texts_that_fit_have_their_characters() -> None:
    assert missing("".join(NOT_AT_START | NOT_AT_END)) == ()
