"""MathML and Word's formulas as LaTeX that can be drawn."""

from __future__ import annotations

import pytest
from lxml import etree

from desktop_app.banks.formats import mathml, omml
from desktop_app.banks.formats.rich_text import RichText
from desktop_app.formulas import drawing

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def _run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _m(name: str, *inner: str) -> str:
    return f"<m:{name}>{''.join(inner)}</m:{name}>"


def _in(name: str, text: str) -> str:
    return _m(name, _run(text))


def _set(name: str, **values: str) -> str:
    return _m(f"{name}Pr", *(f'<m:{key} m:val="{value}"/>' for key, value in values.items()))


@pytest.mark.parametrize(
    ("markup", "latex"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", r"\frac{1}{2}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[3]{x}"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_{i}^{2}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", r"\sum_{i}^{n}"),
        ("<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder>", r"\lim_{x\to0}"),
        (
            "<mrow><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable><mo>)</mo></mrow>",
            r"\left(\begin{matrix}a & b\end{matrix}\right)",
        ),
        (
            "<mrow><mo>{</mo><mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mi>y</mi></mtd></mtr></mtable></mrow>",
            r"\left\{\begin{matrix}x \\ y\end{matrix}\right.",
        ),
        (
            "<mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo></mrow>",
            r"\left(\frac{a}{b}\right)",
        ),
        ("<mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow>", "(a)"),
        ("<mtext>利息 {a}</mtext><mo>=</mo><mn>5</mn><mo>%</mo>", r"\text{利息 }\{\text{a}\}=5\%"),
        ("<mi>利率</mi>", "利率"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", r"\bar{x}"),
        ("<mover><mi>a</mi><mo>⏞</mo></mover>", r"\overbrace{a}"),
        ("<munder><mi>a</mi><mo>⏟</mo></munder>", r"\underbrace{a}"),
        (
            "<mmultiscripts><mi>X</mi><mn>1</mn><none/><mprescripts/><mn>3</mn><mn>4</mn></mmultiscripts>",
            "{}_{3}^{4}X_{1}",
        ),
        ('<menclose notation="box"><mi>x</mi></menclose>', r"\boxed{x}"),
        ('<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>', r"{n\atop k}"),
        ("<msup><mn>90</mn><mo>°</mo></msup>", r"{90}^{\circ}"),
        ("<mn>1</mn><mo>&#x2009;</mo><mn>000</mn>", r"1\,000"),
        ("<mo>⌊</mo><mi>α</mi><mo>⌋</mo>", r"\lfloor\alpha\rfloor"),
    ],
)
def test_mathml(markup: str, latex: str) -> None:
    made = mathml.from_markup(f'<math xmlns="http://www.w3.org/1998/Math/MathML">{markup}</math>')
    assert made == latex
    assert drawing(made) is not None


@pytest.mark.parametrize(
    ("markup", "latex"),
    [
        (_m("f", _in("num", "1"), _in("den", "2")), r"\frac{1}{2}"),
        (_m("rad", _in("deg", "3"), _in("e", "x")), r"\sqrt[3]{x}"),
        (
            _m("nary", _set("nary", chr="∑"), _in("sub", "i=1"), _in("sup", "n"), _in("e", "x")),
            r"\sum_{i=1}^{n}{x}",
        ),
        (_m("nary", _in("sub", "0"), _in("sup", "1"), _in("e", "x")), r"\int_{0}^{1}{x}"),
        (
            _m("d", _m("e", _m("m", _m("mr", _in("e", "a"), _in("e", "b")), _m("mr", _in("e", "c"), _in("e", "d"))))),
            r"\left(\begin{matrix}a & b \\ c & d\end{matrix}\right)",
        ),
        (
            _m("d", _set("d", begChr="{", endChr=""), _m("e", _m("eqArr", _in("e", "x=1"), _in("e", "y&amp;=2")))),
            r"\left\{\begin{array}{l}x=1 \\ y=2\end{array}\right.",
        ),
        # The fence belongs to what is within, not to the one around it.
        (_m("d", _m("e", _m("d", _set("d", begChr="[", endChr="]"), _in("e", "x")))), "([x])"),
        (_m("acc", _set("acc", chr="⃗"), _in("e", "a")), r"\vec{a}"),
        (_m("acc", _in("e", "a")), r"\hat{a}"),
        (_m("bar", _set("bar", pos="top"), _in("e", "AB")), r"\overline{AB}"),
        (
            _m("func", _m("fName", _m("limLow", _in("e", "lim"), _in("lim", "x→∞"))), _in("e", "x")),
            r"\lim_{x\to\infty}{x}",
        ),
        (_m("func", _in("fName", "sin"), _in("e", "x")), r"\sin{x}"),
        (_m("limUpp", _in("e", "a"), _in("lim", "n")), r"\overset{n}{a}"),
        (_m("sPre", _in("sub", "1"), _in("sup", "2"), _in("e", "X")), "{}_{1}^{2}X"),
        (_m("f", _set("f", type="noBar"), _in("num", "n"), _in("den", "k")), r"{n\atop k}"),
        ("<m:r><m:rPr><m:nor/></m:rPr><m:t>年利率 </m:t></m:r>" + _run("=5%"), r"\text{年利率 }=5\%"),
        (_run("年利率=") + _m("f", _in("num", "利息"), _in("den", "本金")), r"年利率=\frac{利息}{本金}"),
        (_run("2sin x"), r"2\sin  x"),
    ],
)
def test_word(markup: str, latex: str) -> None:
    made = omml.to_latex(etree.fromstring(f'<m:oMath xmlns:m="{_M}">{markup}</m:oMath>'))
    assert made == latex
    assert drawing(made) is not None


def test_a_block_stays_on_a_line_of_its_own() -> None:
    formula = "<mfrac><mn>1</mn><mi>a</mi></mfrac>"
    rich = RichText()
    assert rich.html(f"<p>x <math>{formula}</math></p>") == r"<p>x \(\frac{1}{a}\)</p>"
    assert rich.html(f'<p>x <math display="block">{formula}</math></p>') == r"<p>x \[\frac{1}{a}\]</p>"
    assert rich.plain(f"<p><math display='block'>{formula}</math></p>") == r"\[\frac{1}{a}\]"
