"""Running text: rules of Chinese typesetting, the width of a column, and nothing lost."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop_app.pdf.archive import Description
from desktop_app.pdf.columns import Column, Pages
from desktop_app.pdf.flow import Art, Chars, Line, Row, cleaned, gap, kept_together, lines, measured, rows
from desktop_app.pdf.fonts import REGULAR
from desktop_app.pdf.page import document
from desktop_app.pdf.rich import Mark, Setting, flowed, inline
from desktop_app.pdf.text import NOT_AT_END, NOT_AT_START

PIECES = st.lists(
    st.sampled_from(
        ["个人", "理，", "规》。", "（财", "《（法", "Ab ", "12.5% ", "https://a.b/c-d", "　", "！？", "“引”"]
    ),
    max_size=60,
)


def text_of(line: Line) -> str:
    return "".join(piece.text for _, piece, _ in line.placed if isinstance(piece, Chars))


def too_wide(text: str, column: float) -> set[int]:
    """How many characters (blanks not counted) stand before each character of a run that no column so narrow can hold:
    a run is what the rules let no line end within."""
    words = list[str]()
    for word in re.findall(r"[!-~]+|\s+|.", text):
        whole = measured(word, REGULAR, 10.5) <= column / 2
        words += [word] if whole else re.findall("[A-Za-z0-9]*[^A-Za-z0-9]+|[A-Za-z0-9]+", word)
    runs: list[list[str]] = []
    for word in words:
        tied = (
            runs and not word.isspace() and (word[0] in NOT_AT_START or "".join(runs[-1]).rstrip()[-1:] in NOT_AT_END)
        )
        if tied or (runs and word.isspace()):
            runs[-1].append(word)
        else:
            runs.append([word])
    found, at = set[int](), 0
    for run in map("".join, runs):
        after = at + len("".join(run.split()))
        if measured(run.rstrip(), REGULAR, 10.5) > column:
            found |= set(range(at, after))
        at = after
    return found


@settings(max_examples=120, deadline=None)
@given(PIECES, st.floats(70, 300))
def test_lines_keep_the_rules_and_lose_nothing(pieces: list[str], column: float) -> None:
    text = "".join(pieces)
    made = lines([Chars(text, 10.5)], column)
    assert "".join("".join(map(text_of, made)).split()) == "".join(text.split())
    broken, at = too_wide(text, column), 0
    for before, line in pairwise(made):
        at += len("".join(text_of(before).split()))
        if at not in broken:
            assert text_of(line)[:1] not in NOT_AT_START
            assert text_of(before).rstrip()[-1:] not in NOT_AT_END


def test_a_run_of_marks_is_broken_only_where_no_line_holds_it() -> None:
    held = lines([Chars("个人个人规》。规》。规》。规》。“引”！？！？", 10.5)], 226.0)
    assert [text_of(line) for line in held] == ["个人个人规》。规》。规》。规》。", "“引”！？！？"]
    broken = lines([Chars("《（法！？　！？", 10.5)], 70.0)
    assert [text_of(line) for line in broken] == ["《（法！？", "！？"]


@settings(max_examples=80, deadline=None)
@given(PIECES, st.floats(80, 300))
def test_nothing_is_wider_than_its_column_and_full_lines_reach_its_edge(pieces: list[str], column: float) -> None:
    for line in lines([Chars("".join(pieces), 10.5)], column):
        assert line.wide <= column + 0.01
        for x, piece, stretch in line.placed:
            assert isinstance(piece, Chars)
            assert x >= 0
            assert 0 <= stretch <= 0.0851 * piece.size
            # A mark at the end of a line may hang by its empty half.
            assert x + measured(piece.text, REGULAR, 10.5) <= column + 10.5 / 2 + 0.1


def test_han_lines_are_justified() -> None:
    made = lines([Chars("商业银行应当按照规定计量信用风险加权资产" * 5, 10.5)], 207)
    assert len(made) > 3
    for line in made[:-1]:
        x, piece, stretch = line.placed[-1]
        assert isinstance(piece, Chars)
        end = x + measured(piece.text, REGULAR, 10.5) + stretch * (len(piece.text) - 1)
        assert end == pytest.approx(207, abs=0.1)


def test_a_bracket_for_the_answer_is_not_alone_on_a_line() -> None:
    for more in range(12):
        made = lines([Chars("题" * (8 + more) + "（　　）（1.33 分）", 10)], 120)
        for line in made:
            assert text_of(line)[:1] not in {"分", "）"}
            assert not text_of(line).startswith("（　")


def test_what_cannot_be_seen_is_dropped_and_what_no_font_has_is_marked() -> None:
    assert cleaned("a\u200b\ufeffb\tc\xa0d　e\U0001f600\ue000\x07") == "ab c d　e〓〓"


def test_a_formula_stands_in_its_line_and_one_that_cannot_be_drawn_as_its_source() -> None:
    def _find(text: str, images: object) -> list[Mark]:
        return [Mark(text.index("{"), text.index("}") + 1, tex=text[text.index("{") + 1 : text.index("}")])]

    setting = Setting(find=_find)
    drawn = inline("若{x^2}则", setting, 300)
    assert [type(piece) for piece in drawn] == [Chars, Art, Chars]
    plain = inline("若{\\nosuchcommand}则", setting, 300)
    assert "".join(piece.text for piece in plain if isinstance(piece, Chars)) == "若{\\nosuchcommand}则"
    (wide,) = [piece for piece in inline("{" + "x+" * 90 + "y}", setting, 100) if isinstance(piece, Art)]
    assert wide.wide <= 100.01


HTML = (
    "<p>a<b>b</b></p><script>x</script><ul><li>一<li>二</ul><table><tr><td>c<td>d</table><img src=n><p>" + "<div>" * 50
)


@pytest.mark.parametrize("form", ["plain", "markdown", "html"])
@pytest.mark.parametrize(
    "text", ["", " ", HTML, "**a** `b` ![x](y) [t](u)\n| a | b |\n|---|---|\n| c |\n- d\n1. e", "|", "<"]
)
def test_any_text_becomes_rows_within_the_column(form: str, text: str) -> None:
    made = flowed(text, form, {}, Setting(), 200, label=[Chars("1.", 10)], indent=20)
    assert made
    assert all(0 < row.tall < 400 and row.wide <= 200.5 for row in made)


def test_rows_that_stay_together_move_to_the_next_column() -> None:
    pages = Pages((Column(0, 100, 50, 100), Column(60, 100, 50, 100)))

    def _row(tall: float) -> Row:
        return Row(tall, lambda sheet, x, top: None, 10)

    pages.add([gap(5), _row(70), gap(5)])
    pages.add(kept_together([_row(20), _row(20)]))
    pages.add([_row(90)])
    assert [(one.page, one.x, one.top) for one in pages.placed if one.row.wide] == [
        (0, 0, 100), (0, 60, 100), (0, 60, 80), (1, 0, 100),
    ]  # fmt: skip
    assert pages.count == 2


def test_a_block_higher_than_a_column_is_cut() -> None:
    pages = Pages((Column(0, 100, 50, 100),))
    pages.add(kept_together(rows([Chars("字" * 200, 10)], 50, 15)))
    assert pages.count > 4
    assert all(one.top - one.row.tall >= 0 for one in pages.placed)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<table><tr><td>" * 200 + "x", "html"), ("<table><tr>" + "<td>长" * 300 + "</table>", "html"),
        ("<div>" * 5000, "html"), ("$" * 9000, "plain"), ("![a](" * 3000, "markdown"), ("[" * 6000, "markdown"),
        ("（" * 9000, "plain"), ("，" * 9000, "plain"), ("1." * 9000, "plain"), ("_x" * 9000, "plain"),
    ],
)  # fmt: skip
def test_hostile_text_costs_little(text: str, form: str) -> None:
    begun = time.process_time()
    made = flowed(text, form, {}, Setting(), 200)
    assert time.process_time() - begun < 1.5
    assert all(row.wide <= 200.5 for row in made)


def test_a_table_within_a_table_loses_no_text() -> None:
    text = "<table><tr><td>外<table><tr><td>内甲</td><td>内乙</td></tr></table></td><td>右</td></tr></table>"
    with document((400, 400), Description("t", "a", "s", datetime(2026, 1, 1, tzinfo=UTC))) as (sheet, out):
        pages = Pages((Column(10, 390, 380, 380),))
        pages.add(flowed(text, "html", {}, Setting(), 380))
        pages.draw(sheet, lambda _sheet, _page, _pages: None)
    said = PdfReader(out).pages[0].extract_text()
    assert all(word in said for word in ("外", "内甲", "内乙", "右"))


def test_a_blank_that_marks_hold_on_to_ends_a_line_all_the_same() -> None:
    found = lines([Chars("理，！？！？　！？", 10.5)], 80.0)
    assert [line.wide <= 80.01 for line in found] == [True, True]
    said = ["".join(piece.text for _, piece, _ in line.placed if isinstance(piece, Chars)) for line in found]
    assert said == ["理，！？！？", "！？"]
