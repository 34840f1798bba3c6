"""The number of a printed paper: ``261125-17-7K2M``, the day, the seed, and four characters of what was printed.

Promises: two papers that differ in a question, its wording, an order, the points or the plan have different last
characters (but for one in a million); a number as somebody typed it is read with full-width characters, spaces, small
letters, O for 0 and I or L for 1. Pure.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.banks.canonical_form import to_canonical
from desktop_app.banks.question import Question
from desktop_app.exams.paper import Paper
from desktop_app.exams.plan import ExamPlan, to_data

# Crockford's base 32: no I, L, O, U.
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 4
_FORM = re.compile(r"(\d{6})-(\d{1,12})-([0-9A-Z]{4,8})")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−－_", "-"))
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
MOST_SEED = 10**12 - 1


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A number taken apart; ``check`` are its last characters."""

    on: date
    seed: str
    check: str

    def __str__(self) -> str:
        return f"{self.on:%y%m%d}-{self.seed}-{self.check}"


def check_of(plan: ExamPlan, paper: Paper, questions: Mapping[int, Question]) -> str:
    """What is printed, as 8 characters: a hash of plan, paper and the questions' whole content."""
    digest = hashlib.sha256(json.dumps(to_data(plan), ensure_ascii=False, sort_keys=True).encode())
    digest.update(paper.fingerprint.encode())
    for item in paper.items:
        body = to_canonical(questions[item.question_id], image=lambda data: hashlib.sha256(data).hexdigest())
        digest.update(json.dumps(body, ensure_ascii=False, sort_keys=True).encode())
    value = int.from_bytes(digest.digest()[:5], "big")
    return "".join(_DIGITS[value >> shift & 31] for shift in range(35, -1, -5))


def number_of(paper: Paper, check: str, length: int = _LENGTH) -> str:
    """The number of a paper, with so many characters of its check."""
    return str(PaperNumber(paper.on, paper.seed, check[:length]))


def typed(text: str) -> str:
    """A number as it was typed, in the form that is printed; any other text trimmed."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    found = _FORM.fullmatch(re.sub(r"\s", "", folded).upper())
    if found is None:
        return text.strip()
    return f"{found[1]}-{found[2]}-{found[3].translate(_MISREAD)}"


def taken_apart(number: str) -> PaperNumber | None:
    """The number's day, seed and check; None where it is not of that form."""
    found = _FORM.fullmatch(number)
    if found is None:
        return None
    try:
        on = date(2000 + int(found[1][:2]), int(found[1][2:4]), int(found[1][4:]))
    except ValueError:
        return None
    return PaperNumber(on, found[2], found[3])
