"""Many papers from a bank of 100,000: every quota is honoured, every question has its chance, each is drawn in time.

``make campaign`` draws 10,000; otherwise a twentieth.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import Counter
from datetime import date
from math import sqrt

import pytest

from desktop_app.banks.question import Kind
from desktop_app.exams.paper import draw
from desktop_app.exams.pool import Pool
from tests.exams import making
from tests.exams.making import ON, Drawn, load, section

ROWS = 100_000
PAPERS = 10_000 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 500
LIMIT_MS = 20
KINDS = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE)
SECTIONS = (
    section(40, kind=Kind.SINGLE),
    section(20, kind=Kind.MULTIPLE, difficulty=(1, 2)),
    section(20, kind=Kind.TRUE_FALSE, topic=("主题1", "主题4", "主题7")),
    section(20, kind=Kind.TRUE_FALSE),
)


@pytest.mark.slow
def test_many_papers_of_a_large_bank() -> None:
    items = [
        Drawn(
            n,
            uid=f"q{n:06}",
            stem_key=f"stem {n}",
            kind=KINDS[n % 3],
            topic=("产品", f"主题{n % 100}"),
            difficulty=n % 5 + 1,
            repealed_on=date(2020, 1, 1) if n % 50 == 7 else None,
        )
        for n in range(ROWS)
    ]
    pool = Pool(items)
    plan = making.plan(*SECTIONS)
    seen: list[Counter[int]] = [Counter() for _ in SECTIONS]
    times = []
    for seed in range(PAPERS):
        begun = time.process_time()
        paper = draw(plan, pool, seed, ON, load)
        times.append((time.process_time() - begun) * 1000)
        assert len({item.question_id for item in paper.items}) == 100
        assert Counter(item.section for item in paper.items) == {1: 40, 2: 20, 3: 20, 4: 20}
        for item in paper.items:
            seen[item.section - 1][item.question_id] += 1
    # Of sections that share their questions, the narrower one's are less often in the wider: only the others are even.
    in_force = [item for item in items if item.repealed_on is None]
    wide = [item for item in in_force if item.kind is Kind.SINGLE]
    narrow = [item for item in in_force if item.kind is Kind.MULTIPLE and (item.difficulty or 0) <= 2]
    topical = [item for item in in_force if item.kind is Kind.TRUE_FALSE and item.topic[1] in SECTIONS[2].topic]
    others = {item.id for item in in_force if item.kind is Kind.TRUE_FALSE} - {item.id for item in topical}
    for found, eligible in zip(seen, (wide, narrow, topical), strict=False):
        assert set(found) <= {item.id for item in eligible}
        assert even(found, len(eligible)) < 4
    assert set(seen[3]) <= others | {item.id for item in topical}
    assert even(Counter({one: n for one, n in seen[3].items() if one in others}), len(others)) < 4
    sys.stdout.write(
        f"\n{PAPERS} papers of 100 from {ROWS}: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms\n"
    )
    assert statistics.quantiles(times, n=100)[98] < LIMIT_MS


def even(seen: Counter[int], number: int) -> float:
    """How many standard deviations chi-square over ``number`` questions lies above what chance gives."""
    expected = seen.total() / number
    unseen = number - len(seen)
    chi_square = (sum((n - expected) ** 2 for n in seen.values()) + unseen * expected**2) / expected
    return (chi_square - (number - 1)) / sqrt(2 * (number - 1))
