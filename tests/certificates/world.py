"""Certificates need a sitting that was passed: this keeps one of no questions, as an exam leaves it, sealed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.base.clock import Reading, as_text
from desktop_app.certificates.code import key_id
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.making import Made, Maker
from desktop_app.certificates.proof import sign_pdf
from desktop_app.crypto.signing import new_key, public_pem, self_signed_certificate
from desktop_app.exams.keeping import add_step
from desktop_app.exams.paper import Paper, to_data
from desktop_app.exams.sealing import SEALS, seal, seal_result
from desktop_app.exams.steps import Known
from desktop_app.store import Database, Store

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
ON = date(2026, 11, 24)
PAPER = Paper("P1", "1", ON, ())


def facts(**changes: Any) -> Facts:
    values: dict[str, Any] = {
        "serial": "BE-K7M2Q1-2026-00001-X",
        "holder": "张三",
        "staff_no": "T001",
        "title": "个人客户服务综合认证",
        "issuer": "城东支行",
        "issued_on": ON,
        "valid_until": date(2028, 11, 24),
        "post": "柜员",
        "unit": "城东支行营业部",
    }
    return Facts(**(values | changes))


class Branch:
    """An issuer without a store."""

    def __init__(self, name: str = "城东支行") -> None:
        self.private = new_key()
        self.public = public_pem(self.private)
        self.id = key_id(self.public)
        self.certificate = self_signed_certificate(self.private, name, AT)

    def sign(self, pdf: bytes) -> bytes:
        return sign_pdf(pdf, self.private, self.certificate, AT)

    def issue(self, **changes: Any) -> bytes:
        return self.made(**changes).pdf

    def made(self, *, address: str = "", **changes: Any) -> Made:
        return Maker(self.private, self.certificate, AT, ZONE, address).make(facts(**changes))


def _insert(db: Database, table: str, row: dict[str, Any]) -> None:
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def person(store: Store, staff_no: str = "T001", name: str = "张三", post: str = "柜员", unit: str = "营业部") -> None:
    with store.write("staff", at=AT) as db:
        _insert(
            db,
            "staff",
            {
                "staff_no": staff_no,
                "name": name,
                "post": post,
                "unit": unit,
                "phone": "",
                "role": "candidate",
                "initials": "",
                "added_at": as_text(AT),
            },
        )


def sitting(
    store: Store,
    sitting_id: str = "S1",
    staff_no: str = "T001",
    *,
    state: str = "submitted",
    passed: bool = True,
    complete: bool = True,
    score: str = "92.50",
    released: bool = True,
    graded: bool = True,
    plan: dict[str, Any] | None = None,
    at: datetime = AT,
) -> str:
    body = {
        "code": "P1",
        "title": "产品知识",
        "minutes": 90,
        "sections": [{"title": "单选", "bank": "b", "number": 1}],
    } | (plan or {})
    with store.write("exams", at=at) as db:
        _insert(
            db,
            "exam",
            {
                "id": f"E-{sitting_id}",
                "plan_code": body["code"],
                "title": body["title"],
                "body": json.dumps(body),
                "room": "",
                "opens_at": as_text(at),
                "closes_at": as_text(at),
                "state": "open",
                "opened_by": "E001",
                "opened_at": as_text(at),
            },
        )
        _insert(
            db,
            "sitting",
            {
                "id": sitting_id,
                "exam_id": f"E-{sitting_id}",
                "staff_no": staff_no,
                "seed": "1",
                "number": db.execute("SELECT count(*) + 1 FROM sitting").fetchone()[0],
                "fingerprint": PAPER.fingerprint,
                "paper": json.dumps(to_data(PAPER)),
                "state": state,
                "started_at": as_text(at),
                "ended_at": None if state in ("open", "held") else as_text(at),
                "released_at": as_text(at) if released else None,
            },
        )
        known = Known(at, 0, "boot", 0)
        add_step(db, sitting_id, "started", None, {"allowed_ms": 0}, known)
        if graded:
            seal(db, sitting_id, add_step(db, sitting_id, "submitted", None, {"seals": SEALS}, known).chain, known)
        if state == "void":
            seal(db, sitting_id, add_step(db, sitting_id, "void", None, {}, known).chain, known)
        if graded:
            result(store, sitting_id, 1, passed=passed, complete=complete, score=score, at=at)
    return sitting_id


def result(
    store: Store,
    sitting_id: str,
    version: int,
    *,
    passed: bool = True,
    complete: bool = True,
    score: str = "92.50",
    at: datetime = AT,
) -> None:
    with store.write("results", at=at) as db:
        _insert(
            db,
            "result",
            {
                "sitting_id": sitting_id,
                "version": version,
                "at": as_text(at),
                "rules": "1",
                "score": score,
                "max_score": "100",
                "passed": int(passed),
                "complete": int(complete),
                "body": "{}",
            },
        )
        seal_result(db, sitting_id, version, at)


def later(reading: Reading, **changes: Any) -> Reading:
    return Reading(reading.at.replace(**changes), reading.boot_ms, reading.boot_id)
