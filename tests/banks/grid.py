"""Every kind of question × everything a question may have × every format that is written: what comes back.

Promises: ``outcome`` writes one question, reads the file again, and compares with a comparison of its own, not with
that by which the writers look at themselves.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from desktop_app.banks import formats
from desktop_app.banks.bank import BankInfo
from desktop_app.banks.exporting import WRITERS
from desktop_app.banks.question import (
    Accepted,
    Blank,
    Essay,
    Gap,
    Kind,
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
from tests.banks.formats.questions import PNG

D = Decimal
ONE = D(1)
BASE: Mapping[Kind, Question] = {
    question.kind: question
    for question in (
        Single(stem="存款保险的限额是多少？", options=(Option("五十万", ONE), Option("十万"), Option("百万"))),
        Multiple(stem="哪些要双人办理？", options=(Option("开库", ONE), Option("交接", ONE), Option("查询"))),
        TrueFalse(stem="柜员可以代客户签名。", answer=False),
        Blank(stem="大额取现要提前 ____ 预约。", blanks=(Gap((Accepted("一天"),)),)),
        Numeric(stem="一万元存一年，利率 1.5%，得息多少？", numbers=(Number(D(150)),)),
        Order(stem="开户的顺序？", options=(Option("核对身份", ONE), Option("录入资料", ONE), Option("复核", ONE))),
        Match(stem="谁管什么？", pairs=(Pair("甲", "钥匙"), Pair("乙", "密码"), Pair("丙", "账簿"))),
        Scenario(
            stem="客户来取二十万元。",
            parts=(
                Single(uid="p1", stem="先做什么？", options=(Option("核对身份", ONE), Option("付款"))),
                TrueFalse(uid="p2", stem="要提前预约。", answer=True),
                Essay(uid="p3", stem="为什么？"),
            ),
        ),
        Essay(stem="说说反洗钱的三道防线。"),
    )
}
"""The least that a question of each kind is."""
FILES = tuple(WRITERS)
_INFO = BankInfo("bank", "题库", "", 1, 1, {}, {}, False)
Change = Callable[[Any], Question | None]
"""A question of some kind → the same with one thing more; None where its kind has no such thing."""


def _all(**fields: Any) -> Change:
    return lambda question: replace(question, **fields)


def _only(cls: type | tuple[type, ...], **fields: Any) -> Change:
    def change(question: Any) -> Question | None:
        if not isinstance(question, cls):
            return None
        made: Any = question
        return cast(Question, replace(made, **fields))

    return change


def _stem(text: str, **fields: Any) -> Change:
    """With this put before the stem (a blank's stem keeps its gap)."""
    return lambda question: replace(question, stem=text.format(question.stem), **fields)


def _first_option(**fields: Any) -> Change:
    def change(question: Question) -> Question | None:
        if not has_options(question):
            return None
        first, *others = question.options
        return replace(question, options=(replace(first, **fields), *others))

    return change


def _choice(cls: type, *worth: str) -> Change:
    def change(question: Question) -> Question | None:
        if not isinstance(question, Single | Multiple) or type(question) is not cls:
            return None
        pairs = zip(question.options, worth, strict=True)
        return replace(question, options=tuple(replace(option, credit=D(one)) for option, one in pairs))

    return change


def _either(*changes: Change) -> Change:
    def change(question: Question) -> Question | None:
        return next((made for one in changes if (made := one(question)) is not None), None)

    return change


def _part(change: Change) -> Change:
    """With the change made to each part of a case that can have it."""

    def changed(question: Question) -> Question | None:
        if not isinstance(question, Scenario):
            return None
        return replace(question, parts=tuple(change(part) or part for part in question.parts))

    return changed


def _branching(question: Question) -> Question | None:
    if not isinstance(question, Scenario):
        return None
    first, *others = question.parts
    assert isinstance(first, Single)
    options = (replace(first.options[0], next="p2"), replace(first.options[1], next="p3"))
    return replace(question, parts=(replace(first, options=options), *others))


_SOURCE = Source("个人存款账户实名制规定", "国务院", "第285号", "第七条", date(2000, 4, 1), date(2031, 1, 1))
_A = {"a.png": PNG}
_GAP = "____"
_FEEDBACK = _either(
    _first_option(feedback="对，见第三条"), _only(TrueFalse, feedback_true="不可以", feedback_false="对")
)
_TOLERANCE = _only(Numeric, numbers=(Number(D(150), D("0.5")),))
_FIXED = _first_option(fixed=True)
_PARTIAL = _either(_choice(Single, "1", "0.5", "0"), _choice(Multiple, "0.5", "0.25", "0"))
_NEGATIVE = _either(_choice(Single, "1", "0", "-0.5"), _choice(Multiple, "0.5", "0.5", "-1"))
_CASE_MATTERS = _only(Blank, blanks=(Gap((Accepted("T+1"),), match_case=True),))
_UNIT = _only(Numeric, unit="元")
FEATURES: Mapping[str, Change] = {
    "its own number (uid)": _all(uid="K-07.3"),
    "topic": _all(topic=("存款", "个人存款")),
    "tags": _all(tags=("易错", "2026")),
    "difficulty": _all(difficulty=4),
    "points": _all(points=D("2.5")),
    "explanation": _all(explanation="见办法第三条。"),
    "source and its days": _all(source=_SOURCE),
    "reserved": _all(reserved=True),
    "fixed order of options": _only((Single, Multiple, Order, Match), fixed_order=True),
    "several lines": _stem("第一行\n第二行\n{}"),
    "rich text (HTML)": _stem("<p>见<strong>下表</strong>。</p><p>{}</p>", stem_format="html"),
    "rich text (Markdown)": _stem("见**下表**。\n\n{}", stem_format="markdown"),
    "image in the stem": _stem("![印章](a.png) {}", images=_A),
    "image in rich text": _stem('<p>见图 <img src="a.png" alt="印章"></p><p>{}</p>', stem_format="html", images=_A),
    "image as an option": _first_option(text="![印章](a.png)"),
    "image in a feedback": _first_option(feedback="见 ![印章](a.png)"),
    "image in the explanation": _all(explanation="见 ![印章](a.png)", images=_A),
    "formula in the stem": _stem(r"设 $F = P(1+\frac{{r}}{{n}})^{{nt}}$。{}"),
    "formula in an option": _first_option(text=r"\(\sqrt{x^2+1}\)"),
    "partial credits": _PARTIAL,
    "negative credits": _NEGATIVE,
    "feedback": _FEEDBACK,
    "fixed options": _FIXED,
    "several accepted texts": _only(Blank, blanks=(Gap((Accepted("一天"), Accepted("1天"))),)),
    "credits of accepted texts": _only(Blank, blanks=(Gap((Accepted("一天"), Accepted("两天", D("0.5")))),)),
    "case of letters": _CASE_MATTERS,
    "several blanks": lambda question: (
        replace(question, stem="____ 开，____ 关。", blanks=(Gap((Accepted("九点"),)), Gap((Accepted("五点"),))))
        if isinstance(question, Blank)
        else None
    ),
    "tolerance": _TOLERANCE,
    "several accepted numbers": _only(
        Numeric, numbers=(Number(D(150), D(0)), Number(D(150), D(2), D("0.5")), Number(D("148.5"), D(0), D("0.25")))
    ),
    "unit": _UNIT,
    "distractors": _only(Match, pairs=(Pair("甲", "钥匙"), Pair("乙", "密码"), Pair("", "印章"))),
    "branching": _branching,
    "points of parts": _part(_all(points=D(2))),
    "explanation of parts": _part(_all(explanation="见第三条。")),
    "feedback of parts": _part(_FEEDBACK),
}  # fmt: skip


ALL = "everything at once"


def _with_image(question: Question) -> Question:
    """The question with the bytes of the image that it names."""
    return replace(question, images=_A) if "a.png" in repr(question) else question


def all_at_once(question: Question) -> Question:
    """The question with everything that can be had together."""
    alike = {"partial credits", "several accepted texts", "tolerance", "rich text (Markdown)", "image in rich text",
             "credits of accepted texts", "several blanks", "image as an option"}  # fmt: skip
    for name, change in FEATURES.items():
        if name not in alike:
            question = change(question) or question
    return _with_image(question)


def cases() -> Iterator[tuple[str, Question]]:
    """(feature, question) of each kind: the least first ("") and all at once last ("all")."""
    for base in BASE.values():
        yield "", base
        for name, change in FEATURES.items():
            made = change(base)
            if made is not None:
                yield name, _with_image(made)
        yield ALL, all_at_once(base)


# ---------------------------------------------------------------- comparing


def unlike(ours: Any, theirs: Any) -> Iterator[str]:
    """The names of the innermost fields that differ; of a list of another length, the list's."""
    if type(ours) is not type(theirs):
        yield "kind"
        return
    for held in dataclasses.fields(ours):
        mine, yours = getattr(ours, held.name), getattr(theirs, held.name)
        if mine == yours:
            continue
        inner = isinstance(mine, tuple) and mine and dataclasses.is_dataclass(mine[0]) and len(mine) == len(yours)
        if inner:
            for one, other in zip(mine, yours, strict=True):
                yield from unlike(one, other)
        else:
            yield held.name


@dataclass(frozen=True)
class Outcome:
    """What became of one question in one format. ``told``: the features named as lost, or ``LEFT_OUT``; ``fault``: why
    that account is not true; empty where it is."""

    told: tuple[str, ...]
    fault: str = ""


LEFT_OUT = ("left out",)
WHITE_SPACE = "white space"
FOR_OTHERS = {(".gift", "credit"), (".xml", "credit"), (".zip", "next")}
"""Named as lost although our own reader has them back from a note of ours: another system that reads the file has not
(Moodle's choice of several adds up to 100 %, a QTI item has no way through its parts)."""


def outcome(question: Question, suffix: str) -> Outcome:
    """Write the question, read the file again, and hold the account against what has come back."""
    assert not check(question)
    written = WRITERS[suffix]([question], _INFO)
    back = _read(written.data, suffix) if written.questions else ()
    if written.left_out:
        wrong = len(written.left_out) != 1 or written.questions or back
        return Outcome(LEFT_OUT, f"left out, yet {back}" if wrong else "")
    told = tuple(dict.fromkeys(str(one.facts["feature"]) for one in written.reduced))
    if written.questions != 1 or len(back) != 1:
        return Outcome(told, f"{written.questions} written, {len(back)} read")
    lost = {_spacing(name, question, back[0]) for name in unlike(question, back[0])}
    silent = lost - set(told)
    kept = {name for name in set(told) - lost if (suffix, name) not in FOR_OTHERS}
    if silent or kept:
        return Outcome(told, f"lost in silence {sorted(silent)}, named but held {sorted(kept)}: {back[0]}")
    return Outcome(told)


def _spacing(name: str, question: Question, back: Question) -> str:
    """``WHITE_SPACE`` for a field whose words are the same."""
    ours, theirs = getattr(question, name, None), getattr(back, name, None)
    alike = isinstance(ours, str) and isinstance(theirs, str) and ours.split() == theirs.split()
    return WHITE_SPACE if alike else name


def _read(data: bytes, suffix: str) -> Sequence[Question]:
    name = f"bank{suffix}"
    draft = formats.recognise(data, name).read(data, name=name)
    assert not draft.findings, draft.findings
    assert not draft.skipped, draft.skipped
    return [one.question for one in draft.questions]


# ---------------------------------------------------------------- the table

Told = dict[tuple[str, str], dict[Kind, tuple[str, ...]]]


def account() -> tuple[Told, list[str]]:
    """(feature or kind, suffix) → what is told of each kind; and every account that is not true.

    A feature's line says what comes on top of the kind's own; kinds that the format leaves out have none.
    """
    faults: list[str] = []
    told: Told = {}
    for suffix in FILES:
        bare: dict[Kind, tuple[str, ...]] = {}
        for feature, question in cases():
            got = outcome(question, suffix)
            if got.fault:
                faults.append(f"{suffix} {question.kind}, {feature or 'the least'}: {got.fault}")
            if not feature:
                bare[question.kind] = got.told
                told.setdefault((question.kind.value, suffix), {})[question.kind] = got.told
            elif feature != ALL:
                by_kind = told.setdefault((feature, suffix), {})
                if bare[question.kind] != LEFT_OUT:
                    by_kind[question.kind] = tuple(name for name in got.told if name not in bare[question.kind])
    return told, faults


def table(told: Told) -> str:
    """The account in Markdown: a line a kind, then a line a feature; a column a format."""
    lines = ["| | " + " | ".join(FILES) + " |", "|---" * (len(FILES) + 1) + "|"]
    for row in (*(kind.value for kind in BASE), *FEATURES):
        lines.append(f"| {row} | " + " | ".join(_words(told[row, suffix]) for suffix in FILES) + " |")
    return "\n".join(lines) + "\n"


def _words(by_kind: Mapping[Kind, tuple[str, ...]]) -> str:
    """``held``: of every kind that has it. Otherwise what is lost, and of which kinds where not of all."""
    if not by_kind:
        return "–"
    groups: dict[tuple[str, ...], list[str]] = {}
    for kind, names in by_kind.items():
        groups.setdefault(names, []).append(kind.value)
    if len(groups) == 1:
        return _lost(next(iter(groups)))
    return "; ".join(f"{' '.join(kinds)}: {_lost(names)}" for names, kinds in groups.items() if names)


def _lost(names: tuple[str, ...]) -> str:
    return "held" if not names else "left out" if names == LEFT_OUT else f"no {', '.join(names)}"
