"""Looking ahead in a list: what stands below a line decides whether it begins a question.

Promises: no more than ``MOST_AHEAD`` lines are looked at, or thrice as many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.banks.formats import list_keys, list_lines, list_options
from desktop_app.banks.formats.list_entry import ENDED, GAPPED, Entry, Row
from desktop_app.banks.formats.list_lines import Number

MATERIAL = re.compile(
    r"^[【\[（(]?\s*(?:案例(?:分析)?(?:材料)?|材料|资料|背景(?:资料|材料)?|情景|阅读材料)\s*[一二三四五六七八九十\d]{0,3}\s*"
    r"(?:[】\])）]\s*[:：]?|[:：])"
)
SHARED = re.compile(
    r"共用(?:题干|备选)|根据(?:以下|下列|下面|上述)?(?:材料|资料|案例|情况).{0,20}(?:回答|完成)|阅读(?:以下|下列|下面).{0,4}(?:材料|资料|案例)"
)
MOST_AHEAD = 60


class Ahead:
    """The rows of a list, to be looked at from any of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    def part_stands(self, n: int) -> bool:
        """Whether (1) is a question of its own: options or a key come before (2)."""
        first = self.rows[n].number
        assert first is not None
        if list_options.part(self.rows[n].styled).options or ENDED.search(self.rows[n].text):
            return True
        for row in self.rows[n + 1 : n + MOST_AHEAD]:
            if row.heading is not None:
                return False
            if row.number is not None and row.number.sure:
                # (2) before any key: only parts of one question. A lone (1) is none.
                return False
            if row.option == "A" or row.mark == "answer":
                return self.second_follows(n, first)
        return False

    def second_follows(self, n: int, first: Number) -> bool:
        """After the key of (1) comes (2) in the same style, and not the points of an answer to both."""
        seen_options = False
        for row in self.rows[n + 1 : n + 3 * MOST_AHEAD]:
            seen_options = seen_options or row.option == "A"
            if row.heading is not None:
                return seen_options
            if row.number is not None and row.number.sure:
                if row.number.style == first.style:
                    return row.number.value == first.value + 1
                return seen_options
        return seen_options

    def stands(self, n: int) -> bool:
        """Whether options, a gap or a key belong to this numbered line."""
        row = self.rows[n]
        parts = list_lines.marked(row.styled)
        if len(parts) > 1 or ENDED.search(row.text) or GAPPED.search(row.text) or list_options.part(row.styled).options:
            return True
        return self.claims(n)

    def claims(self, n: int) -> bool:
        """Whether an option or an answer comes before the next numbered line."""
        row = self.rows[n]
        if any(name == "answer" for name, _ in list_lines.marked(row.styled)) or ENDED.search(row.text):
            return True
        style = row.number.style if row.number else ""
        for one in self.rows[n + 1 : n + MOST_AHEAD]:
            if one.heading is not None or one.line.table is not None:
                return False
            if one.option == "A" or one.mark == "answer":
                return True
            if one.number is not None and one.number.sure and one.number.style == style:
                return False
        return False

    def counts_options(self, n: int) -> bool:
        """Whether options begin at this line and count on."""
        return list_options.letter_of(self.rows[n].text) == "A" and (
            bool(list_options.part(self.rows[n].styled).options)
            or (n + 1 < len(self.rows) and self.rows[n + 1].option in {"B", "C"})
        )

    def truth_here(self, n: int, row: Row) -> bool:
        """Whether this line has its key, at its end or below it."""
        return ENDED.search(row.text) is not None or (
            n + 1 < len(self.rows) and self.rows[n + 1].mark == "answer" and self.rows[n + 1].number is None
        )

    def joined_here(self, n: int, item: Entry, row: Row) -> bool:
        """A question whose number is missing stands between this entry and the next: it has options of its own."""
        if not item.optioned or item.at not in {"", "answer"} or list_options.bare_letter_of(row.text):
            return item.simply_answered and not item.optioned and self.truth_here(n, row)
        for m in range(n + 1, min(n + 6, len(self.rows))):
            one = self.rows[m]
            if one.number is not None or one.heading is not None or one.mark:
                return False
            if one.option:
                return self.counts_options(m)
        return bool(list_options.part(row.styled).options) and row.text[:1] not in "ABCDEFGH"

    def is_material(self, n: int, row: Row, item: Entry | None) -> bool:
        """案例一：…, 材料：… with questions of its own below it."""
        text = row.text if row.number is None else row.text[row.number.end :]
        if not MATERIAL.match(text) and not (SHARED.search(text) and row.number is None):
            return False
        if item is not None and item.number is not None and not item.complete and row.number is None:
            return False
        for m in range(n + 1, min(n + MOST_AHEAD, len(self.rows))):
            one = self.rows[m]
            if one.heading is not None or one.mark == "answer":
                return False
            if one.number is not None and one.number.sure:
                return (one.number.value == 1 and self.part_stands(m)) or (
                    one.number.style != "paren" and self.stands(m)
                )
        return False


def only_divides(row: Row) -> bool:
    """Whether a line is a title that parts the list and says nothing else."""
    return row.heading is None and list_lines.is_divider(row.text) and ordinal_key(row.text) is None


def ordinal_key(text: str) -> tuple[int, str] | None:
    """``一、1.A 2.B`` in a key: (1, the rest)."""
    match = re.match(
        r"^[（(]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．:：]?\s*([^\d（(]{0,12}?)[:：]?\s*(?=[（(]?\d)", text
    )
    if match is None or not list_keys.compact(text[match.end() :]):
        return None
    return list_lines.ordinal(text), text[match.end() :]
