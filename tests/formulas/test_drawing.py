"""Formulas as outlines: their sizes, what is refused, and what hostile sources cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from latex2mathml import commands

from desktop_app.formulas import Drawing, drawing, to_mathml


def drawn(tex: str, *, display: bool = False) -> Drawing:
    made = drawing(tex, display=display)
    assert made is not None, tex
    return made


def box_of(made: Drawing) -> tuple[float, float, float, float]:
    points = [values[n : n + 2] for _, values in made.outline for n in range(0, len(values), 2)]
    return min(x for x, _ in points), max(x for x, _ in points), min(y for _, y in points), max(y for _, y in points)


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}{2}",
        r"x_{i}^{2}",
        r"\sqrt[3]{x^2+y^2}",
        r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
        r"\int_0^\infty e^{-x^2}\,dx",
        r"\lim_{x\to 0}\frac{\sin x}{x}=1",
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
        r"\begin{cases}x&x>0\\-x&x\le 0\end{cases}",
        r"\left\{\begin{array}{l}x+y=1\\x-y=3\end{array}\right.",
        r"\begin{aligned}x&=1\\y&=2\end{aligned}",
        r"\alpha\beta\gamma\Delta\Omega\varphi",
        r"\pm\times\div\le\ge\ne\approx\infty\to\in\cup\cap\emptyset\forall\exists",
        r"\overline{AB}+\vec{a}+\hat{y}",
        r"\overbrace{a+b}^{n}",
        r"\binom{n}{k}\binom{\frac{a}{b}}{c}",
        r"\boxed{x+1}",
        r"\cancel{x}",
        r"{\color{red}x}+y",
        r"\text{年利率}=\frac{\text{利息}}{\text{本金}}\times 100\%",
        "利率=5%+3，（中）",
        r"\mathrm{d}x\mathbf{v}\mathbb{R}",
        r"90^\circ",
    ],
)
def test_what_questions_hold_is_drawn_within_its_box(tex: str) -> None:
    made = drawn(tex)
    left, right, top, bottom = box_of(made)
    # A pixel at 50 px an em: bounds are those of the typesetter, points those of the curves.
    assert left >= -0.02
    assert right <= made.width + 0.05
    assert top >= -made.ascent - 0.05
    assert bottom <= made.descent + 0.05
    assert made.width > 0.3


def test_sizes_in_ems() -> None:
    letter, fraction = drawn("x"), drawn(r"\frac{1}{2}")
    assert 0.4 < letter.ascent < 0.6
    assert letter.descent < 0.05
    assert fraction.ascent > 0.7
    assert fraction.descent > 0.3
    assert drawn(r"\frac{1}{2}", display=True).ascent > fraction.ascent
    assert drawn("xx").width > letter.width
    # One character of Chinese is one em wide.
    assert drawn(r"\text{利率}").width == pytest.approx(2.1, abs=0.1)


def test_a_limit_stands_above_in_a_line_of_its_own() -> None:
    inline, display = drawn(r"\sum_{i=1}^{n} i"), drawn(r"\sum_{i=1}^{n} i", display=True)
    assert display.ascent > inline.ascent
    assert display.width < inline.width


def test_a_percent_sign_is_no_comment() -> None:
    assert drawn("5%+3").width == drawn(r"5\%+3").width
    assert drawn("5%+3").width > drawn(r"5\%").width


def test_the_svg_is_well_formed() -> None:
    svg = ET.fromstring(drawn(r"\frac{a}{b}").svg)
    path = svg.find("{http://www.w3.org/2000/svg}path")
    assert path is not None
    assert path.get("d", "").startswith("M")


@pytest.mark.parametrize(
    "tex",
    [
        "",
        " ",
        r"\foobar{x}",
        r"x + \unknowncommand",
        r"\text{\foo}",
        r"\frac{1",
        r"\frac{1}",
        "x^2^3",
        r"\left( x",
        "{x=1",
        "x}",
        r"\end{matrix}",
        r"\quad",
        r"\text{😀}",
        r"\newcommand{\a}{b}\a",
        r"\def\a{\a\a}\a",
        r"\href{file:///etc/passwd}{x}",
        r"\includegraphics{/etc/passwd}",
        r"\input{/etc/passwd}",
        r"\hspace{99999em}x",
        r"\rule{9999em}{9999em}",
        "x" * 1001,
    ],
)
def test_what_cannot_be_drawn_whole_is_not_drawn(tex: str) -> None:
    assert drawing(tex) is None


DEEP = 23
HOSTILE = [
    "{" * DEEP + "x" + "}" * DEEP,
    r"\sqrt{" * DEEP + "x" + "}" * DEEP,
    r"\frac{" * DEEP + "x" + "}{y}" * DEEP,
    "x^{" * DEEP + "x" + "}" * DEEP,
    r"\left(" * DEEP + r"\frac{x}{y}" + r"\right)" * DEEP,
    r"\begin{matrix}" * DEEP + "x" + r"\end{matrix}" * DEEP,
    r"\binom{" * DEEP + "x" + "}{y}" * DEEP,
    "{" * 500,
    r"\sqrt" * 190 + "x",
    "x+" * 490 + "x",
    "x+" * 200 + "x",
    r"\frac12" * 140,
    r"\left(\frac12\right)" * 47,
    r"\underset{a}" * 80 + "x",
    r"x\over " * 100 + "y",
    "x" + "'" * 900,
    "中" * 1000,
    "-" * 900,
    r"\begin{matrix}" + "&" * 900 + r"\end{matrix}",
    r"\begin{array}{" + "c" * 500 + r"}a\end{array}",
    r"\left(" * 100,
]


@pytest.mark.parametrize("tex", HOSTILE, ids=[tex[:16] for tex in HOSTILE])
def test_hostile_sources_take_milliseconds(tex: str) -> None:
    drawing("x")
    started = time.thread_time()
    made = drawing(tex)
    assert time.thread_time() - started < 1.0
    assert made is None or len(made.outline) <= 10_000


COMMANDS = sorted(one for one in vars(commands).values() if isinstance(one, str) and one.startswith("\\"))
SIGNS = [
    "{",
    "}",
    "^",
    "_",
    "&",
    r"\\\\",
    "a",
    "1",
    "中",
    "[",
    "]",
    "|",
    "(",
    "%",
    "#",
    "'",
    "~",
    " ",
    "{cc}",
    "{1cm}",
    "\0",
]


@settings(max_examples=20_000 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 400, deadline=None)
@given(st.lists(st.sampled_from(COMMANDS + SIGNS * 5), max_size=9).map("".join))
def test_whatever_is_thrown_together_is_drawn_or_refused(tex: str) -> None:
    for display in (False, True):
        made = drawing(tex, display=display)
        assert made is None or (made.outline and made.width > 0)
        assert (to_mathml(tex, display=display) or "<math").startswith("<math")


def test_a_formula_is_drawn_once() -> None:
    assert drawing(r"x^{17}") is drawing(r"x^{17}")


def test_an_ordinary_formula_is_drawn_at_once() -> None:
    drawing("x")
    best = 1.0
    for n in range(5):
        started = time.thread_time()
        drawn(rf"A=P\left(1+\frac{{r}}{{{n + 20}}}\right)^{{nt}}")
        best = min(best, time.thread_time() - started)
    assert best < 0.02


def test_nothing_is_loaded_before_a_formula() -> None:
    code = (
        "import sys, desktop_app.formulas, desktop_app.banks.inline as i; i.pieces('a $x$ b');"
        "sys.exit(any(name.split('.')[0] in ('ziamath', 'ziafont', 'latex2mathml') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_mathml() -> None:
    made = to_mathml(r"\frac{a}{b}")
    assert made is not None
    assert "<mfrac>" in made
    assert ET.fromstring(made).get("display") == "inline"
    assert ET.fromstring(to_mathml("x", display=True) or "").get("display") == "block"
    assert to_mathml(r"\foobar") is None
    assert to_mathml(r"\newcommand{\a}{b}") is None
