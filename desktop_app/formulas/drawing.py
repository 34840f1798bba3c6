"""One formula as an outline in ems, to be filled in one colour at any size."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

Segment = tuple[str, tuple[float, ...]]
"""A step of an outline: ``M`` and ``L`` with x, y; ``Q`` with a control point and x, y; ``C`` with two control points
and x, y; ``Z`` closes."""

LONGEST = 1000
"""Characters of a source that is drawn."""
DEEPEST = 24
"""Groups within groups."""
_UNBALANCED = 1_000_000
# What defines new commands (which can grow without bound), leads out of the formula, or carries a style sheet.
_REFUSED = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|def|gdef|edef|xdef|let|DeclareMathOperator|newenvironment|"
    r"renewenvironment|href|url|style|class|tag|include\w*|input|unicode|require|verb|rule|hskip|hspace|kern|mkern|"
    r"mskip|mspace|raise|lower|moveleft|moveright|skew)(?![A-Za-z])"
)
# In LaTeX the rest of the line would be a comment; whoever writes 5% in a question means the sign.
_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A formula's outline. All lengths are in ems of the text around it; x goes right from the left edge, y goes down
    from the baseline. Filled by the non-zero winding rule."""

    tex: str
    display: bool
    width: float
    ascent: float
    descent: float
    outline: tuple[Segment, ...]

    @property
    def svg(self) -> str:
        """The drawing as a picture of its own, in the colour of the text around it."""
        path = " ".join(op + " ".join(f"{value:.4f}" for value in values) for op, values in self.outline)
        box = f"0 {-self.ascent:.4f} {self.width:.4f} {self.ascent + self.descent:.4f}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:.4f}em" '
            f'height="{self.ascent + self.descent:.4f}em" viewBox="{box}" fill="currentColor"><path d="{path}"/></svg>'
        )


def drawable_source(tex: str) -> str | None:
    """The source as it is given to the typesetter; None for one that no typesetter is asked about."""
    source = _PERCENT.sub(r"\1\\%", tex.strip())
    if not source or len(source) > LONGEST or _REFUSED.search(source) or _depth(source) > DEEPEST:
        return None
    return source


def _depth(source: str) -> int:
    """How deep groups lie within groups: braces, fences and environments."""
    deepest = depth = 0
    for mark in re.findall(r"\\[A-Za-z]+|\\.|[{}]", source):
        if mark == "{" or mark in {r"\left", r"\begin"}:
            depth += 1
        elif mark == "}" or mark in {r"\right", r"\end"}:
            depth -= 1
            if depth < 0:
                return _UNBALANCED
        deepest = max(deepest, depth)
    return deepest if depth == 0 else _UNBALANCED


@lru_cache(maxsize=128)
def drawing(tex: str, *, display: bool = False) -> Drawing | None:
    """The drawing of a LaTeX source without its dollar signs; ``display`` sets limits above and below as in a line of
    its own. None where it cannot be drawn whole: an unknown command, a character that no bundled font has, a source
    too long or too deep."""
    source = drawable_source(tex)
    if source is None:
        return None
    made: Drawing | None = _typesetter().typeset(tex, source, display=display)
    return made


def prepare() -> None:
    """Load the typesetter and its fonts now, so that the first formula is drawn as fast as any other."""
    drawing("利")


@lru_cache(maxsize=128)
def to_mathml(tex: str, *, display: bool = False) -> str | None:
    """The formula as one ``<math>`` element; None where it cannot be read."""
    source = drawable_source(tex)
    if source is None:
        return None
    made: str | None = _typesetter().mathml(source, display=display)
    return made


def _typesetter() -> ModuleType:
    # Loading it takes 0.2 s, which a page without formulas shall not pay.
    with warnings.catch_warnings():
        # It finds its own font by a function that Python 3.11 calls old.
        warnings.simplefilter("ignore", DeprecationWarning)
        from desktop_app.formulas import typesetter
    return typesetter
