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
    "⁡": "", "⁢": "", "⁣": "", "⁤": "", " ": " ", "\u2009": r"\,", "\u2005": r"\:", "\u2003": r"\quad", "\xa0": r"\ ",
    "⟹": r"\Longrightarrow", "⟺": r"\Longleftrightarrow", "⟶": r"\longrightarrow", "←": r"\leftarrow", "↔":
    r"\leftrightarrow", "~": r"\sim", "^": r"\wedge", "⋃": r"\bigcup", "⋂": r"\bigcap", "∮": r"\oint", "∬": r"\iint",
    "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "‖": r"\|",
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
_ACCENTS = {
    "¯": "bar", "\u0304": "bar", "‾": "overline", "\u0305": "overline", "^": "hat", "ˆ": "hat", "\u0302": "hat", "~":
    "tilde", "˜": "tilde", "\u0303": "tilde", "→": "vec", "⃗": "vec", "˙": "dot", "\u0307": "dot", "¨": "ddot",
    "\u0308": "ddot", "⏞": "overbrace", "´": "acute", "\u0301": "acute", "`": "grave", "\u0300": "grave", "ˇ": "check",
    "\u030c": "check", "˘": "breve", "\u0306": "breve", "_": "overline",
}  # fmt: skip
_UNDER = {"⏟": "underbrace", "_": "underline", "¯": "underline", "\u0332": "underline", "‾": "underline"}
_OUTSIDE = frozenset("{}\\")
_STRETCHED = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉")
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


def words(text: str) -> str:
    """Text among a formula. A brace would end it, so it stands outside, as does a backslash."""
    parts = re.split(r"([{}\\])", text)
    return joined([_COMMANDS[part] if part in _OUTSIDE else rf"\text{{{part}}}" if part else "" for part in parts])


def is_function(text: str) -> bool:
    """Whether LaTeX knows a function of that name."""
    return text in _FUNCTIONS


def named(text: str) -> str:
    """An upright name of several letters."""
    return "\\" + text if text in _FUNCTIONS else rf"\mathrm{{{text}}}"


def matrix(rows: Sequence[str], *, left: bool = False) -> str:
    """Rows of cells joined by ``&``; ``left``: lines of equations, set flush left."""
    body = r" \\ ".join(rows)
    return rf"\begin{{array}}{{l}}{body}\end{{array}}" if left else rf"\begin{{matrix}}{body}\end{{matrix}}"


def stacked(above: str, under: str) -> str:
    """One above the other without a bar."""
    return rf"{{{above}\atop {under}}}"


def accented(base: str, sign: str) -> str:
    """Something with a sign above it."""
    accent = _ACCENTS.get(sign)
    if accent is None:
        return rf"\overset{{{characters(sign)}}}{{{base}}}"
    return rf"\{accent}{{{base}}}"


def below(base: str, sign: str) -> str:
    """Something with a sign below it."""
    accent = _UNDER.get(sign)
    return rf"\{accent}{{{base}}}" if accent else rf"\underset{{{characters(sign)}}}{{{base}}}"


def limited(base: str, limit: str, *, above: bool = False) -> str:
    """What stands above or below: a limit of an operator, or set over (under) anything else."""
    base = f"\\{base}" if base in _FUNCTIONS else base
    if re.fullmatch(r"\\[a-z]+", base):
        return f"{base}{'^' if above else '_'}{{{limit}}}"
    return rf"\{'overset' if above else 'underset'}{{{limit}}}{{{base}}}"


def fenced(opening: str, inner: str, closing: str) -> str:
    """Fences as high as what they hold, where that is more than a line; an empty one is not drawn."""
    tall = re.search(r"\\(?:d?frac|begin|sum|prod|i?int|sqrt|atop|overset|underset)", inner) is not None
    if not tall and opening and closing:
        return characters(opening) + inner + characters(closing)
    if {*opening, *closing} <= _STRETCHED:
        left, right = (characters(sign) or "." for sign in (opening, closing))
        return joined([rf"\left{left}", inner, rf"\right{right}"])
    return characters(opening) + inner + characters(closing)


def _token(element: etree._Element, name: str) -> str:
    whole = "".join(str(piece) for piece in element.itertext())
    text = " ".join(whole.split(" ")).strip(" \n\t\r") if name == "mo" else " ".join(whole.split())
    if name in {"mtext", "ms"}:
        return words(text)
    if name == "mi" and len(text) > 1 and text.isalpha():
        return characters(text) if any(ord(char) > 0x2E80 for char in text) else named(text)
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
        return matrix(rows)
    if name == "mphantom":
        return rf"\phantom{{{_row(element)}}}"
    if name == "menclose" and "box" in (element.get("notation") or ""):
        return rf"\boxed{{{_row(element)}}}"
    if name == "mmultiscripts":
        return _multiscripts(element)
    if name in {"mrow", "math", "mstyle", "semantics", "mpadded"} and (made := _fence_row(element)) is not None:
        return made
    if name == "msqrt":
        return r"\sqrt{" + _row(element) + "}"
    parts = [_one(child) for child in element if isinstance(child.tag, str)]
    if name == "mfrac" and len(parts) == 2 and re.fullmatch(r"0[a-z%]*", element.get("linethickness") or ""):
        return stacked(*parts)
    made = _scripted(name, parts, _sign_of(element))
    if made is not None:
        return made
    if len(element) == 0 and element.text and element.text.strip():
        return characters(element.text.strip())
    return joined(parts)  # not read again: each level would double the time


def _fenced(element: etree._Element) -> str:
    marks = (element.get("separators") if element.get("separators") is not None else ",") or ""
    parts = [_one(child) for child in element]
    out = parts[0] if parts else ""
    for n, part in enumerate(parts[1:]):
        out += (marks[min(n, len(marks) - 1)] if marks else "") + part
    opening, closing = element.get("open", "("), element.get("close", ")")
    return characters(opening) + out + characters(closing)


def _sign_of(element: etree._Element) -> str:
    """The sign above or below: what the second child of an ``mover`` or ``munder`` says."""
    return "".join(str(piece) for piece in element[1].itertext()).strip() if len(element) > 1 else ""


def _fence_row(element: etree._Element) -> str | None:
    """A row between two fences, or behind one that opens a table (a case distinction); None for any other."""
    inner = [child for child in element if isinstance(child.tag, str)]
    if len(inner) < 2 or _name(inner[0]) != "mo":
        return None
    opening = "".join(str(piece) for piece in inner[0].itertext()).strip()
    closing = "".join(str(piece) for piece in inner[-1].itertext()).strip() if _name(inner[-1]) == "mo" else ""
    if len(inner) == 2 and opening in {"{", "[", "("} and _name(inner[1]) == "mtable":
        return fenced(opening, _one(inner[1]), "")
    if (opening, closing) not in _PAIRS or len(inner) < 3:
        return None
    return fenced(opening, joined([_one(child) for child in inner[1:-1]]), closing)


_PAIRS = {("(", ")"), ("[", "]"), ("{", "}"), ("|", "|"), ("‖", "‖"), ("⟨", "⟩"), ("⌊", "⌋"), ("⌈", "⌉"), ("(", "]"),
          ("[", ")")}  # fmt: skip


def _multiscripts(element: etree._Element) -> str:
    parts: list[tuple[str, str]] = [(_name(child), _one(child)) for child in element if isinstance(child.tag, str)]
    if not parts:
        return ""
    names = [name for name, _ in parts]
    split = names.index("mprescripts") if "mprescripts" in names else len(parts)

    def _pairs(scripts: Sequence[tuple[str, str]]) -> str:
        texts = [text for _, text in scripts]
        low, high = "".join(texts[0::2]), "".join(texts[1::2])
        return (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")

    before = _pairs(parts[split + 1 :])
    return (f"{{}}{before}" if before else "") + _group(parts[0][1]) + _pairs(parts[1:split])


def _scripted(name: str, parts: Sequence[str], sign: str = "") -> str | None:
    """Elements with a fixed number of children; None for any other."""
    match name, len(parts):
        case "mfrac", 2:
            return rf"\frac{{{parts[0]}}}{{{parts[1]}}}"
        case "mroot", 2:
            return rf"\sqrt[{parts[1]}]{{{parts[0]}}}"
        case "msup", 2 if parts[1] == _COMMANDS["°"]:
            return _group(parts[0]) + parts[1]
        case "msup", 2:
            return f"{_group(parts[0])}^{{{parts[1]}}}"
        case "msub", 2:
            return f"{_group(parts[0])}_{{{parts[1]}}}"
        case (("msubsup" | "munderover"), 3):
            return f"{_based(parts[0])}_{{{parts[1]}}}^{{{parts[2]}}}"
        case "munder", 2:
            return below(parts[0], sign) if sign in _UNDER else limited(parts[0], parts[1])
        case "mover", 2:
            return accented(parts[0], sign) if sign in _ACCENTS else limited(parts[0], parts[1], above=True)
    return None


def _based(text: str) -> str:
    """What a limit stands at: an operator's own name takes limits without braces."""
    return text if re.fullmatch(r"\\[a-z]+", text) else _group(text)
