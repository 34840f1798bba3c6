"""MathML as LaTeX, so that a formula is the same kind of text whatever file it came in.

Promises: every character of the formula comes out; what LaTeX has no word for comes out as its text. Presentation
markup only (MathML Core); of content markup the text remains.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from lxml import etree

_COMMANDS = {
    "×": r"\times", "÷": r"\div", "±": r"\pm", "∓": r"\mp", "·": r"\cdot", "⋅": r"\cdot", "≤": r"\le", "≥": r"\ge",
    "≠": r"\ne", "≈": r"\approx", "≡": r"\equiv", "∞": r"\infty", "→": r"\to", "⇒": r"\Rightarrow", "⇔":
    r"\Leftrightarrow", "∈": r"\in", "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq", "∪": r"\cup", "∩": r"\cap",
    "∅": r"\emptyset", "∀": r"\forall", "∃": r"\exists", "∧": r"\wedge", "∨": r"\vee", "¬": r"\neg", "∂": r"\partial",
    "∇": r"\nabla", "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "√": r"\surd", "…": r"\dots", "⋯": r"\cdots",
    "−": "-", "°": r"^{\circ}", "′": "'", "∝": r"\propto", "⟨": r"\langle", "⟩": r"\rangle", "∠": r"\angle",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ϵ": r"\epsilon", "ζ": r"\zeta",
    "η": r"\eta", "θ": r"\theta", "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi",
    "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "υ": r"\upsilon", "φ": r"\varphi", "ϕ": r"\phi",
    "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda",
    "Ξ": r"\Xi", "Π": r"\Pi", "Σ": r"\Sigma", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega",
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_", "\\": r"\backslash",
    "⁡": "", "⁢": "", "⁣": "", "⁤": "", " ": " ",
}  # fmt: skip
_FUNCTIONS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "arcsin",
        "arccos",
        "arctan",
        "sinh",
        "cosh",
        "tanh",
        "log",
        "ln",
        "exp",
        "lim",
        "max",
        "min",
        "sup",
        "inf",
        "det",
        "gcd",
    ]
)
_ACCENTS = {"¯": "bar", "‾": "overline", "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde", "→": "vec", "˙": "dot"}
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)(\w+);")


def from_markup(markup: str) -> str | None:
    """The LaTeX of one ``<math>…</math>``; None where it is no MathML."""
    named = _ENTITY.sub(lambda match: html.unescape(match.group()), markup)
    # A prefix whose declaration stood outside the fragment.
    plain = re.sub(r"<(/?)\w+:", r"<\1", named)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root is None else to_latex(root)


def to_latex(math: etree._Element) -> str:
    """The LaTeX of a ``math`` element, without the signs that mark a formula."""
    return re.sub(r"  +", " ", _row(math)).strip()


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _row(element: etree._Element) -> str:
    return joined([_one(child) for child in element])


def joined(parts: Sequence[str]) -> str:
    """Pieces of LaTeX one after the other."""
    out = ""
    for part in parts:
        # \alpha before a letter needs a space to end its name.
        if out and part[:1].isalpha() and re.search(r"\\[A-Za-z]+$", out):
            out += " "
        out += part
    return out


def _group(text: str) -> str:
    return text if len(text) == 1 else "{" + text + "}"


def characters(text: str) -> str:
    """Characters as LaTeX writes them."""
    return joined([_COMMANDS.get(char, char) for char in text])


def _token(element: etree._Element, name: str) -> str:
    text = " ".join("".join(str(piece) for piece in element.itertext()).split())
    if name in {"mtext", "ms"}:
        return r"\text{" + text.replace("}", r"\}").replace("{", r"\{") + "}" if text else ""
    if name == "mi" and len(text) > 1 and text.isalpha():
        return "\\" + text if text in _FUNCTIONS else r"\mathrm{" + text + "}"
    return characters(text)


def _one(element: etree._Element) -> str:
    name = _name(element)
    if name in {"mi", "mn", "mo", "mtext", "ms", "cn", "ci"}:
        return _token(element, name)
    if name in {"annotation", "annotation-xml"} or not name:
        return ""
    if name == "mspace":
        return r"\ "
    if name == "mfenced":
        return _fenced(element)
    if name in {"mtable"}:
        rows = [" & ".join(_row(cell) for cell in row) for row in element if _name(row) in {"mtr", "mlabeledtr"}]
        return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"
    if name == "msqrt":
        return r"\sqrt{" + _row(element) + "}"
    parts = [_one(child) for child in element if isinstance(child.tag, str)]
    made = _scripted(name, parts)
    if made is not None:
        return made
    if len(element) == 0 and element.text and element.text.strip():
        return characters(element.text.strip())
    return _row(element)


def _fenced(element: etree._Element) -> str:
    marks = (element.get("separators") if element.get("separators") is not None else ",") or ""
    parts = [_one(child) for child in element]
    out = parts[0] if parts else ""
    for n, part in enumerate(parts[1:]):
        out += (marks[min(n, len(marks) - 1)] if marks else "") + part
    opening, closing = element.get("open", "("), element.get("close", ")")
    return characters(opening) + out + characters(closing)


def _scripted(name: str, parts: Sequence[str]) -> str | None:
    """Elements with a fixed number of children; None for any other."""
    match name, len(parts):
        case "mfrac", 2:
            return rf"\frac{{{parts[0]}}}{{{parts[1]}}}"
        case "mroot", 2:
            return rf"\sqrt[{parts[1]}]{{{parts[0]}}}"
        case "msup", 2:
            return f"{_group(parts[0])}^{{{parts[1]}}}"
        case "msub", 2:
            return f"{_group(parts[0])}_{{{parts[1]}}}"
        case (("msubsup" | "munderover"), 3):
            return f"{_based(parts[0])}_{{{parts[1]}}}^{{{parts[2]}}}"
        case "munder", 2:
            return f"{_based(parts[0])}_{{{parts[1]}}}"
        case "mover", 2:
            accent = _ACCENTS.get(parts[1]) or ("vec" if parts[1] == r"\to" else "")
            return rf"\{accent}{{{parts[0]}}}" if accent else rf"\overset{{{parts[1]}}}{{{parts[0]}}}"
    return None


def _based(text: str) -> str:
    """What a limit stands at: an operator's own name takes limits without braces."""
    return text if re.fullmatch(r"\\[a-z]+", text) else _group(text)
