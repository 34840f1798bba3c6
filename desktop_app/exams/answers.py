"""The form of an answer: is it an answer to that question at all, and what a candidate's number or word means.

Promises: an answer without a problem can be stored and graded; ``normal`` gives equal answers one form. Pure. Must not
know what is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, assert_never

from desktop_app.banks.question import FALSE_TEXT, TRUE_TEXT, Kind, Problem
from desktop_app.exams.shown import ShownQuestion

LONGEST_TEXT = 20_000
LONGEST_BLANK = 1_000

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,4}(,\d{4})+)(\.\d*)?")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-"})


def read_number(text: Any, unit: str = "") -> Decimal | None:
    """The number that a candidate wrote: full-width digits, thousands separators, a leading ¥ or $, and a trailing unit
    or % are understood. None where it is none, or has more than 40 characters."""
    if isinstance(text, bool) or not isinstance(text, str | int | float | Decimal):
        return None
    if not isinstance(text, str):
        text = format(Decimal(str(text)), "f")
    if len(text) > 40 + len(unit):
        return None
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_MINUS).casefold()
    own = re.sub(r"\s", "", unicodedata.normalize("NFKC", unit)).casefold()
    for tail in (own, "%"):
        if tail and folded.endswith(tail):
            folded = folded[: -len(tail)]
            break
    folded = folded.lstrip("¥$")
    if _GROUPED.fullmatch(folded):
        folded = folded.replace(",", "")
    return Decimal(folded) if _NUMBER.fullmatch(folded) else None


def fold(text: str, *, match_case: bool = False) -> str:
    """A blank's text as two are compared: NFKC, trimmed, inner white space collapsed, case folded unless it matters."""
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    return folded if match_case else folded.casefold()


def normal(shown: ShownQuestion, answer: Any) -> Any:
    """One form for equal answers, None for an empty one; the answer must be without a problem."""
    match shown.kind:
        case Kind.MULTIPLE:
            return [o.letter for o in shown.options if o.letter in answer] if answer else None
        case Kind.ORDER:
            return list(answer) if answer else None
        case Kind.BLANK:
            texts = ["" if text is None else text for text in answer or ()]
            return texts if any(text.strip() for text in texts) else None
        case Kind.NUMERIC:
            if answer is None or isinstance(answer, str):
                return answer if answer and answer.strip() else None
            return format(Decimal(str(answer)), "f")
        case Kind.MATCH:
            return {o.letter: answer[o.letter] for o in shown.left if o.letter in answer} if answer else None
        case Kind.ESSAY:
            return answer if answer and answer.strip() else None
        case Kind.SCENARIO:
            parts = list(answer or ())
            given = [normal(part, one) for part, one in zip(shown.parts, parts, strict=False)]
            while given and given[-1] is None:
                given.pop()
            return given or None
        case _:
            return answer


def is_whole(shown: ShownQuestion, answer: Any) -> bool:
    """Whether an answer without a problem leaves nothing of the question open: every gap, every left side, every part
    of a case, and a talk to its end (``show`` with that answer)."""
    if normal(shown, answer) is None:
        return False
    match shown.kind:
        case Kind.BLANK:
            return all(text is not None and text.strip() for text in answer)
        case Kind.MATCH:
            return len(answer) == len(shown.left)
        case Kind.SCENARIO if shown.branching:
            return shown.ended
        case Kind.SCENARIO:
            given = [*answer, *[None] * (len(shown.parts) - len(answer))]
            return all(is_whole(part, one) for part, one in zip(shown.parts, given, strict=True))
        case _:
            return True


def answer_problem(shown: ShownQuestion, answer: Any) -> Problem | None:
    """Why this is no answer to that question; None: it is one. None as an answer takes the answer back.

    The parts of a branching scenario must be shown as far as the answer goes (``show`` with that answer).
    """
    if answer is None:
        return None
    match shown.kind:
        case Kind.SINGLE:
            return _letter(shown, answer)
        case Kind.MULTIPLE | Kind.ORDER:
            return _letters(shown, answer)
        case Kind.TRUE_FALSE:
            return None if isinstance(answer, bool) else Problem("answer_not_true_or_false")
        case Kind.BLANK:
            return _blanks(shown, answer)
        case Kind.NUMERIC:
            empty = isinstance(answer, str) and not answer.strip()
            return None if empty or read_number(answer, shown.unit) is not None else Problem("answer_not_a_number")
        case Kind.MATCH:
            return _match(shown, answer)
        case Kind.SCENARIO:
            return _parts(shown, answer)
        case Kind.ESSAY:
            if not isinstance(answer, str):
                return Problem("answer_not_text")
            return Problem("answer_too_long", {"most": LONGEST_TEXT}) if len(answer) > LONGEST_TEXT else None
        case _:  # pragma: no cover
            assert_never(shown.kind)


def _letter(shown: ShownQuestion, answer: Any) -> Problem | None:
    if not isinstance(answer, str):
        return Problem("answer_not_a_letter")
    if answer not in [option.letter for option in shown.options]:
        return Problem("answer_unknown_letter", {"letter": answer[:20]})
    return None


def _letters(shown: ShownQuestion, answer: Any) -> Problem | None:
    if not isinstance(answer, list):
        return Problem("answer_not_letters")
    for one in answer:
        problem = _letter(shown, one)
        if problem:
            return problem
        if answer.count(one) > 1:
            return Problem("answer_letter_twice", {"letter": one})
    if shown.kind is Kind.ORDER and answer and len(answer) != len(shown.options):
        return Problem("answer_order_incomplete", {"need": len(shown.options), "have": len(answer)})
    return None


def _blanks(shown: ShownQuestion, answer: Any) -> Problem | None:
    if not isinstance(answer, list) or any(one is not None and not isinstance(one, str) for one in answer):
        return Problem("answer_not_texts")
    if len(answer) != shown.blanks:
        return Problem("answer_blanks_count", {"need": shown.blanks, "have": len(answer)})
    if any(one is not None and len(one) > LONGEST_BLANK for one in answer):
        return Problem("answer_too_long", {"most": LONGEST_BLANK})
    return None


def _match(shown: ShownQuestion, answer: Any) -> Problem | None:
    if not isinstance(answer, Mapping):
        return Problem("answer_not_pairs")
    lefts, rights = {o.letter for o in shown.left}, {r.number for r in shown.right}
    for left, right in answer.items():
        if left not in lefts:
            return Problem("answer_unknown_letter", {"letter": str(left)[:20]})
        if isinstance(right, bool) or not isinstance(right, int) or right not in rights:
            return Problem("answer_unknown_number", {"letter": left, "number": str(right)[:20]})
    return None


def _parts(shown: ShownQuestion, answer: Any) -> Problem | None:
    if not isinstance(answer, list):
        return Problem("answer_not_parts")
    given = list(answer)
    while given and given[-1] is None:
        given.pop()
    if shown.branching and None in given:
        return Problem("answer_part_skipped", {"part": given.index(None) + 1})
    if len(given) > len(shown.parts):
        return Problem("answer_parts_count", {"most": len(shown.parts), "have": len(given)})
    for n, (part, one) in enumerate(zip(shown.parts, given, strict=False), 1):
        problem = answer_problem(part, one)
        if problem:
            return Problem(problem.code, {**problem.facts, "part": n})
    return None


# ---------------------------------------------------------------- answers written on paper

_TRUE = {"t", "true", "y", "yes", "1", "√", "✓", "✔", "☑", "v", "对", "是", "正", "a", "right", TRUE_TEXT}
_FALSE = {"f", "false", "n", "no", "0", "×", "x", "✗", "✘", "☒", "错", "否", "误", "b", "wrong", FALSE_TEXT}
_AROUND_LETTERS = re.compile(r"[\s.,、。;:()\[\]【】]")


def from_print(shown: ShownQuestion, text: str) -> Any:
    """The answer that stands in a cell of an answer sheet typed from paper; None for an empty cell.

    Letters may be written together or apart, in brackets, small or full-width (``AC``, ``a c``, ``A、C``, ``（Ａ）``);
    blanks are parted by ``|`` or ``；``, and where those do not give as many as there are gaps, by ``、`` or white
    space; the parts of a scenario by ``|``; pairs are ``A2 B1``, ``A-2``, or the numbers alone in the order of the
    letters. What cannot be understood is given back as the text, and then ``answer_problem`` names what is wrong.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if not folded:
        return None
    match shown.kind:
        case Kind.SINGLE:
            return _AROUND_LETTERS.sub("", folded.upper()) or text
        case Kind.MULTIPLE | Kind.ORDER:
            letters = list(re.sub(r"[^A-Z]", "", folded.upper()))
            return (list(dict.fromkeys(letters)) if shown.kind is Kind.MULTIPLE else letters) or text
        case Kind.TRUE_FALSE:
            said = re.sub(r"[\s()\[\]。.]", "", folded).casefold()
            return True if said in _TRUE else False if said in _FALSE else text
        case Kind.BLANK:
            return _gaps(folded, shown.blanks)
        case Kind.MATCH:
            return _pairs(folded.upper(), shown) or text
        case Kind.SCENARIO:
            cells = re.split(r"[|]", folded)
            return [from_print(part, cell) for part, cell in zip(shown.parts, cells, strict=False)] + [
                cell.strip() for cell in cells[len(shown.parts) :]
            ]
        case Kind.NUMERIC | Kind.ESSAY:
            return folded
        case _:  # pragma: no cover
            assert_never(shown.kind)


def _gaps(folded: str, blanks: int) -> list[str]:
    """The texts of so many gaps; by ``|`` where no other sign parts them into as many."""
    if blanks == 1:
        return [folded]
    for sign in (r"[|]", r"[|;]", r"[|;、]", r"[|;、\s]+"):
        parts = [part.strip() for part in re.split(sign, folded)]
        if len(parts) == blanks:
            return parts
    return [part.strip() for part in re.split(r"[|]", folded)]


def _pairs(folded: str, shown: ShownQuestion) -> dict[str, int]:
    pairs = re.findall(r"([A-Z]+)\s*[-=:→>.]*\s*(\d{1,6})", folded)
    if pairs:
        return {left: int(right) for left, right in pairs}
    numbers = re.findall(r"\d{1,6}", folded)
    if len(numbers) != len(shown.left) or not re.fullmatch(r"[\d\s,;、|.-]+", folded):
        return {}
    return {left.letter: int(number) for left, number in zip(shown.left, numbers, strict=True)}
