"""Questions of every kind to write and read back: made at random, and what a format may take from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Set
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from desktop_app.banks.formats.draft import Draft, Written
from desktop_app.banks.formats.markup import safe_html
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
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    Source,
    TrueFalse,
    check,
    has_options,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
_SIGNS = "aB7 中文，。%*=~#{}:\\[]<>&;'\"$_/-\n→（）.|@"
LINE = st.text(alphabet=_SIGNS, min_size=1, max_size=24).map(str.strip).filter(bool)
WORDS = st.text(alphabet=[c for c in _SIGNS if c != "\n"], min_size=1, max_size=24).map(str.strip).filter(bool)
NAMES = st.text(alphabet="abcX-_.09中", min_size=1, max_size=12)
CREDITS = st.sampled_from([Decimal(c) for c in ("0", "1", "0.5", "-0.5", "0.25", "0.3333333", "-1", "0.75")])
NUMBERS = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
HTML = st.sampled_from(
    [
        "<p>What is <b>bold</b>?</p>",
        "<p>a &lt; b &amp; c</p><ul><li>one</li><li>two</li></ul>",
        "plain words only",
        '<p>See <img src="a.png" alt="a"> here</p>',
        "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        r"<p>\(\frac{1}{2}\) and $x^2$</p>",
        "<pre>def f():\n    return {1: 2}</pre>",
    ]
).map(safe_html)


@st.composite
def common(draw: st.DrawFn) -> dict[str, Any]:
    """What every kind has."""
    form = draw(st.sampled_from(["plain", "plain", "html", "markdown"]))
    stem = draw(HTML if form == "html" else LINE)
    return {
        "uid": draw(st.just("") | NAMES),
        "stem": stem,
        "stem_format": form,
        "topic": tuple(draw(st.lists(NAMES, max_size=2))),
        "tags": tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        "images": {"a.png": PNG} if "a.png" in stem else {},
        "points": draw(st.sampled_from([Decimal(1), Decimal(2), Decimal("0.5")])),
        "difficulty": draw(st.none() | st.integers(1, 5)),
        "explanation": draw(st.just("") | LINE),
        "fixed_order": draw(st.booleans()),
        "reserved": draw(st.booleans()),
        "source": draw(st.none() | st.just(Source("办法", "人民银行", "1号", "第三条", date(2024, 1, 1)))),
    }


_OPTIONS = st.lists(
    st.builds(Option, LINE, CREDITS, st.just("") | LINE, fixed=st.booleans()),
    min_size=2,
    max_size=5,
    unique_by=lambda o: o.text,
)


@st.composite
def questions(draw: st.DrawFn, scenario: bool = True) -> Question:
    """A sound question of any kind."""
    shared = draw(common())
    cases: dict[str, Callable[[], Question]] = {
        "single": lambda: Single(**shared, options=tuple(draw(_OPTIONS))),
        "multiple": lambda: Multiple(**shared, options=tuple(draw(_OPTIONS))),
        "true_false": lambda: TrueFalse(
            **shared,
            answer=draw(st.booleans()),
            feedback_true=draw(st.just("") | LINE),
            feedback_false=draw(st.just("") | LINE),
        ),
        "blank": lambda: Blank(
            **shared,
            blanks=tuple(
                draw(
                    st.lists(
                        st.builds(
                            Gap,
                            st.lists(
                                st.builds(Accepted, WORDS, st.sampled_from([Decimal(1), Decimal("0.5")])),
                                min_size=1,
                                max_size=3,
                            ).map(tuple),
                            st.booleans(),
                        ),
                        min_size=1,
                        max_size=2,
                    )
                )
            ),
        ),
        "numeric": lambda: Numeric(
            **shared,
            numbers=tuple(
                draw(
                    st.lists(
                        st.builds(Number, NUMBERS, NUMBERS.map(abs), st.just(Decimal(1))),
                        min_size=1,
                        max_size=3,
                        unique=True,
                    )
                )
            ),
            unit=draw(st.sampled_from(["", "元"])),
        ),
        "order": lambda: Order(
            **shared,
            options=tuple(Option(t, Decimal(1)) for t in draw(st.lists(LINE, min_size=2, max_size=5, unique=True))),
        ),
        "match": lambda: Match(
            **shared,
            pairs=tuple(
                Pair(left, right)
                for left, right in draw(
                    st.lists(st.tuples(LINE, LINE), min_size=2, max_size=4, unique_by=(lambda p: p[0], lambda p: p[1]))
                )
            )
            + draw(st.sampled_from([(), (Pair("", "谁也不是"),)])),
        ),
        "essay": lambda: Essay(**shared),
        "scenario": lambda: Scenario(
            **shared,
            parts=tuple(
                replace(part, uid=f"p{n}", topic=(), tags=())
                for n, part in enumerate(draw(st.lists(questions(scenario=False), min_size=1, max_size=3)), 1)
            ),
        ),
    }
    kinds = sorted(cases) if scenario else sorted(set(cases) - {"scenario"})
    return cases[draw(st.sampled_from(kinds))]()


SOUND = questions().filter(lambda q: not check(q))


def without(question: Question, features: Collection[str]) -> Question:
    """The question as a format leaves it that names these features as reduced."""
    plain: dict[str, Any] = {
        "points": Decimal(1), "difficulty": None, "source": None, "reserved": False, "images": {}, "tags": (),
        "topic": (), "uid": "", "fixed_order": False, "unit": "", "explanation": "",
    }  # fmt: skip
    changes: dict[str, Any] = {name: plain[name] for name in features if name in plain and hasattr(question, name)}
    if "fixed" in features and has_options(question):
        changes["options"] = tuple(replace(o, fixed=False) for o in question.options)
    if "match_case" in features and isinstance(question, Blank):
        changes["blanks"] = tuple(replace(gap, match_case=False) for gap in question.blanks)
    return replace(question, **changes)


def _as_read(question: Question, back: Question, named: Set[str]) -> Question:
    """The question as it should come back from a format that names these features. Of a part of a case a feature may be
    held that the case itself loses; its name is what holds the case together and is always held."""
    expected = without(question, named)
    if named & {"images", "blanks", "stem"}:
        expected = replace(expected, stem=back.stem)
    if "points" in named:
        expected = replace(expected, points=back.points)
    if isinstance(expected, Scenario) and isinstance(back, Scenario):
        parts = []
        for part, read in zip(expected.parts, back.parts, strict=True):
            held = {name for name in named if getattr(part, name, None) == getattr(read, name, None)}
            parts.append(_as_read(part, read, (named - held - {"uid"}) | (named & {"fixed", "match_case"})))
        expected = replace(expected, parts=tuple(parts))
    return expected


def assert_held_or_named(question: Question, written: Written, draft: Draft) -> None:
    """The one question that was written is read again the same, or what became of it is named."""
    if written.left_out:
        assert written.questions == 0
        assert not draft.questions
        return
    assert not draft.findings, draft.findings
    assert not draft.skipped, draft.skipped
    (back,) = draft.questions
    named = {str(finding.facts["feature"]) for finding in written.reduced}
    assert back.question == _as_read(question, back.question, named)
