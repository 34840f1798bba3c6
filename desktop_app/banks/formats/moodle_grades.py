"""The grades that Moodle accepts for an answer, for both of its formats that we write.

Promises: what is written is on Moodle's list, or an import there would stop at it. Source: Moodle's own list of
fractions (``question_bank::fraction_options_full``) and its checks on saving a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop_app.banks.question import ONE, ZERO

_LIST = (
    "0 0.05 0.1 0.1111111 0.125 0.1428571 0.1666667 0.2 0.25 0.3 0.3333333 0.4 0.5 0.6 0.6666667 0.7 0.75 0.8 "
    "0.8333333 0.9 1"
)
_POSITIVE = tuple(Decimal(text) for text in _LIST.split())
_SAME = Decimal("0.00001")
_NEAR = Decimal("0.005")


def _nearest(share: Decimal) -> Decimal:
    found = min(_POSITIVE, key=lambda one: abs(one - abs(share)))
    return found if share >= 0 else -found


def grades(worth: Sequence[Decimal], several: bool) -> tuple[list[Decimal], bool]:
    """The shares of 1 that Moodle is to give, and whether they say the same as our credits.

    Moodle wants the best answer to be worth 1, or, where ``several`` are chosen, all right ones together: credits are
    scaled to that. Several that are each worth all become equal shares, which says the same.
    """
    right = [credit for credit in worth if credit > 0]
    whole = (sum(right, ZERO) if several else max(right, default=ZERO)) or ONE
    wanted = [credit / whole if credit > 0 else credit for credit in worth]
    shares = [_nearest(share) for share in wanted]
    exact = all(abs(one - other) < _SAME for one, other in zip(shares, wanted, strict=True))
    whole_enough = abs(whole - ONE) < _NEAR or (several and all(credit == ONE for credit in right))
    return shares, exact and whole_enough
