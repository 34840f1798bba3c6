"""4,000 signed certificates for an exam, kept in the store: limit 60 s on two cores; each below 80 kB. And 1,000 of
them drawn for the printer into one document: below 20 MB.

``issue_many`` as the window calls it, over a store in a folder of its own, each certificate in a transaction that is
on the disk before the next. The names differ, so that fonts are cut anew for each.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from desktop_app.base.clock import Reading, as_text
from desktop_app.certificates.certificate import certificates, issue_many
from desktop_app.certificates.layout import draw_all
from desktop_app.exams.grading import Outcome
from desktop_app.exams.keeping import add_step, keep_result
from desktop_app.exams.paper import Item, Paper
from desktop_app.exams.sealing import SEALS, seal
from desktop_app.exams.sitting import new_sitting
from desktop_app.exams.steps import Known
from desktop_app.pdf.archive import Description
from desktop_app.staff import Actor, Role
from desktop_app.store import CHEAP, Database, Store
from desktop_app.templates.kept import template_of

COUNT, PRINTED = 4000, 1000
SECONDS, KILOBYTES, MEGABYTES = 60, 80, 20
AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
PAPER = Paper("P1", "1", AT.date(), tuple(Item(n, n, "b", f"q{n}", 1, Decimal(1), (0, 1, 2, 3)) for n in range(1, 101)))
ACTOR = Actor("E001", "王芳", Role.EXAMINER)
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "子涵一诺浩宇欣怡梓萱俊杰思远雨桐佳琪天佑若曦明哲嘉懿铭泽语嫣昊然婉清景行书瑶承志采薇弘毅静姝"


def fill(store: Store, count: int) -> list[str]:
    """An exam that ``count`` people have passed; gives their sittings."""
    found = []
    at = as_text(AT)
    plan = {
        "code": "P1",
        "title": "个人客户服务综合认证",
        "minutes": 90,
        "sections": [{"title": "单选", "bank": "b", "number": 1}],
    }
    with store.write("exams", at=AT) as db:
        db.execute(
            "INSERT INTO exam (id, plan_code, title, body, room, opens_at, closes_at, state, opened_by, opened_at)"
            " VALUES ('E', 'P1', ?, ?, '', ?, ?, 'closed', 'E001', ?)",
            (plan["title"], json.dumps(plan), at, at, at),
        )
        for number in range(count):
            name = "".join(
                names[number // step % len(names)] for names, step in ((_FAMILY, 1), (_GIVEN, 32), (_GIVEN, 7))
            )
            db.execute(
                "INSERT INTO staff (staff_no, name, post, unit, phone, role, initials, added_at)"
                " VALUES (?, ?, '个人客户经理', ?, '', 'candidate', '', ?)",
                (f"T{number:05d}", name, f"城东支行第{number % 40 + 1}营业部", at),
            )
            found.append(_passed(db, f"T{number:05d}"))
    return found


def _passed(db: Database, staff_no: str) -> str:
    """A sitting with an answer to each of 100 questions, sealed, as the window would have left it; gives its id."""
    sitting_id = new_sitting(db, "E", staff_no, PAPER, Reading(AT, 0, "bench"), origin="screen")
    at = Known(AT, 0, "bench", 0)
    last = add_step(db, sitting_id, "started", None, {"allowed_ms": 5_400_000, "fingerprint": PAPER.fingerprint}, at)
    for item in PAPER.items:
        last = add_step(db, sitting_id, "answered", item.position, {"answer": "A"}, at, last)
    last = add_step(db, sitting_id, "submitted", None, {"by": "candidate", "seals": SEALS}, at, last)
    db.execute(
        "UPDATE sitting SET state = 'submitted', ended_at = ?, released_at = ? WHERE id = ?",
        (as_text(AT), as_text(AT), sitting_id),
    )
    seal(db, sitting_id, last.chain, at)
    keep_result(db, sitting_id, Outcome(Decimal("92.5"), Decimal(100), True, True, (), ()), AT, "submitted", "")
    return sitting_id


def main() -> int:
    """Print times and sizes with their limits; 1 where one is above."""
    count = int(os.environ.get("BRANCH_EXAM_CERTIFICATES", COUNT))
    reading = Reading(AT, 0, "bench")
    with tempfile.TemporaryDirectory() as folder:
        store, _, _ = Store.create(Path(folder) / "store", "correct horse battery", branch="城东支行", kdf=CHEAP)
        wanted = fill(store, count)
        steps: list[int] = []
        start = time.perf_counter()
        done = issue_many(store, ACTOR, wanted, reading, lambda now, _: steps.append(now))
        seconds = time.perf_counter() - start
        if len(done.serials) != count or len(steps) * 10 < count:
            print(f"only {len(done.serials)} of {count} were issued: {list(done.refused.values())[:3]}")
            return 1
        sizes = [row[0] / 1000 for row in store.read.execute("SELECT length(pdf) FROM certificate").fetchall()]
        start = time.perf_counter()
        listed = [(one.facts, one.code, template_of(store, one.template)) for one in certificates(store)[:PRINTED]]
        printed = len(draw_all(listed, Description("证书", "城东支行", "", AT))) / 1_000_000
        drawing = time.perf_counter() - start
        store.close()
    limit = SECONDS * count / COUNT
    print(f"{count} certificates in {seconds:.1f} s (limit {limit:.0f}), {seconds / count * 1000:.1f} ms each")
    print(f"size median {statistics.median(sizes):.0f}, largest {max(sizes):.0f} kB (limit {KILOBYTES})")
    print(f"{len(listed)} for the printer: {printed:.1f} MB (limit {MEGABYTES}) in {drawing:.1f} s")
    good = seconds < limit and max(sizes) < KILOBYTES and printed < MEGABYTES
    print("ok" if good else "ABOVE ITS LIMIT")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
